import MailBytes

extension TerminalText {
  /// Whether the last line is an empty one.
  var endsWithEmptyLine: Bool {
    bytes.count >= 2 && bytes[bytes.count - 1] == 0x0a && bytes[bytes.count - 2] == 0x0a
  }
}
