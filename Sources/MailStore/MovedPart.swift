import MailFormat
import MailSystem

/// What a killed writer left at the end of a file of messages: a part of what was to come and nothing else.
struct MovedPart {
  let content: MoveRecord.Content
  let left: [(number: Int, entry: MoveRecord.Entry)]
  let mailbox: any Mailbox

  /// Cuts it off.
  func takeBack(_ policy: LockPolicy) throws {
    let dotLock = try DotLock.acquire(for: content.secondary, policy: policy)
    let file = try FileDescriptor.open(content.secondary, .readWrite, options: [.nonBlocking])
    let lock = try FileLock.acquire(on: file, exclusive: true, by: policy.deadline)
    try takeBack(file)
    _ = consume lock
    _ = consume dotLock
  }

  private func takeBack(_ file: borrowing FileDescriptor) throws {
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
    var position = 0
    // The From_ line of a message that had none tells when it was written.
    for line in try madeFromLines(whole.descriptor) + [wanted..<wanted] {
      let end = min(line.lowerBound, now.size - start)
      guard position <= end else { break }
      guard try Self.areEqual(file, start + position, whole.descriptor, position, count: end - position) else { return }
      position = line.upperBound
    }
    try file.truncate(to: content.size)
    try file.sync()
  }

  /// Where in the file of whole messages the From_ lines are that were made for it.
  private func madeFromLines(_ file: borrowing FileDescriptor) throws -> [Range<Int>] {
    let index = try MboxFile.scan(file, MboxIndexer(), end: try file.status().size)
    var lines: [Range<Int>] = []
    for place in 0..<min(index.count, left.count) where try mailbox.fromLine(of: left[place].number).isEmpty {
      // Behind `From `, which must be there.
      lines.append(index[place].offset + 5..<index[place].offset + index[place].fromLineLength)
    }
    return lines
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
