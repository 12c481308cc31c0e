/// What a message needs that is not in the draft: time, identity, taste.
public struct BuildOptions: Sendable {
  /// How text and files may be encoded.
  public enum Encoding: Sendable, Equatable {
    /// 7bit where that suffices, else quoted-printable, or base64 where that is a good deal shorter.
    case automatic
    /// 8bit where text has lines that allow it.
    case eightBit
    /// Quoted-printable for all that is text.
    case quotedPrintable
    /// Base64 for all.
    case base64
  }

  /// The time of the Date field; nil for no such field.
  public var date: MailDate?
  /// Random bytes for the Message-ID and boundaries, 16 or more.
  public var random: [UInt8]
  /// The right side of the Message-ID; empty for no such field.
  public var messageIDHost = ""
  /// The User-Agent field; nil for none.
  public var userAgent: String?
  /// How text is encoded.
  public var encoding = Encoding.automatic
  /// Whether nothing may leave in eight bits, whatever the draft asks for.
  public var isSevenBit = false
  /// What text is called that is neither ASCII nor UTF-8.
  public var fallbackCharset = "iso-8859-1"
  /// What text of ASCII alone is called.
  public var asciiCharset = "us-ascii"
  /// A text with a longer line is encoded; 998 at most.
  public var longestLine = 998
  /// Whether a plain text in ASCII goes without the fields of MIME.
  public var omitsNeedlessMIME = false
  /// Whether header fields may hold UTF-8 as such (SMTPUTF8); else encoded words.
  public var allowsUTF8Headers = false
  /// Types by file name, beyond the built-in ones.
  public var mediaTypes = MediaTypes()

  /// The usual ways.
  public init(date: MailDate? = nil, random: [UInt8] = []) {
    self.date = date
    self.random = random
  }
}
