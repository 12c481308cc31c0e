/// The escapes of `$'...'` and of `echo`: `\n`, `\t`, `\e`, `\101`, `\x41`, `\u20AC`, `\cX`.
public enum ShellEscapes {
  /// Takes the text up to the closing single quote, or to the end, with its escapes resolved.
  ///
  /// - Returns: whether there was a closing quote.
  static func unquote(_ text: [UInt8], _ position: inout Int, into word: inout [UInt8]) -> Bool {
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "'") { return true }
      if byte == UInt8(ascii: "\\"), position < text.count {
        escape(text, &position, into: &word)
      } else {
        word.append(byte)
      }
    }
    return false
  }

  /// The text with all escapes resolved, as `echo` prints it.
  public static func resolve(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\\"), position < text.count {
        escape(text, &position, into: &result)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func escape(_ text: [UInt8], _ position: inout Int, into word: inout [UInt8]) {
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "a"): word.append(0x07)
    case UInt8(ascii: "b"): word.append(0x08)
    case UInt8(ascii: "e"), UInt8(ascii: "E"): word.append(0x1b)
    case UInt8(ascii: "f"): word.append(0x0c)
    case UInt8(ascii: "n"): word.append(0x0a)
    case UInt8(ascii: "r"): word.append(0x0d)
    case UInt8(ascii: "t"): word.append(0x09)
    case UInt8(ascii: "v"): word.append(0x0b)
    case UInt8(ascii: "c") where position < text.count:
      word.append(text[position] & 0x1f)
      position += 1
    case UInt8(ascii: "x"): number(text, &position, radix: 16, most: 2, into: &word, fallback: byte, isByte: true)
    case UInt8(ascii: "u"): number(text, &position, radix: 16, most: 4, into: &word, fallback: byte, isByte: false)
    case UInt8(ascii: "U"): number(text, &position, radix: 16, most: 8, into: &word, fallback: byte, isByte: false)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      position -= 1
      number(text, &position, radix: 8, most: 3, into: &word, fallback: byte, isByte: true)
    default: word.append(byte)
    }
  }

  private static func number(
    _ text: [UInt8], _ position: inout Int, radix: UInt32, most: Int, into word: inout [UInt8], fallback: UInt8,
    isByte: Bool
  ) {
    var value: UInt32 = 0
    var digits = 0
    while digits < most, position < text.count, let digit = digit(text[position]), digit < radix {
      value = value &* radix &+ digit
      digits += 1
      position += 1
    }
    if digits == 0 {
      word.append(fallback)
    } else if isByte {
      word.append(UInt8(truncatingIfNeeded: value))
    } else {
      word.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
