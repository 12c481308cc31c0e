/// Blanks around words.
enum Blanks {
  /// The bytes without blanks and line ends at both ends.
  static func trim(_ bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(bytes[first...last])
  }

  /// The text without blanks and line ends at both ends.
  static func trim(_ text: String) -> String { String(decoding: trim(Array(text.utf8)), as: UTF8.self) }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }
}
