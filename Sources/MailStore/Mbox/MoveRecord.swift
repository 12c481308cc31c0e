import MailBytes
import MailFormat
import MailSystem

/// A note of messages on their way from one mbox to another, so that the next start can tidy up behind a crash: what has
/// arrived whole leaves the first, what has arrived in part leaves the second.
///
/// A file of lines: what it is, the second mailbox, its device, inode and size before, a line for each message with a hash
/// of its header and its status there, and a line that says that this is all.
struct MoveRecord {
  private static let magic = "mail-move 1"
  private static let last = "end"
  private let file: String

  /// What one message is known by.
  private struct Entry {
    var header: UInt64
    var flags: MessageFlags
  }

  private struct Content {
    var secondary: String
    var device: UInt64
    var inode: UInt64
    var size: Int
    var entries: [Entry]
  }

  /// Where the note of a mailbox lies, or would.
  init(of mailbox: MboxMailbox) {
    let folder = MboxCommit.journals(for: mailbox.path, options: mailbox.options)
    file =
      folder + "/move-" + String(mailbox.status.device, radix: 16) + "-" + String(mailbox.status.inode, radix: 16)
  }

  /// Notes what is about to move; that this is not possible is no reason not to move.
  func begin(_ moved: [(number: Int, flags: MessageFlags)], of mailbox: MboxMailbox, to secondary: String) {
    guard !secondary.utf8.contains(0x0a),
      let target = FileSystem.realPath(secondary) ?? Self.absolute(secondary)
    else { return end() }
    do {
      let before = try FileSystem.status(of: target)
      var text = "\(Self.magic)\n\(target)\n\(before?.device ?? 0) \(before?.inode ?? 0) \(before?.size ?? 0)\n"
      for (number, flags) in moved {
        let hash = try MboxMerge.headerHash(try mailbox.extent(of: number), of: mailbox.file.descriptor)
        text += "\(hash) \(flags.rawValue)\n"
      }
      text += Self.last + "\n"
      let folder = FileSystem.directory(of: file)
      try FileSystem.makeDirectories(folder)
      var temporary = try TemporaryFile.make(in: folder, prefix: "move-")
      try temporary.descriptor.write(Array(text.utf8))
      try temporary.descriptor.sync()
      try FileSystem.rename(temporary.path, to: file)
      temporary.keep()
    } catch {
      end()
    }
  }

  private static func absolute(_ path: String) -> String? {
    path.hasPrefix("/") ? path : FileSystem.currentDirectory().map { $0 + "/" + path }
  }

  /// Everything has found its place, or stays where it is.
  func end() { if FileSystem.exists(file) { try? FileSystem.remove(file) } }

  /// Tidies up behind a crash, when there is a note of one.
  func finish(_ mailbox: MboxMailbox) {
    guard let content = read() else { return }
    do {
      try Self.finish(mailbox, content)
      end()
    } catch {
      // A lock that is held, for instance: the duplicate stays until a later start.
    }
  }

  /// Which of the messages an earlier try, noted here, has brought to the second mailbox.
  func arrived(of numbers: [Int], in mailbox: MboxMailbox) -> Set<Int> {
    guard let content = read(), let left = try? Self.messages(of: content.entries, in: mailbox),
      let arrived = try? Self.arrived(left.filter { numbers.contains($0.number) }, of: mailbox, in: content.secondary)
    else { return [] }
    return Set(arrived)
  }

  /// What the note says, when there is one and it is ours and whole.
  private func read() -> Content? {
    guard FileSystem.exists(file), let status = try? FileSystem.status(of: file, followLinks: false),
      status.kind == .file, status.user == User.effectiveID
    else { return nil }
    return Self.read(file)
  }

  private static func read(_ file: String) -> Content? {
    guard let bytes = try? FileSystem.contents(of: file, limit: 1 << 28) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count >= 4, lines.first == magic, lines.last == last else { return nil }
    let numbers = lines[2].split(separator: " ")
    guard numbers.count == 3, let device = UInt64(numbers[0]), let inode = UInt64(numbers[1]),
      let size = Int(numbers[2])
    else { return nil }
    var entries: [Entry] = []
    for line in lines[3..<(lines.count - 1)] {
      let words = line.split(separator: " ")
      guard words.count == 2, let hash = UInt64(words[0]), let flags = UInt8(words[1]) else { return nil }
      entries.append(Entry(header: hash, flags: MessageFlags(rawValue: flags)))
    }
    return Content(secondary: lines[1], device: device, inode: inode, size: size, entries: entries)
  }

  private static func finish(_ mailbox: MboxMailbox, _ content: Content) throws {
    guard FileSystem.exists(content.secondary) else { return }
    let left = try messages(of: content.entries, in: mailbox)
    guard !left.isEmpty else { return }
    if left.count == content.entries.count { try takeBackPart(of: content, left, mailbox) }
    var plan = QuitPlan()
    plan.locks = LockPolicy(waiting: mailbox.options.lockSeconds)
    for number in try arrived(left, of: mailbox, in: content.secondary) { plan.set(number, to: .drop) }
    _ = try mailbox.commit(plan)
  }

  /// Which of the messages the second mailbox holds, on the disk.
  private static func arrived(
    _ left: [(number: Int, entry: Entry)], of mailbox: MboxMailbox, in path: String
  ) throws -> [Int] {
    var options = MboxOptions()
    options.isReadOnly = true
    let secondary = try MboxMailbox(path: path, options: options)
    try FileDescriptor.open(secondary.path, .read, options: .nonBlocking).sync()
    var places: [UInt64: [Int]] = [:]
    for number in 1..<(secondary.count + 1) {
      let hash = try MboxMerge.headerHash(try secondary.extent(of: number), of: secondary.file.descriptor)
      places[hash, default: []].append(number)
    }
    var arrived: [Int] = []
    for (number, entry) in left {
      guard let place = try places[entry.header]?.firstIndex(where: { try isSame(number, mailbox, $0, secondary) })
      else { continue }
      places[entry.header]?.remove(at: place)
      arrived.append(number)
    }
    return arrived
  }

  /// The messages that were to move and are still there, in their order.
  private static func messages(
    of entries: [Entry], in mailbox: MboxMailbox
  ) throws -> [(number: Int, entry: Entry)] {
    var wanted: [UInt64: [Entry]] = [:]
    for entry in entries { wanted[entry.header, default: []].append(entry) }
    var found: [(Int, Entry)] = []
    for number in 1..<(mailbox.count + 1) {
      let hash = try MboxMerge.headerHash(try mailbox.extent(of: number), of: mailbox.file.descriptor)
      guard let entry = wanted[hash]?.first else { continue }
      wanted[hash]?.removeFirst()
      found.append((number, entry))
    }
    return found
  }

  /// Cuts off what a killed writer left at the end of the second mailbox, if it is a part of what was to come and nothing
  /// else.
  private static func takeBackPart(
    of content: Content, _ left: [(number: Int, entry: Entry)], _ mailbox: MboxMailbox
  ) throws {
    let policy = LockPolicy(waiting: mailbox.options.lockSeconds)
    let dotLock = try DotLock.acquire(for: content.secondary, policy: policy)
    let file = try FileDescriptor.open(content.secondary, .readWrite, options: [.nonBlocking])
    let lock = try FileLock.acquire(on: file, exclusive: true, by: policy.deadline)
    try takeBackPart(of: content, left, mailbox, file)
    _ = consume lock
    _ = consume dotLock
  }

  private static func takeBackPart(
    of content: Content, _ left: [(number: Int, entry: Entry)], _ mailbox: MboxMailbox,
    _ file: borrowing FileDescriptor
  ) throws {
    let now = try file.status()
    guard now.kind == .file, now.size > content.size,
      content.inode == 0 || now.inode == content.inode && now.device == content.device
    else { return }
    let whole = try TemporaryFile.make(in: TemporaryFile.defaultDirectory())
    let items = left.map { MboxAppender.Item.stored(mailbox, number: $0.number, flags: $0.entry.flags) }
    _ = try MboxAppender.append(items, to: whole.path)
    let wanted = try whole.descriptor.status().size
    var start = content.size
    var newlines: [UInt8] = []
    // What parts the messages from those before comes first.
    _ = try file.readFully(at: start, into: &newlines, count: min(2, now.size - start))
    start += newlines.prefix { $0 == 0x0a }.count
    guard now.size - start < wanted else { return }
    guard try areEqual(file, start, whole.descriptor, 0, count: now.size - start) else { return }
    try file.truncate(to: content.size)
    try file.sync()
  }

  /// Whether two messages have the same body, empty lines at the end aside; their headers are known to be the same.
  private static func isSame(
    _ number: Int, _ mailbox: MboxMailbox, _ other: Int, _ secondary: MboxMailbox
  ) throws -> Bool {
    let one = try body(of: number, in: mailbox)
    let two = try body(of: other, in: secondary)
    guard one.count == two.count else { return false }
    return try areEqual(
      mailbox.file.descriptor, one.lowerBound, secondary.file.descriptor, two.lowerBound, count: one.count)
  }

  private static func body(of number: Int, in mailbox: MboxMailbox) throws -> Range<Int> {
    let body = try mailbox.extent(of: number).body
    var end = body.upperBound
    let tail = try mailbox.bytes(max(body.lowerBound, end - 64)..<end)
    for byte in tail.reversed() {
      guard byte == 0x0a || byte == 0x0d else { break }
      end -= 1
    }
    return body.lowerBound..<end
  }

  private static func areEqual(
    _ one: borrowing FileDescriptor, _ start: Int, _ two: borrowing FileDescriptor, _ other: Int, count: Int
  ) throws -> Bool {
    var done = 0
    while done < count {
      var left: [UInt8] = []
      var right: [UInt8] = []
      let block = min(1 << 16, count - done)
      guard try one.readFully(at: start + done, into: &left, count: block) == block,
        try two.readFully(at: other + done, into: &right, count: block) == block, left == right
      else { return false }
      done += block
    }
    return true
  }
}
