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

  /// Runs of blanks and tabs become one blank.
  static func withSingleBlanks(_ text: [UInt8]) -> [UInt8] {
    var previous: UInt8 = 0
    var hasRun = false
    for byte in text {
      if byte == 9 || byte == 32 && previous == 32 {
        hasRun = true
        break
      }
      previous = byte
    }
    guard hasRun else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      let isBlank = byte == 9 || byte == 32
      if isBlank {
        if result.last != 32 { result.append(32) }
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
