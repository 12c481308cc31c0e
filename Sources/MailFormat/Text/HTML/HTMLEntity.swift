/// The entities that matter for readable text when no HTML library is there.
enum HTMLEntity {
  /// Decodes `&...;` in a range of bytes; unknown ones stay as they are.
  static func decode(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == 0x26, let (scalar, end) = entity(bytes, at: index, to: range.upperBound) {
        output += Array(String(Character(scalar)).utf8)
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static func entity(_ bytes: [UInt8], at start: Int, to limit: Int) -> (Unicode.Scalar, Int)? {
    var end = start + 1
    while end < limit, end - start < 12, bytes[end] != 0x3b, bytes[end] > 0x20, bytes[end] != 0x26 { end += 1 }
    guard end < limit, bytes[end] == 0x3b, end > start + 1 else { return nil }
    let name = bytes[(start + 1)..<end]
    if name.first == 0x23 {
      let digits = String(decoding: name.dropFirst(), as: UTF8.self)
      let value =
        digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let value else { return nil }
      // NUL, surrogates and values out of range are U+FFFD; the C1 range is meant as Windows-1252 and rare here.
      return (value == 0 ? "\u{fffd}" : Unicode.Scalar(value) ?? "\u{fffd}", end + 1)
    }
    return named(String(decoding: name, as: UTF8.self)).map { ($0, end + 1) }
  }

  private static func named(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case "nbsp": " "
    case "copy": "\u{a9}"
    case "reg": "\u{ae}"
    case "trade": "\u{2122}"
    case "euro": "\u{20ac}"
    case "pound": "\u{a3}"
    case "sect": "\u{a7}"
    case "deg": "\u{b0}"
    case "hellip": "\u{2026}"
    case "ndash": "\u{2013}"
    case "mdash": "\u{2014}"
    case "lsquo": "\u{2018}"
    case "rsquo": "\u{2019}"
    case "ldquo": "\u{201c}"
    case "rdquo": "\u{201d}"
    case "laquo": "\u{ab}"
    case "raquo": "\u{bb}"
    case "bull": "\u{2022}"
    case "middot": "\u{b7}"
    case "times": "\u{d7}"
    case "rarr": "\u{2192}"
    case "larr": "\u{2190}"
    case "auml": "\u{e4}"
    case "ouml": "\u{f6}"
    case "uuml": "\u{fc}"
    case "Auml": "\u{c4}"
    case "Ouml": "\u{d6}"
    case "Uuml": "\u{dc}"
    case "szlig": "\u{df}"
    case "eacute": "\u{e9}"
    case "egrave": "\u{e8}"
    case "agrave": "\u{e0}"
    case "ccedil": "\u{e7}"
    default: nil
    }
  }
}
