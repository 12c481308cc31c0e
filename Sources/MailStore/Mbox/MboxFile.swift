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
  var status: FileStatus
  /// A hash of the last bytes of what is indexed, by which a file is known again.
  var tailHash: UInt64

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
    let descriptor = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
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
        return MboxFile(
          path: path, descriptor: descriptor, index: kept.index, status: status, tailHash: kept.tailHash)
      }
      indexer = MboxIndexer(continuing: kept.index)
    }
    let index = try scan(descriptor, indexer, end: status.size)
    let hash = try hashOfTail(descriptor, end: index.end)
    cache?.store(index, status: status, tailHash: hash)
    return MboxFile(path: path, descriptor: descriptor, index: index, status: status, tailHash: hash)
  }

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
  private static let settlingTime = 1000

  /// Lets the indexer pass over the file up to an end.
  static func scan(
    _ descriptor: borrowing FileDescriptor, _ start: MboxIndexer, end: Int
  ) throws(SystemError) -> MboxIndex {
    var indexer = start
    if end - indexer.nextOffset >= aheadSize { try scanAhead(descriptor, &indexer, end: end) }
    var size = windowSize
    var window = FileWindow(capacity: min(size, max(MboxIndexer.smallestWindow, end - indexer.nextOffset)))
    while indexer.nextOffset < end {
      let offset = indexer.nextOffset
      try window.load(from: descriptor, at: offset, end: end)
      guard window.count > 0 else {
        throw SystemError(call: "read", subject: descriptor.name, errno: 0, detail: "became shorter while it was read")
      }
      let isLast = offset + window.count >= end
      indexer.feed(window.bytes, isLast: isLast)
      if isLast { break }
      if indexer.nextOffset == offset {
        size *= 2
        window.grow(to: size)
      }
    }
    return indexer.finish()
  }

  /// From this size on a second thread is worth its start.
  private static let aheadSize = 1 << 25

  /// Lets the indexer pass over the file while another thread reads ahead; stops short of the end where it must.
  private static func scanAhead(
    _ descriptor: borrowing FileDescriptor, _ indexer: inout MboxIndexer, end: Int
  ) throws(SystemError) {
    // The last window is left to the caller, who knows that it is the last.
    let stop = end - windowSize
    guard var reader = AheadReader(descriptor, range: indexer.nextOffset..<stop) else { return }
    while try reader.next({ window in
      let start = indexer.nextOffset
      indexer.feed(window, isLast: false)
      return window.count - (indexer.nextOffset - start)
    }) {}
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
