/// A message-id without its angle brackets (RFC 5322 section 3.6.4).
public struct MessageID: Sendable, Hashable, CustomStringConvertible {
  /// The identifier between the brackets; controls and blanks are never in it.
  public let text: String

  /// Takes an identifier; nil when it is empty, too long or holds blanks, controls or angle brackets.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= Limits.messageID else { return nil }
    for byte in text.utf8 where byte <= 32 || byte == 60 || byte == 62 || byte == 127 { return nil }
    self.text = text
  }

  /// The identifier in angle brackets, as fields carry it.
  public var bracketed: String { "<" + text + ">" }
  /// As `bracketed`.
  public var description: String { bracketed }

  /// Reads all message-ids of a field value.
  public static func parse(_ bytes: [UInt8]) -> [MessageID] { parse(bytes, in: 0..<bytes.count) }

  /// Reads all message-ids in a range of bytes, at most the last `Limits.references` of them.
  ///
  /// - Parameter allowsBare: whether words with an `@` count where nothing stands in brackets, as in the Message-ID of
  ///   programs that do not know them; in In-Reply-To such a word is somebody's address.
  public static func parse(_ bytes: [UInt8], in range: Range<Int>, allowsBare: Bool = false) -> [MessageID] {
    var parser = MessageIDParser(bytes: bytes, range: range)
    return parser.parse(allowsBare: allowsBare)
  }
}
