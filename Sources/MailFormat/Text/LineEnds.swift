import MailBytes

/// Line ends of decoded text.
enum LineEnds {
  /// CR LF and lone CR become LF; costs nothing where there is no CR.
  static func normalized(_ text: [UInt8]) -> [UInt8] {
    guard let first = Kernels.firstIndex(of: 0x0d, in: text.span) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    output += text[..<first]
    var index = first
    while index < text.count {
      let byte = text[index]
      if byte == 0x0d {
        output.append(0x0a)
        if index + 1 < text.count, text[index + 1] == 0x0a { index += 1 }
      } else {
        output.append(byte)
      }
      index += 1
    }
    return output
  }

  /// Hands out each line without its end.
  static func forEach(_ text: [UInt8], _ body: (Range<Int>) -> Void) {
    var start = 0
    while start < text.count {
      let end = Kernels.firstIndex(of: 0x0a, in: text.span, from: start) ?? text.count
      body(start..<end)
      start = end + 1
    }
  }
}
