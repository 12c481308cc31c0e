import MailBytes

/// A `mailto:` URL of RFC 6068, as far as it is safe to obey: recipients, subject, body and In-Reply-To.
///
/// Fields that could send mail unseen or in another's name (Bcc, From, attachments) are refused and named.
public struct MailtoURL: Sendable, Equatable {
  /// The recipients.
  public private(set) var to: [[UInt8]] = []
  /// Those who get a copy.
  public private(set) var cc: [[UInt8]] = []
  /// The subject.
  public private(set) var subject: [UInt8]?
  /// The text, with LF line ends.
  public private(set) var body: [UInt8]?
  /// The message that is answered.
  public private(set) var inReplyTo: [UInt8]?
  /// Names of fields that were passed over.
  public private(set) var refused: [String] = []

  /// Reads a URL that begins with `mailto:`.
  public init(_ url: [UInt8]) {
    let end = url.firstIndex(of: UInt8(ascii: "#")) ?? url.count
    let question = url[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    if question > 7 { to = MailtoURL.addresses(url[7..<question]) }
    guard question < end else { return }
    for pair in url[(question + 1)..<end].split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = String(decoding: MailtoURL.decoded(pair[..<equals]).map(lowered), as: UTF8.self)
      let value = equals < pair.endIndex ? pair[(equals + 1)...] : []
      switch name {
      case "to": to += MailtoURL.addresses(value)
      case "cc": cc += MailtoURL.addresses(value)
      case "subject": subject = MailtoURL.oneLine(MailtoURL.decoded(value))
      case "in-reply-to": inReplyTo = MailtoURL.oneLine(MailtoURL.decoded(value))
      case "body": body = (body.map { $0 + [0x0a] } ?? []) + MailtoURL.decoded(value).filter { $0 != 0x0d }
      default: refused.append(name)
      }
    }
  }

  private static func addresses(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
    // The commas between addresses are not encoded, those inside one are.
    text.split(separator: UInt8(ascii: ",")).map { oneLine(decoded($0)) }.filter { !$0.isEmpty }
  }

  private static func oneLine(_ text: [UInt8]) -> [UInt8] {
    text.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] { Percent.decodeLeniently(Array(text)) }
}
