/// The value of one CSS declaration, as far as it decides whether text is seen.
struct HTMLStyleValue {
  /// Lower case without blanks.
  private let text: String
  /// The words, in lower case.
  private let words: [String]
  /// Whether `!important` stood behind it.
  let isImportant: Bool

  /// The colour of what lets everything through.
  static let transparent = "transparent"
  private static let mostBytes = 128
  /// What a reader cannot make out: less than a point, in pixels.
  private static let unreadable = 4.0 / 3

  init(_ bytes: ArraySlice<UInt8>) {
    let mark = Array("!important".utf8)
    var kept = Self.lowercased(bytes)
    let squeezed = kept.filter { $0 > 0x20 }
    isImportant = squeezed.count >= mark.count && squeezed.suffix(mark.count).elementsEqual(mark)
    if isImportant, let bang = kept.lastIndex(of: 0x21) { kept.removeSubrange(bang...) }
    text = String(decoding: kept.filter { $0 > 0x20 }, as: UTF8.self)
    words = kept.split(whereSeparator: { $0 <= 0x20 }).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The name of a property: lower case without blanks.
  static func squeezed(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: lowercased(bytes).filter { $0 > 0x20 }, as: UTF8.self)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.drop { $0 <= 0x20 }.prefix(mostBytes).map { ASCIIToken.lower($0) }
  }

  func begins(_ prefix: String) -> Bool { text.hasPrefix(prefix) }

  /// Whether a length or number is nought: `0`, `0px`, `0.0`, but not `0.5em`.
  var isZero: Bool { Self.number(text)?.value == 0 }

  /// Whether text of this size cannot be read.
  var isUnreadableSize: Bool { Self.pixels(text).map { $0 < Self.unreadable } ?? false }

  /// The size in the short form `font: italic bold 12px/30px Georgia, serif`; nil where there is none.
  var sizeOfFont: HTMLStyleValue? {
    for word in words {
      let size = word.prefix { $0 != "/" }
      guard let (value, unit) = Self.number(String(size)) else { continue }
      // A bare number is a weight, unless it is nought.
      if !unit.isEmpty || value == 0 { return HTMLStyleValue(Array(size.utf8)[...]) }
    }
    return nil
  }

  /// A colour in one spelling, as six digits where it is written in digits; nil for what inherits or is more than one.
  var color: String? {
    switch text {
    case "white": return "#ffffff"
    case "black": return "#000000"
    case "", "inherit", "initial", "unset", "currentcolor", "none": return nil
    default: break
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 4, bytes[0] == 0x23 else { return text }
    return String(decoding: [0x23] + bytes.dropFirst().flatMap { [$0, $0] }, as: UTF8.self)
  }

  /// A length in pixels, taking 16 for the size around it; nil for words and what has no unit but is not nought.
  private static func pixels(_ text: String) -> Double? {
    guard let (value, unit) = number(text) else { return nil }
    switch unit {
    case "px": return value
    case "pt": return value * 4 / 3
    case "em", "rem": return value * 16
    case "ex", "ch": return value * 8
    case "%": return value * 0.16
    case "pc": return value * 16
    case "in": return value * 96
    case "cm": return value * 37.8
    case "mm": return value * 3.78
    default: return value == 0 ? 0 : nil
    }
  }

  /// A number that is not negative, and the unit behind it.
  private static func number(_ text: String) -> (value: Double, unit: String)? {
    var value = 0.0
    var scale = 1.0
    var digits = 0
    var sawPoint = false
    var rest = text.utf8[...]
    while let byte = rest.first {
      if byte == 0x2e, !sawPoint {
        sawPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        if sawPoint { scale /= 10 }
        value = sawPoint ? value + Double(byte - 0x30) * scale : value * 10 + Double(byte - 0x30)
        digits += 1
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    return digits > 0 ? (value, String(decoding: rest, as: UTF8.self)) : nil
  }
}
