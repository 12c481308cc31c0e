import MailBytes
import MailFormat

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
  /// What stands in place of an address and is a file, a command or an option: nobody who typed it means that.
  public private(set) var foreign: [[UInt8]] = []

  /// Reads a URL that begins with `mailto:`.
  public init(_ url: [UInt8]) {
    let end = url.firstIndex(of: UInt8(ascii: "#")) ?? url.count
    let question = url[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    if question > 7 { take(url[7..<question], into: \.to) }
    guard question < end else { return }
    for pair in url[(question + 1)..<end].split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = String(decoding: MailtoURL.decoded(pair[..<equals]).map(lowered), as: UTF8.self)
      let value = equals < pair.endIndex ? pair[(equals + 1)...] : []
      switch name {
      case "to": take(value, into: \.to)
      case "cc": take(value, into: \.cc)
      case "subject": subject = MailtoURL.oneLine(MailtoURL.decoded(value))
      case "in-reply-to": inReplyTo = MailtoURL.oneLine(MailtoURL.decoded(value))
      case "body": body = (body.map { $0 + [0x0a] } ?? []) + MailtoURL.decoded(value).filter { $0 != 0x0d }
      default: refused.append(name)
      }
    }
  }

  /// Takes a list of addresses; one that cannot be read stays as it is, to be told by who sends to it.
  private mutating func take(_ list: ArraySlice<UInt8>, into field: WritableKeyPath<MailtoURL, [[UInt8]]>) {
    // The commas between addresses are not encoded, those inside one are.
    for part in list.split(separator: UInt8(ascii: ",")) {
      let text = Self.oneLine(Self.decoded(part))
      guard !text.isEmpty else { continue }
      let forms = try? AddressParser.parseRecipients(text)
      let isForeign = forms?.contains { $0.address?.recipientText(keepsName: true) == nil } ?? false
      if isForeign { foreign.append(text) } else { self[keyPath: field].append(text) }
    }
  }

  private static func oneLine(_ text: [UInt8]) -> [UInt8] {
    text.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] { Percent.decodeLeniently(Array(text)) }
}
