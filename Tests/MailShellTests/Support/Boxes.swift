/// Mailboxes of the reader's tests.
enum Boxes {
  /// Five messages: read, new, old, new and read.
  static let five = box([
    ("alice", "apple pie", "RO"), ("bob", "banana split", nil), ("carol", "cherry tart", "O"),
    ("dave", "date cake", nil),
    ("eve", "elder wine", "RO"),
  ])

  /// A mailbox of messages with the author, subject and Status field.
  static func box(_ messages: [(author: String, subject: String, status: String?)]) -> String {
    var text = ""
    for (index, message) in messages.enumerated() {
      text += "From \(message.author)@example.org Mon Mar  2 10:0\(index + 1):00 2026\n"
      text += "From: \(message.author) <\(message.author)@example.org>\nTo: tom@example.org\n"
      text += "Subject: \(message.subject)\nX-Test: yes\nMessage-ID: <\(index + 1)@example.org>\n"
      if let status = message.status { text += "Status: \(status)\n" }
      text += "\nbody of \(message.author)\n\n"
    }
    return text
  }
}
