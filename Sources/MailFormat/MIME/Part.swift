/// One part of a message: what it is, and where its header and body lie inside the message.
public struct Part: Sendable, Equatable {
  /// What kind of node a part is in the tree.
  public enum Kind: Sendable, Equatable {
    /// Content without parts of its own.
    case leaf
    /// A multipart; its children are the parts between its boundaries.
    case multipart
    /// A message inside the message; its only child is the body of that message.
    case message
  }

  /// Leaf, multipart or message.
  public var kind: Kind
  /// The media type in lower case, such as `text/plain`.
  public var type: String
  /// The charset label as written, in lower case; nil when there is none.
  public var charset: String?
  /// `attachment`, `inline` or what else the field says, in lower case; nil without the field.
  public var disposition: String?
  /// The file name decoded for display: one line, no controls, no bidi overrides; nil when none is given.
  public var fileName: String?
  /// The Content-Transfer-Encoding label in lower case; nil without the field.
  public var encodingLabel: String?
  /// How the body is decoded.
  public var encoding: TransferEncoding
  /// The Content-ID without angle brackets.
  public var contentID: String?
  /// The Content-Description, decoded.
  public var description: String?
  /// Further parameters of the Content-Type that readers need: `format`, `delsp`, `protocol`, `smime-type`.
  public var parameters: [Parameter]
  /// The part's header block inside the message, without the blank line after it.
  public var header: Range<Int>
  /// The part's body inside the message, still encoded, without the line end that belongs to a boundary.
  public var body: Range<Int>
  /// The index of the part around this one; nil for the root.
  public var parent: Int?
  /// How many parts are around this one.
  public var depth: Int
  /// Which child of its parent this is, from 1.
  public var ordinal: Int

  /// One parameter of a field, its value decoded.
  public struct Parameter: Sendable, Equatable {
    /// The name in lower case.
    public var name: String
    /// The value without quotes.
    public var value: String

    /// Makes a parameter from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a part of a type, everything else empty.
  public init(type: String, kind: Kind = .leaf) {
    self.type = type
    self.kind = kind
    encoding = .identity
    parameters = []
    header = 0..<0
    body = 0..<0
    depth = 0
    ordinal = 1
  }

  /// The value of a parameter kept in `parameters`.
  public func parameter(_ name: String) -> String? {
    for parameter in parameters where parameter.name == name { return parameter.value }
    return nil
  }

  /// Whether the type is text of any kind.
  public var isText: Bool { type.hasPrefix("text/") }
  /// Whether the sender wants it kept apart from the text.
  public var isAttachment: Bool { disposition == "attachment" }
}
