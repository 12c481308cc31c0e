/// Text that must stay on one line whatever an encoded word brought along.
enum OneLine {
  /// Line ends become one blank, NUL becomes U+FFFD; other controls are left to the terminal's filter.
  static func cleaned(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 8)
    for byte in text {
      switch byte {
      case 0: result += [0xEF, 0xBF, 0xBD]
      case 10, 13: if result.last != 32 { result.append(32) }
      default: result.append(byte)
      }
    }
    while result.last == 32 { result.removeLast() }
    return result
  }
}
