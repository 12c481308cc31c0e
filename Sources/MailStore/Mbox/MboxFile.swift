import MailFormat
import MailSystem

/// An mbox open for reading, and what of it has been indexed.
struct MboxFile: ~Copyable {
  /// The path, symbolic links followed.
  let path: String
  /// Open for reading only.
  let descriptor: FileDescriptor
  /// Where the messages are.
  var index: MboxIndex
  /// What the file was like when the index was made.
  var status: FileStatus { didSet { confirmed = nil } }
  /// What it was like when it was found later to hold still what is indexed.
  private(set) var confirmed: FileStatus?
  /// A hash of the last bytes of what is indexed, by which a file is known again.
  var tailHash: UInt64
  /// When `status` was taken and the whole file read for it, in nanoseconds since 1970; 0 when the index is of another
  /// time.
  var lookedAt: Int64 = 0

  /// Takes down that the file, now that it is like this, holds what is indexed.
  mutating func note(confirmed now: FileStatus) { confirmed = now }

  /// How many messages there are.
  var count: Int { index.count }

  /// Where a message is, if there is one of that number, counted from 1; the index is not copied for it.
  func extent(of number: Int) -> MessageExtent? {
    number >= 1 && number <= index.count ? index[number - 1] : nil
  }

  /// Appends the From_ line and the header of a message, if there is one of that number, to a buffer.
  func appendHead(of number: Int, to buffer: inout [UInt8]) throws(SystemError) -> MessageExtent? {
    guard let extent = extent(of: number) else { return nil }
    _ = try descriptor.readFully(at: extent.offset, into: &buffer, count: extent.head.count)
    return extent
  }

  /// How much of the tail is hashed.
  static let tailSize = 4096
  /// Bytes read at once; large enough for the disk, small enough for the cache of the processor.
  static let windowSize = 1 << 17

  /// Opens a file and indexes it, with the help of what is in the cache.
  ///
  /// - Parameter isLocked: whether the caller holds the locks already.
  static func open(
    path: String, options: MboxOptions, isLocked: Bool = false
  ) throws(SystemError) -> MboxFile {
    // Another program may empty or rewrite it just now; who does so all the time is told.
    for attempt in 1..<attempts {
      do throws(SystemError) {
        let file = try openOnce(path, options, isLocked)
        if isLocked || attempt > rewritings { return file }
        let now = try file.descriptor.status()
        if file.isAsIndexed(now) { return file }
      } catch {
        guard error.detail == shrunk else { throw error }
      }
    }
    return try openOnce(path, options, isLocked)
  }

  /// How often a file is read again that was written to meanwhile; as a rule that is mail coming in.
  private static let rewritings = 2

  private static let attempts = 4
  private static let shrunk = "became shorter while it was read"

  private static func openOnce(
    _ path: String, _ options: MboxOptions, _ isLocked: Bool
  ) throws(SystemError) -> MboxFile {
    let descriptor = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
    let lookedAt = Clock.wallNanoseconds()
    let status = isLocked ? try descriptor.status() : try settledStatus(descriptor)
    switch status.kind {
    case .file: break
    case .directory:
      throw SystemError(call: "open", subject: path, errno: 0, detail: "is a folder, not a file of messages")
    default: throw SystemError(call: "open", subject: path, errno: 0, detail: "not a regular file")
    }
    let cache = status.size >= options.cacheThreshold ? options.cacheDirectory.map { IndexCache(folder: $0) } : nil
    var indexer = MboxIndexer()
    if let cache, let kept = cache.load(for: status, file: descriptor) {
      if kept.index.end == status.size {
        let file = MboxFile(
          path: path, descriptor: descriptor, index: kept.index, status: status, tailHash: kept.tailHash)
        if !kept.isCertain, isCertain(status, at: lookedAt) { cache.store(file, isCertain: true) }
        return file
      }
      indexer = MboxIndexer(continuing: kept.index)
    }
    let index = try scan(descriptor, indexer, end: status.size)
    let hash = try hashOfTail(descriptor, end: index.end)
    let file = MboxFile(
      path: path, descriptor: descriptor, index: index, status: status, tailHash: hash, lookedAt: lookedAt)
    cache?.store(file, isCertain: isCertain(status, at: lookedAt))
    return file
  }

  init(
    path: String, descriptor: consuming FileDescriptor, index: MboxIndex, status: FileStatus, tailHash: UInt64,
    lookedAt: Int64 = 0
  ) {
    self.path = path
    self.descriptor = descriptor
    self.index = index
    self.status = status
    self.tailHash = tailHash
    self.lookedAt = lookedAt
  }

  /// Takes text that has no name, or not this one.
  init(plain text: consuming FileDescriptor, path: String) throws(SystemError) {
    let status = try text.status()
    let index = try MboxFile.scan(text, MboxIndexer(), end: status.size)
    let hash = try MboxFile.hashOfTail(text, end: index.end)
    self.init(path: path, descriptor: text, index: index, status: status, tailHash: hash)
  }

  /// Whether a file whose status is this now is, byte by byte, the one that was indexed.
  ///
  /// Times of files go in ticks: what was written in the tick of the look cannot be told from what was read.
  func isUntouched(_ now: FileStatus) -> Bool {
    now.isSameFile(as: status) && now.hasSameContent(as: status) && Self.isCertain(now, at: lookedAt)
  }

  /// Whether any later change would show in the times of a file that was looked at then.
  private static func isCertain(_ status: FileStatus, at lookedAt: Int64) -> Bool {
    lookedAt - max(status.modified, status.changed) > longestTick
  }

  /// Nanoseconds; more than any clock of file systems that is worth the name needs for a step.
  private static let longestTick: Int64 = 100_000_000

  /// What the file is like at a moment when nobody is writing to it: the size is that of whole messages.
  ///
  /// Who holds the locks for long, or a file system without locks, is not waited for: a message cut short by that is
  /// looked at again when the file has grown.
  static func settledStatus(_ descriptor: borrowing FileDescriptor) throws(SystemError) -> FileStatus {
    let deadline = Deadline.after(milliseconds: settlingTime)
    while FileSystem.exists(descriptor.name + ".lock"), !deadline.hasPassed { Clock.sleep(milliseconds: 5) }
    guard let lock = try? FileLock.acquire(on: descriptor, exclusive: false, by: deadline) else {
      return try descriptor.status()
    }
    let status = try descriptor.status()
    _ = consume lock
    return status
  }

  /// Milliseconds that a writer is waited for before reading.
  static let settlingTime = 1000

  /// The index that an indexer makes of the file up to an end.
  static func scan(
    _ descriptor: borrowing FileDescriptor, _ start: MboxIndexer, end: Int
  ) throws(SystemError) -> MboxIndex {
    var indexer = start
    try scan(descriptor, &indexer, end: end)
    return indexer.finish()
  }

  /// Lets an indexer pass over the file up to an end.
  static func scan(_ descriptor: borrowing FileDescriptor, _ indexer: inout MboxIndexer, end: Int) throws(SystemError) {
    if end - indexer.nextOffset >= halvesSize { try scanHalves(descriptor, &indexer, end: end) }
    if indexer.nextOffset < end {
      var window = FileWindow(capacity: min(windowSize, max(MboxIndexer.smallestWindow, end - indexer.nextOffset)))
      try feed(&indexer, from: descriptor, through: &window, upTo: end, end: end)
    }
  }

  /// From this size on a second thread is worth its start.
  private static let halvesSize = 1 << 25
  /// How far the first messages are looked at before it is known what kind of mailbox it is.
  private static let probeSize = 1 << 20

  /// Lets the indexer pass over the first half of the file while a second thread passes over the other; stops where it
  /// must, at the latest at the end.
  private static func scanHalves(
    _ descriptor: borrowing FileDescriptor, _ indexer: inout MboxIndexer, end: Int
  ) throws(SystemError) {
    let start = indexer.nextOffset
    var window = FileWindow(capacity: windowSize)
    try feed(&indexer, from: descriptor, through: &window, upTo: start + probeSize, end: end)
    // A mailbox whose headers tell lengths can only be read from its start on.
    guard indexer.canBeJoined, indexer.index.count > 1, indexer.nextOffset < end else { return }
    let messages = indexer.index.count * ((end - start) / (indexer.nextOffset - start) + 1)
    indexer.reserve(messages)
    let middle = indexer.nextOffset + (end - indexer.nextOffset) / 2
    let (raw, name) = (descriptor.raw, descriptor.name)
    let second = SecondThread { () -> MboxIndexer? in
      let file = FileDescriptor(borrowing: raw, name: name)
      var before: [UInt8] = []
      guard (try? file.readFully(at: middle - 3, into: &before, count: 3)) == 3 else { return nil }
      var rest = MboxIndexer(inBodyAt: middle, behind: (before[0], before[1], before[2]))
      rest.reserve(messages / 2)
      var window = FileWindow(capacity: windowSize)
      let result: ()? = try? feed(&rest, from: file, through: &window, upTo: end, end: end)
      return result == nil ? nil : rest
    }
    guard let second else { return }
    try feed(&indexer, from: descriptor, through: &window, upTo: middle, end: end)
    guard let rest = second.join() ?? nil, rest.nextOffset == end else { return }
    // The two agree as soon as both have found the same message, as a rule the first one behind the middle.
    while !indexer.join(rest), indexer.nextOffset < end {
      try feed(&indexer, from: descriptor, through: &window, upTo: indexer.nextOffset + windowSize, end: end)
    }
  }

  /// Lets an indexer pass over the file until it has come to an offset or a little further.
  private static func feed(
    _ indexer: inout MboxIndexer, from descriptor: borrowing FileDescriptor, through window: inout FileWindow,
    upTo stop: Int, end: Int
  ) throws(SystemError) {
    var size = windowSize
    while indexer.nextOffset < stop {
      let offset = indexer.nextOffset
      try window.load(from: descriptor, at: offset, end: end)
      guard window.count > 0 else {
        throw SystemError(call: "read", subject: descriptor.name, errno: 0, detail: shrunk)
      }
      let isLast = offset + window.count >= end
      indexer.feed(window.bytes, isLast: isLast)
      if isLast { return }
      if indexer.nextOffset == offset {
        size *= 2
        window.grow(to: size)
      }
    }
  }

  /// FNV-1a of the bytes before an offset.
  static func hashOfTail(_ descriptor: borrowing FileDescriptor, end: Int) throws(SystemError) -> UInt64 {
    var bytes: [UInt8] = []
    let start = max(0, end - tailSize)
    _ = try descriptor.readFully(at: start, into: &bytes, count: end - start)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
