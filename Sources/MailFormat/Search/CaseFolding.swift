/// Simple case folding of UTF-8 text: ASCII by arithmetic, the scripts of living mail by ranges.
public enum CaseFolding {
  /// The text with every letter folded; what is not UTF-8 stays as it is.
  public static func fold(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        result.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        position += 1
        continue
      }
      let (scalar, length) = decode(text, at: position)
      guard let scalar else {
        result.append(byte)
        position += 1
        continue
      }
      encode(fold(scalar), into: &result)
      position += length
    }
    return result
  }

  /// A scalar and its length in bytes; nil where the bytes are no character of two or three bytes.
  private static func decode(_ text: [UInt8], at position: Int) -> (UInt32?, Int) {
    let byte = text[position]
    if byte >= 0xC2, byte < 0xE0, position + 1 < text.count, text[position + 1] & 0xC0 == 0x80 {
      return (UInt32(byte & 0x1F) << 6 | UInt32(text[position + 1] & 0x3F), 2)
    }
    if byte >= 0xE0, byte < 0xF0, position + 2 < text.count, text[position + 1] & 0xC0 == 0x80,
      text[position + 2] & 0xC0 == 0x80
    {
      return (UInt32(byte & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6 | UInt32(text[position + 2] & 0x3F), 3)
    }
    return (nil, 1)
  }

  private static func encode(_ scalar: UInt32, into result: inout [UInt8]) {
    if scalar < 0x80 {
      result.append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      result.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      result.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    } else {
      result.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      result.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
      result.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    }
  }

  private static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xDE: scalar + 32
    case 0xB5: 0x3BC
    case 0x130: 0x69
    case 0x178: 0xFF
    case 0x17F: 0x73
    case 0x100...0x12F, 0x132...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233: scalar | 1
    case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x386: 0x3AC
    case 0x388...0x38A: scalar + 37
    case 0x38C: 0x3CC
    case 0x38E, 0x38F: scalar + 63
    case 0x391...0x3A1, 0x3A3...0x3AB: scalar + 32
    case 0x3C2: 0x3C3
    case 0x400...0x40F: scalar + 80
    case 0x410...0x42F: scalar + 32
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: scalar | 1
    case 0x4C1...0x4CE: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x531...0x556: scalar + 48
    case 0x10A0...0x10C5: scalar + 7264
    case 0x1E00...0x1E95, 0x1EA0...0x1EFF: scalar | 1
    case 0x1E9E: 0xDF
    case 0x2160...0x216F: scalar + 16
    case 0x24B6...0x24CF: scalar + 26
    case 0xFF21...0xFF3A: scalar + 32
    default: scalar
    }
  }
}
