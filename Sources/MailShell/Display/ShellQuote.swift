/// Words for a POSIX shell.
enum ShellQuote {
  /// The word in single quotes, so that the shell takes it as it is.
  static func quoted(_ word: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "'")]
    for byte in word.utf8 {
      if byte == UInt8(ascii: "'") { result += Array("'\\''".utf8) } else { result.append(byte) }
    }
    result.append(UInt8(ascii: "'"))
    return String(decoding: result, as: UTF8.self)
  }
}
