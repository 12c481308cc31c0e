import MailBytes

extension TerminalText {
  /// The first lines.
  func firstLines(_ count: Int) -> TerminalText {
    var left = count
    var end = 0
    while end < bytes.count, left > 0 {
      if bytes[end] == 0x0a { left -= 1 }
      end += 1
    }
    return TerminalText(cleaningLines: Array(bytes[..<end]))
  }

  /// Whether the last line is an empty one.
  var endsWithEmptyLine: Bool {
    bytes.count >= 2 && bytes[bytes.count - 1] == 0x0a && bytes[bytes.count - 2] == 0x0a
  }
}
