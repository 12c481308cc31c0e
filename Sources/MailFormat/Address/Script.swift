/// The writing systems that matter for names that look like other names (UTS 39, in small).
enum Script: UInt8 {
  case latin
  case greek
  case cyrillic
  case armenian
  case hebrew
  case arabic
  case indic
  case thai
  case georgian
  case cherokee
  case hangul
  case kana
  case han
  case other

  /// The script of a character; nil for digits, marks and what all scripts share.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8, 0x1D00...0x1D25, 0x1E00...0x1EFF,
      0x2C60...0x2C7F, 0xA722...0xA7FF, 0xAB30...0xAB64, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
    case 0x531...0x58F: self = .armenian
    case 0x591...0x5F4: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: self = .arabic
    case 0x900...0xDFF: self = .indic
    case 0xE01...0xEFF: self = .thai
    case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: self = .georgian
    case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: self = .hangul
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: self = .kana
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      self = .han
    case 0...0x2FF, 0x300...0x36F, 0x2000...0x206F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFF00...0xFFEF,
      0xFFFD, 0x1F000...0x1FAFF:
      return nil
    default: self = .other
    }
  }

  /// Whether one label of a dotted name holds letters of scripts that are not written together.
  static func isMixed(_ name: String) -> Bool {
    var seen: UInt16 = 0
    for scalar in name.unicodeScalars {
      if scalar == "." {
        if isSuspicious(seen) { return true }
        seen = 0
      } else if let script = Script(scalar) {
        seen |= 1 << UInt16(script.rawValue)
      }
    }
    return isSuspicious(seen)
  }

  /// One script is fine; so is Latin with Han, Kana or Hangul, as East Asian names have it.
  private static func isSuspicious(_ seen: UInt16) -> Bool {
    guard seen.nonzeroBitCount > 1 else { return false }
    let eastAsian: UInt16 = 1 << UInt16(Script.han.rawValue) | 1 << UInt16(Script.kana.rawValue)
    let latin: UInt16 = 1 << UInt16(Script.latin.rawValue)
    let hangul: UInt16 = 1 << UInt16(Script.hangul.rawValue)
    let han: UInt16 = 1 << UInt16(Script.han.rawValue)
    return seen & ~(eastAsian | latin) != 0 && seen & ~(hangul | han | latin) != 0
  }

  /// Whether a text holds controls, bidi controls, zero-width or tag characters.
  static func hasHidden(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x206F,
        0xFEFF,
        0xE0000...0xE007F:
        return true
      default: continue
      }
    }
    return false
  }
}
