/// How text looks after the codes for colours and weights of ECMA-48 that came so far.
struct ANSIStyle {
  private var bold = false
  private var dim = false
  private var italic = false
  private var underlined = false
  private var reversed = false
  private var struck = false
  private var foreground: String?
  private var background: String?

  /// The sixteen colours of a terminal, as they are readable on white.
  private static let colours: [StaticString] = [
    "#000000", "#cd0000", "#008b00", "#8b7500", "#0000cd", "#8b008b", "#008b8b", "#b0b0b0",
    "#666666", "#ff0000", "#00b300", "#b39600", "#3b5bff", "#d000d0", "#00a5a5", "#ffffff",
  ]

  /// Takes the parameters of one code.
  mutating func apply(_ parameters: ArraySlice<UInt8>) {
    var numbers: [Int] = [0]
    for byte in parameters {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0")), 9999)
      case UInt8(ascii: ";"), UInt8(ascii: ":"): numbers.append(0)
      default: return
      }
    }
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      index += 1
      switch number {
      case 0: self = ANSIStyle()
      case 1: bold = true
      case 2: dim = true
      case 3: italic = true
      case 4: underlined = true
      case 7: reversed = true
      case 9: struck = true
      case 22: (bold, dim) = (false, false)
      case 23: italic = false
      case 24: underlined = false
      case 27: reversed = false
      case 29: struck = false
      case 30...37: foreground = Self.colours[number - 30].description
      case 38: foreground = Self.colour(numbers, &index) ?? foreground
      case 39: foreground = nil
      case 40...47: background = Self.colours[number - 40].description
      case 48: background = Self.colour(numbers, &index) ?? background
      case 49: background = nil
      case 90...97: foreground = Self.colours[number - 82].description
      case 100...107: background = Self.colours[number - 92].description
      default: continue
      }
    }
  }

  /// `5;N` or `2;R;G;B` behind 38 and 48.
  private static func colour(_ numbers: [Int], _ index: inout Int) -> String? {
    guard index < numbers.count else { return nil }
    let kind = numbers[index]
    index += 1
    if kind == 5, index < numbers.count {
      let number = numbers[index]
      index += 1
      switch number {
      case 0..<16: return colours[number].description
      case 16..<232:
        let levels = [0, 95, 135, 175, 215, 255]
        let place = number - 16
        return hexadecimal(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
      case 232..<256: return hexadecimal(8 + (number - 232) * 10, 8 + (number - 232) * 10, 8 + (number - 232) * 10)
      default: return nil
      }
    }
    if kind == 2, index + 2 < numbers.count {
      let values = numbers[index..<(index + 3)].map { min($0, 255) }
      index += 3
      return hexadecimal(values[0], values[1], values[2])
    }
    return nil
  }

  private static func hexadecimal(_ red: Int, _ green: Int, _ blue: Int) -> String {
    var text = "#"
    for value in [red, green, blue] {
      if value < 16 { text += "0" }
      text += String(value, radix: 16)
    }
    return text
  }

  /// The style as CSS; empty for plain text.
  var css: String {
    var words: [String] = []
    let (front, back) = reversed ? (background ?? "#ffffff", foreground ?? "#000000") : (foreground, background)
    if let front { words.append("color:" + front) }
    if let back { words.append("background-color:" + back) }
    if bold { words.append("font-weight:bold") }
    if dim { words.append("opacity:0.7") }
    if italic { words.append("font-style:italic") }
    if underlined || struck {
      words.append(
        "text-decoration:" + (underlined ? struck ? "underline line-through" : "underline" : "line-through"))
    }
    return words.joined(separator: ";")
  }
}
