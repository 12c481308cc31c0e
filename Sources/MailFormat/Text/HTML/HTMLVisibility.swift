/// Finds out whether the style of an element hides its text from a reader.
public enum HTMLVisibility {
  /// Whether an inline style hides the element: no display, no size, no opacity, or moved out of sight.
  public static func hides(style: [UInt8]) -> Bool {
    var isCut = false
    var color: String?
    var background: String?
    var hasNoHeight = false
    for declaration in style.split(separator: 0x3b) {
      guard let colon = declaration.firstIndex(of: 0x3a) else { continue }
      let name = squeezed(declaration[declaration.startIndex..<colon])
      let value = squeezed(declaration[(colon + 1)...])
      switch name {
      case "display": if value.hasPrefix("none") { return true }
      case "visibility": if value.hasPrefix("hidden") || value.hasPrefix("collapse") { return true }
      case "font-size": if isZero(value) || value.hasPrefix("1px") { return true }
      case "opacity": if isZero(value) { return true }
      case "mso-hide": if value.hasPrefix("all") { return true }
      case "color": color = plainColor(value)
      case "background-color", "background": background = plainColor(value)
      case "overflow": isCut = value.hasPrefix("hidden")
      case "height", "max-height", "width", "max-width": if isZero(value) { hasNoHeight = true }
      case "text-indent", "left", "top": if value.hasPrefix("-999") { return true }
      default: break
      }
    }
    return isCut && hasNoHeight || color == "transparent" || color != nil && color == background
  }

  /// A colour in one spelling, as six digits where it is written in digits; nil for what inherits or is more than one.
  private static func plainColor(_ value: String) -> String? {
    var text = Array(value.utf8)
    let important = Array("!important".utf8)
    if text.count > important.count, text.suffix(important.count).elementsEqual(important) {
      text.removeLast(important.count)
    }
    switch String(decoding: text, as: UTF8.self) {
    case "white": return "#ffffff"
    case "black": return "#000000"
    case "", "inherit", "initial", "unset", "currentcolor", "none": return nil
    default: break
    }
    if text.count == 4, text[0] == 0x23 { text = [0x23] + text.dropFirst().flatMap { [$0, $0] } }
    return String(decoding: text, as: UTF8.self)
  }

  /// Lower case without blanks, at most 64 bytes.
  private static func squeezed(_ bytes: ArraySlice<UInt8>) -> String {
    var kept: [UInt8] = []
    for byte in bytes where byte > 0x20 && kept.count < 64 { kept.append(ASCIIToken.lower(byte)) }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether a CSS length or number is nought: `0`, `0px`, `0.0`, but not `0.5em`.
  private static func isZero(_ value: String) -> Bool {
    var sawDigit = false
    for byte in value.utf8 {
      if byte == 0x30 {
        sawDigit = true
      } else if byte >= 0x31 && byte <= 0x39 {
        return false
      } else if byte != 0x2e {
        break
      }
    }
    return sawDigit
  }
}
