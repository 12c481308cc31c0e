/// Small readings of header values in lower case.
enum ASCIIToken {
  /// The first run of token characters in lower case, comments and blanks before it skipped.
  static func first(in value: [UInt8]) -> String {
    var depth = 0
    var token: [UInt8] = []
    for byte in value {
      if byte == 0x28 {
        if !token.isEmpty { break }
        depth += 1
      } else if byte == 0x29, depth > 0 {
        depth -= 1
      } else if depth == 0 {
        if isToken(byte) {
          token.append(lower(byte))
        } else if !token.isEmpty {
          break
        }
      }
    }
    return String(decoding: token, as: UTF8.self)
  }

  /// Whether a byte may stand in a token or a media type.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7b...0x7e: true
    default: false
    }
  }

  /// The lower-case form of an ASCII letter.
  static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
}
