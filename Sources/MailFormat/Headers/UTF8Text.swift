/// UTF-8 checks of header text.
enum UTF8Text {
  /// Whether no byte is over 127.
  static func isASCII(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes where byte >= 0x80 { return false }
    return true
  }

  /// Whether the bytes are well-formed UTF-8.
  static func isValid(_ bytes: [UInt8]) -> Bool {
    isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil
  }

  /// The bytes with U+FFFD in place of what is not UTF-8.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    isASCII(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  /// The ASCII of text in a charset nobody knows, with U+FFFD for each run of other bytes; UTF-8 stays as it is.
  static func marked(_ bytes: [UInt8]) -> [UInt8] {
    if isValid(bytes) { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += [0xEF, 0xBF, 0xBD] }
    }
    return text
  }
}
