import MailBytes
import MailFormat
import MailSystem

/// A note of messages on their way from one mailbox to another, of whatever kinds, so that the next start can tidy up behind
/// a crash: what has arrived whole leaves the first, what has arrived in part leaves the second.
///
/// A file of lines: what it is, the second mailbox, its device, inode and size before, a line for each message with a hash
/// of its header and its status there, and a line that says that this is all.
struct MoveRecord {
  private static let magic = "mail-move 2"
  private static let last = "end"
  private let name: String
  private let options: MboxOptions
  private let journals: JournalFolders

  /// What one message is known by.
  struct Entry {
    var header: UInt64
    var flags: MessageFlags
  }

  /// What a note says.
  struct Content {
    var secondary: String
    var device: UInt64
    var inode: UInt64
    var size: Int
    var entries: [Entry]
  }

  /// The note of the mailbox at a path, whose file or folder has this status.
  init(of status: FileStatus, at path: String, options: MboxOptions) {
    name = "move-" + String(status.device, radix: 16) + "-" + String(status.inode, radix: 16)
    self.options = options
    journals = options.journals(for: path)
  }

  /// Notes what is about to move; that this is not possible is no reason not to move.
  func begin(_ moved: [(number: Int, flags: MessageFlags)], of mailbox: any Mailbox, to secondary: String) {
    guard !secondary.utf8.contains(0x0a) else { return end() }
    let target = FileSystem.realPath(secondary) ?? FileSystem.absolutePath(secondary)
    do {
      let before = try FileSystem.status(of: target)
      var text = "\(Self.magic)\n\(target)\n\(before?.device ?? 0) \(before?.inode ?? 0) \(before?.size ?? 0)\n"
      for (number, flags) in moved {
        text += "\(try MessageTwin.headerHash(of: number, in: mailbox)) \(flags.rawValue)\n"
      }
      text += Self.last + "\n"
      try journals.write(Array(text.utf8), as: name)
    } catch {
      // A former note stays: it tells what an earlier try has brought there.
    }
  }

  /// Everything has found its place, or stays where it is.
  func end() { journals.remove(name) }

  /// Tidies up behind a crash, when there is a note of one.
  func finish(_ mailbox: any Mailbox) {
    guard journals.holds(name), let content = read() else { return }
    do {
      try finish(mailbox, content)
      end()
    } catch {
      // A lock that is held, for instance: the duplicate stays until a later start.
    }
  }

  /// Which of the messages an earlier try, noted here, has brought to the second mailbox.
  func arrived(of numbers: [Int], in mailbox: any Mailbox) -> Set<Int> {
    guard journals.holds(name), let content = read(),
      let left = try? MessageTwin.messages(of: content.entries, in: mailbox),
      let arrived = try? arrived(left.filter { numbers.contains($0.number) }, of: mailbox, in: content.secondary)
    else { return [] }
    return Set(arrived)
  }

  /// What the note says, when there is one and it is ours and whole.
  private func read() -> Content? {
    for bytes in journals.contents(of: name) { if let content = Self.parse(bytes) { return content } }
    return nil
  }

  private static func parse(_ bytes: [UInt8]) -> Content? {
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

  private func finish(_ mailbox: any Mailbox, _ content: Content) throws {
    guard FileSystem.exists(content.secondary) else { return }
    let left = try MessageTwin.messages(of: content.entries, in: mailbox)
    guard !left.isEmpty else { return }
    if left.count == content.entries.count, !FileSystem.isDirectory(content.secondary),
      CompressionFilter.matching(content.secondary, options.filters) == nil
    {
      try MovedPart(content: content, left: left, mailbox: mailbox).takeBack(
        LockPolicy(waiting: options.lockSeconds))
    }
    var plan = QuitPlan()
    plan.locks = LockPolicy(waiting: options.lockSeconds)
    for number in try arrived(left, of: mailbox, in: content.secondary) { plan.set(number, to: .drop) }
    _ = try mailbox.commit(plan)
  }

  /// Which of the messages the second mailbox holds, on the disk.
  private func arrived(
    _ left: [(number: Int, entry: Entry)], of mailbox: any Mailbox, in path: String
  ) throws -> [Int] {
    var reading = options
    reading.isReadOnly = true
    let secondary = try Mailboxes.open(path, options: reading)
    try Self.sync(path)
    var places: [UInt64: [Int]] = [:]
    for number in 1..<(secondary.count + 1) {
      places[try MessageTwin.headerHash(of: number, in: secondary), default: []].append(number)
    }
    var arrived: [Int] = []
    for (number, entry) in left {
      guard let candidates = places[entry.header], !candidates.isEmpty else { continue }
      let body = try MessageTwin.body(of: number, in: mailbox)
      guard let place = try candidates.firstIndex(where: { try MessageTwin.body(of: $0, in: secondary) == body })
      else { continue }
      places[entry.header]?.remove(at: place)
      arrived.append(number)
    }
    return arrived
  }

  private static func sync(_ path: String) throws {
    guard FileSystem.isDirectory(path) else {
      return try FileDescriptor.open(path, .read, options: .nonBlocking).sync()
    }
    for folder in [path, path + "/cur", path + "/new"] where FileSystem.isDirectory(folder) {
      try FileSystem.syncDirectory(folder)
    }
  }
}
