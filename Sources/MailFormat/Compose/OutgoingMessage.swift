/// A finished message: wire-ready text with LF line ends, in segments so that a large attachment never lies in memory.
///
/// The writer in MailSubmit turns LF into CRLF and doubles leading dots where the transport asks for it.
public struct OutgoingMessage: Sendable {
  /// One stretch of the message.
  public enum Segment: Sendable {
    /// Text as it goes out, LF line ends.
    case text([UInt8])
    /// A file's content, encoded while it is sent.
    case file(any ContentSource, TransferEncodingPlan)
  }

  /// How the content of a file is encoded on its way out.
  public enum TransferEncodingPlan: Sendable {
    /// As it is: text with LF line ends, no line over 998 bytes.
    case identity
    /// RFC 2045 section 6.7, as text.
    case quotedPrintable
    /// RFC 2045 section 6.8.
    case base64
  }

  /// The header block and body, in order.
  public var segments: [Segment]
  /// Whether any byte over 127 goes out, so that 8BITMIME is needed.
  public var needs8Bit: Bool
  /// Whether a header field holds UTF-8 as such, so that SMTPUTF8 is needed (RFC 6531).
  public var needsUTF8Headers: Bool

  /// Makes a message from its segments.
  public init(segments: [Segment], needs8Bit: Bool, needsUTF8Headers: Bool = false) {
    self.segments = segments
    self.needs8Bit = needs8Bit
    self.needsUTF8Headers = needsUTF8Headers
  }
}
