/// One part of a draft with its content: the text, a file, an image of an HTML text.
public struct Attachment: Sendable {
  /// How the part wants to be shown (RFC 2183).
  public enum Disposition: Sendable, Equatable {
    /// Nothing is said.
    case none
    /// As part of the text.
    case inline
    /// As a file to be saved.
    case attachment
  }

  /// The content, read when it is needed.
  public var content: any ContentSource
  /// The name the recipient sees; only its last component goes out.
  public var fileName: String?
  /// The media type with its parameters, such as `text/html`; nil to go by name, then by content.
  public var type: String?
  /// The charset of text; nil to go by content.
  public var charset: String?
  /// How it wants to be shown.
  public var disposition: Disposition
  /// The Content-ID without angle brackets, for parts that others refer to.
  public var contentID: String?
  /// The Content-Description.
  public var summary: String?
  /// The name parameter of the type; nil for that of the file.
  public var typeName: String?
  /// How this part is encoded, nil for what holds for the whole message.
  ///
  /// What is no text goes as base64 in any case.
  public var encoding: BuildOptions.Encoding?
  /// Whether CR LF stays as it is in text too, because somebody else has encoded it so.
  public var keepsLineEnds = false

  /// Makes a part from its pieces.
  public init(
    _ content: any ContentSource, fileName: String? = nil, type: String? = nil, charset: String? = nil,
    disposition: Disposition = .attachment, contentID: String? = nil, summary: String? = nil
  ) {
    self.content = content
    self.fileName = fileName
    self.type = type
    self.charset = charset
    self.disposition = disposition
    self.contentID = contentID
    self.summary = summary
  }

  /// A text that is the message, or one form of it.
  public static func text(
    _ content: any ContentSource, type: String = "text/plain", charset: String? = nil
  ) -> Attachment {
    Attachment(content, type: type, charset: charset, disposition: .none)
  }
}
