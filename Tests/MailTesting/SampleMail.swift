/// Small mailboxes made by rule.
public enum SampleMail {
  /// One message as it stands in an mbox, its separator included.
  public static func message(_ number: Int, status: String? = nil, body: String? = nil) -> String {
    var text = "From sender\(number)@example.org Mon Mar  2 10:00:\(number % 60 < 10 ? "0" : "")\(number % 60) 2026\n"
    text += "From: Sender \(number) <sender\(number)@example.org>\n"
    text += "To: root@localhost\nSubject: message number \(number)\n"
    text += "Message-ID: <message-\(number)@example.org>\n"
    if let status { text += "Status: \(status)\n" }
    text += "\n" + (body ?? String(repeating: "text of message \(number)\n", count: 1 + number % 7)) + "\n"
    return text
  }

  /// A mailbox of so many messages.
  public static func mbox(_ count: Int, status: String? = nil) -> String {
    (1...max(1, count)).prefix(count).map { message($0, status: status) }.joined()
  }

  /// The numbers of the messages in an mbox made of these samples, each told by its Message-ID; nil when any is not whole.
  ///
  /// Status fields may differ.
  public static func numbers(in mbox: String) -> [Int]? {
    var numbers: [Int] = []
    for piece in ("\n" + mbox).components(separatedBy: "\nFrom sender") where !piece.isEmpty && piece != "\n" {
      guard let number = Int(piece.prefix { $0.isNumber }) else { return nil }
      let lines = ("From sender" + piece).split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("Status:") && !$0.hasPrefix("X-Status:") }
      let wanted = message(number).split(separator: "\n", omittingEmptySubsequences: false)
      guard trimmed(lines) == trimmed(wanted) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func trimmed(_ lines: [Substring]) -> [Substring] {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var pieces: [String] = []
    var bytes = Array(utf8)[...]
    let wanted = Array(separator.utf8)
    var piece: [UInt8] = []
    while let first = bytes.first {
      if first == wanted[0], bytes.starts(with: wanted) {
        pieces.append(String(decoding: piece, as: UTF8.self))
        piece.removeAll()
        bytes = bytes.dropFirst(wanted.count)
      } else {
        piece.append(first)
        bytes = bytes.dropFirst()
      }
    }
    pieces.append(String(decoding: piece, as: UTF8.self))
    return pieces
  }
}
