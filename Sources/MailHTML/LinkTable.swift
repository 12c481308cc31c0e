/// The targets of links in the order of their first use, numbered from 1.
struct LinkTable {
  private(set) var targets: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// How many links are numbered; later ones are shown without a number.
  static let limit = 5000

  /// The number of a target; nil when it is none a reader should follow, or one too many.
  mutating func number(of target: [UInt8]) -> Int? {
    let target = Self.trimmed(target)
    guard Self.isShown(target) else { return nil }
    if let known = numbers[target] { return known }
    guard targets.count < Self.limit else { return nil }
    targets.append(target)
    numbers[target] = targets.count
    return targets.count
  }

  /// Blanks and controls at the ends and line ends inside do not belong to an address.
  static func trimmed(_ target: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    for byte in target {
      if byte <= 0x20 || byte == 0x7f {
        if byte == 0x20, !kept.isEmpty { kept += Array("%20".utf8) }
      } else {
        kept.append(byte)
      }
    }
    while kept.suffix(3).elementsEqual("%20".utf8) { kept.removeLast(3) }
    return kept
  }

  /// Only addresses that lead somewhere: never scripts, inline data or places inside the page.
  private static func isShown(_ target: [UInt8]) -> Bool {
    guard let first = target.first, first != 0x23 else { return false }
    let scheme = target.prefix { $0 != 0x3a && $0 != 0x2f && $0 != 0x3f && $0 != 0x23 }
    guard scheme.count < target.count, target[scheme.count] == 0x3a else { return true }
    let name = String(decoding: scheme.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }, as: UTF8.self)
    switch name {
    case "http", "https", "mailto", "ftp", "ftps", "tel", "sms", "news", "nntp", "imap", "xmpp", "sip", "sips", "geo",
      "magnet", "webcal", "gopher", "gemini", "ssh", "irc", "ircs", "matrix", "cid", "mid":
      return name != "cid"
    default: return false
    }
  }
}
