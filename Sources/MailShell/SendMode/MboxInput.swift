import MailFormat

/// Input that is a file of messages, such as a dead letter file.
enum MboxInput {
  /// The messages of it, From_ lines gone and quoting undone; none when it does not begin with a From_ line.
  static func messages(in bytes: [UInt8]) -> [[UInt8]] {
    let mark = Array("From ".utf8)
    guard bytes.starts(with: mark) else { return [] }
    var messages: [[UInt8]] = []
    var start: Int?
    var isBehindBlank = true
    var index = 0
    func close(at end: Int) {
      guard let start else { return }
      var text = Array(bytes[start..<end])
      // The empty line in front of a From_ line belongs to the file.
      if end < bytes.count, text.last == 0x0a, text.count > 1, text[text.count - 2] == 0x0a { text.removeLast() }
      messages.append(MboxQuoting.unquote(text.span))
    }
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: 0x0a) ?? bytes.count
      let line = bytes[index..<end]
      if isBehindBlank, line.starts(with: mark), start == nil || FromLine.isValid(Array(line).span) {
        close(at: index)
        start = min(end + 1, bytes.count)
      }
      isBehindBlank = line.isEmpty
      index = end + 1
    }
    close(at: bytes.count)
    return messages
  }
}
