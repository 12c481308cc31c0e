import MailFormat
import MailSystem

/// One message that waits to be sent: its envelope and history in front, the message behind an empty line.
struct QueueEntry {
  /// The name of its file.
  var name: String
  /// When it came into the queue, seconds since 1970.
  var created: Int64
  /// When it may be tried again.
  var next: Int64
  /// How often it was tried.
  var tries: Int
  /// The envelope sender; nil for the null path.
  var sender: Address?
  /// The account it was sent by; nil for none.
  var account: String?
  /// Whether a program ended between the last bytes of the message and the answer: it may have been sent.
  var isInDoubt = false
  /// Who still has to get it.
  var recipients: [Address]
  /// Why it was not sent the last time.
  var reason: String
  /// The message, LF line ends.
  var message: OutgoingMessage

  /// The first line of every file of a queue.
  private static var mark: StaticString { "mail-queue 1" }
  /// The envelope of a file is not longer than this.
  private static var headLimit: Int { 1 << 20 }
  /// The longest wait between two tries, in seconds.
  private static var longestWait: Int64 { 4 * 3600 }

  init(
    name: String, created: Int64, next: Int64, tries: Int, sender: Address?, recipients: [Address], reason: String,
    message: OutgoingMessage, account: String? = nil
  ) {
    self.name = name
    self.created = created
    self.next = next
    self.tries = tries
    self.sender = sender
    self.recipients = recipients
    self.reason = reason
    self.message = message
    self.account = account
  }

  /// The head of the file.
  var head: [UInt8] {
    var text = Self.mark.description + "\nstate waiting\ncreated \(created)\nnext \(next)\ntries \(tries)\n"
    if let account { text += "account \(account)\n" }
    if let sender { text += "from \(sender.addrSpec)\n" }
    for recipient in recipients { text += "to \(recipient.addrSpec)\n" }
    if message.needsUTF8Headers { text += "header utf-8\n" }
    let words = reason.utf8.map { $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: " ") : $0 }
    return Array(text.utf8) + Array("reason ".utf8) + words + [0x0a, 0x0a]
  }

  /// Reads a file of the queue; nil for one of another version, or damaged.
  init?(name: String, path: String) throws(SystemError) {
    let file = try FileContent(path: path)
    var head: [UInt8] = []
    try file.read(at: 0, limit: min(file.count, Self.headLimit), into: &head)
    var lines: [[UInt8]] = []
    var index = 0
    while let end = head[index...].firstIndex(of: 0x0a) {
      let line = Array(head[index..<end])
      index = end + 1
      if line.isEmpty { break }
      lines.append(line)
    }
    guard let first = lines.first, first.elementsEqual(Self.mark.description.utf8), index <= file.count else {
      return nil
    }
    self.init(
      name: name, created: 0, next: 0, tries: 0, sender: nil, recipients: [], reason: "",
      message: OutgoingMessage(segments: [.file(FileRange(file, from: index), .identity)], needs8Bit: false))
    for line in lines.dropFirst() { take(line) }
    message.needs8Bit = try Self.has8Bit(file, from: index)
    if recipients.isEmpty || created == 0 { return nil }
  }

  private mutating func take(_ line: [UInt8]) {
    guard let blank = line.firstIndex(of: 0x20) else { return }
    let value = Array(line[(blank + 1)...])
    let text = String(decoding: value, as: UTF8.self)
    switch String(decoding: line[..<blank], as: UTF8.self) {
    case "state": isInDoubt = text == "sending"
    case "account": account = text
    case "created": created = Int64(text) ?? 0
    case "next": next = Int64(text) ?? 0
    case "tries": tries = Int(text) ?? 0
    case "from": sender = AddressParser.parse(value).mailboxes.first
    case "to": recipients += AddressParser.parse(value).mailboxes.prefix(1)
    case "header": message.needsUTF8Headers = text == "utf-8"
    case "reason": reason = text
    default: return
    }
  }

  private static func has8Bit(_ file: FileContent, from start: Int) throws(SystemError) -> Bool {
    var offset = start
    var window: [UInt8] = []
    while offset < file.count {
      window.removeAll(keepingCapacity: true)
      try file.read(at: offset, limit: 1 << 16, into: &window)
      if window.contains(where: { $0 >= 0x80 }) { return true }
      offset += max(1, window.count)
    }
    return false
  }

  /// The same entry after another failed try: the wait doubles, from a quarter of an hour to four hours.
  func postponed(at now: Int64, because reason: String, for recipients: [Address]) -> QueueEntry {
    var entry = self
    entry.tries += 1
    let wait = min(Self.longestWait, Int64(900) << Int64(min(entry.tries - 1, 8)))
    entry.next = now + wait
    entry.reason = reason
    entry.recipients = recipients
    entry.isInDoubt = false
    return entry
  }
}
