import MailLanguage

extension Settings {
  /// `queue-lifetime` in seconds: a number of days, or with s, m, h, d or w behind it.
  var queueLifetime: Int64 {
    let standard: Int64 = 5 * 86_400
    guard let text = string(.queueLifetime), let last = text.utf8.last else { return standard }
    let units: [(UInt8, Int64)] = [
      (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "d"), 86_400),
      (UInt8(ascii: "w"), 604_800),
    ]
    for (letter, seconds) in units where last | 0x20 == letter {
      return Int64(String(decoding: text.utf8.dropLast(), as: UTF8.self)).flatMap {
        $0 < 0 ? nil : min($0, 1 << 31) * seconds
      }
        ?? standard
    }
    return Int64(text).flatMap { $0 < 0 ? nil : min($0, 1 << 31) * 86_400 } ?? standard
  }
}
