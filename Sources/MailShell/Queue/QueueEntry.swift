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
  /// The way out that `-S` chose when it came into the queue; nil for that of the settings.
  var route: QueueRoute?
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
  /// The envelope of a file is not longer than this: a million recipients.
  private static var headLimit: Int { 1 << 26 }
  /// Bytes of the head that are read at a time.
  private static var block: Int { 1 << 16 }
  /// The last second of the year 9999: no time in a file is later.
  private static var lastTime: Int64 { 253_402_300_799 }
  /// More tries than any message sees.
  private static var mostTries: Int { 1_000_000 }
  /// The longest wait between two tries, in seconds.
  private static var longestWait: Int64 { 4 * 3600 }

  init(
    name: String, created: Int64, next: Int64, tries: Int, sender: Address?, recipients: [Address], reason: String,
    message: OutgoingMessage, account: String? = nil, route: QueueRoute? = nil
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
    self.route = route
  }

  /// The head of the file.
  var head: [UInt8] {
    var text =
      Self.mark.description
      + "\nstate \(isInDoubt ? "sending" : "waiting")\ncreated \(created)\nnext \(next)\ntries \(tries)\n"
    if let account { text += "account \(account)\n" }
    if let route { text += "route \(route.line)\n" }
    if let sender { text += "from \(sender.addrSpec)\n" }
    text += "count \(recipients.count)\n"
    for recipient in recipients { text += "to \(recipient.addrSpec)\n" }
    if message.needsUTF8Headers { text += "header utf-8\n" }
    let words = reason.utf8.map { $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: " ") : $0 }
    return Array(text.utf8) + Array("reason ".utf8) + words + [0x0a, 0x0a]
  }

  /// Reads a file of the queue; nil for one of another version, or damaged.
  init?(name: String, path: String) throws(SystemError) {
    let file = try FileContent(path: path)
    guard let (lines, start) = try Self.lines(of: file) else { return nil }
    self.init(
      name: name, created: 0, next: 0, tries: 0, sender: nil, recipients: [], reason: "",
      message: OutgoingMessage(segments: [.file(FileRange(file, from: start), .identity)], needs8Bit: false))
    var count: Int?
    for line in lines.dropFirst() {
      // A line that is not understood may be a recipient: nobody is to be lost, so nobody is sent to.
      guard take(line, &count) else { return nil }
    }
    if recipients.isEmpty || created == 0 || count ?? recipients.count != recipients.count { return nil }
    message.needs8Bit = try Self.has8Bit(file, from: start)
  }

  /// The lines of the head and where the message begins; nil where the head has no end or another beginning.
  private static func lines(of file: FileContent) throws(SystemError) -> ([[UInt8]], Int)? {
    var head: [UInt8] = []
    var lines: [[UInt8]] = []
    var (index, searched) = (0, 0)
    while head.count < min(file.count, headLimit) {
      try file.read(at: head.count, limit: min(block, file.count - head.count), into: &head)
      while let end = head[searched...].firstIndex(of: 0x0a) {
        let line = Array(head[index..<end])
        index = end + 1
        searched = index
        if line.isEmpty { return lines.isEmpty ? nil : (lines, index) }
        if lines.isEmpty, !line.elementsEqual(mark.description.utf8) { return nil }
        lines.append(line)
      }
      if lines.isEmpty { return nil }
      searched = head.count
    }
    return nil
  }

  /// Takes one line; false when it is damaged.
  private mutating func take(_ line: [UInt8], _ count: inout Int?) -> Bool {
    guard let blank = line.firstIndex(of: 0x20) else { return false }
    let value = Array(line[(blank + 1)...])
    let text = String(decoding: value, as: UTF8.self)
    switch String(decoding: line[..<blank], as: UTF8.self) {
    case "state":
      isInDoubt = text == "sending"
      return isInDoubt || text == "waiting"
    case "account": account = text
    case "route":
      route = QueueRoute(line: text)
      return route != nil
    case "created":
      created = Int64(text) ?? -1
      return (1...Self.lastTime).contains(created)
    case "next":
      next = Int64(text) ?? -1
      return (0...Self.lastTime).contains(next)
    case "tries":
      tries = Int(text) ?? -1
      return (0...Self.mostTries).contains(tries)
    case "count":
      count = Int(text) ?? -1
    case "from":
      let found = AddressParser.parse(value).mailboxes
      sender = found.first
      return found.count == 1
    case "to":
      let found = AddressParser.parse(value).mailboxes
      recipients += found
      return found.count == 1
    case "header":
      message.needsUTF8Headers = text == "utf-8"
      return message.needsUTF8Headers
    case "reason": reason = text
    default: return false
    }
    return true
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
    entry.tries = min(entry.tries, Self.mostTries - 1) + 1
    let wait = min(Self.longestWait, Int64(900) << Int64(min(entry.tries - 1, 8)))
    entry.next = now + wait
    entry.reason = reason
    entry.recipients = recipients
    entry.isInDoubt = false
    return entry
  }
}
