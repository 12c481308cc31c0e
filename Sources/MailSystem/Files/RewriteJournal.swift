import Glibc

/// The journal of a rewrite in place: all that is needed to finish it after a crash.
///
/// Layout: a header of fixed size, the path, then the new content from the first changed byte on. The first byte of the
/// header says whether the rest is complete; it is set after the rest is on the disk.
enum RewriteJournal {
  static let magic: [UInt8] = Array("mail-journal 1\n".utf8)
  static let headerSize = 128

  /// What the header tells.
  struct Header: Equatable {
    var isComplete = false
    var device: UInt64 = 0
    var inode: UInt64 = 0
    /// Where the change begins.
    var start = 0
    var oldSize = 0
    var newSize = 0
    /// A hash of the old bytes behind the new end, by which a file is known that has not been cut yet.
    var remainder: UInt64 = 0
  }

  /// What the journal of a file is called.
  static func name(for status: FileStatus) -> String {
    "journal-" + String(status.device, radix: 16) + "-" + String(status.inode, radix: 16)
  }

  static func rewriteInPlace(
    _ path: String, old: borrowing FileDescriptor, status: FileStatus, with pieces: [FileRewrite.Piece],
    journals: JournalFolders
  ) throws(SystemError) {
    var rest = pieces[...]
    var start = 0
    while case .old(let range) = rest.first, range.lowerBound == start {
      start = range.upperBound
      rest.removeFirst()
    }
    let newSize = rest.reduce(start) { $0 + $1.count }
    guard newSize != status.size || !rest.isEmpty else { return }
    var header = Header()
    header.device = status.device
    header.inode = status.inode
    header.start = start
    header.oldSize = status.size
    header.newSize = newSize
    header.remainder = try remainder(of: old, from: newSize, to: status.size)
    let journal = try journals.first { folder throws(SystemError) in
      try write(header, rest, of: old, to: folder + "/" + self.name(for: status))
    }
    let name = journal.name
    do {
      if newSize > status.size { try old.allocate(status.size..<newSize) }
    } catch {
      try? FileSystem.remove(name)
      throw error
    }
    // From here on the journal is the truth: an error that does not go away leaves it for the next start.
    do {
      try carryOut(header, journal: journal, on: old)
    } catch {
      try carryOut(header, journal: journal, on: old)
    }
    try FileSystem.remove(name)
    try? FileSystem.syncDirectory(FileSystem.directory(of: name))
  }

  /// Writes a whole journal and makes it durable, or leaves none.
  private static func write(
    _ header: Header, _ pieces: ArraySlice<FileRewrite.Piece>, of old: borrowing FileDescriptor, to name: String
  ) throws(SystemError) -> FileDescriptor {
    try FileSystem.remove(name)
    let journal = try FileDescriptor.open(name, .readWrite, options: [.exclusive, .noFollow])
    var header = header
    do {
      try journal.write(encode(header))
      var blocks = BlockCopy()
      for piece in pieces { try blocks.add(piece, of: old, to: journal) }
      try blocks.flush(to: journal)
      try journal.sync()
      header.isComplete = true
      try journal.write(encode(header).span, at: 0)
      try journal.sync()
      try FileSystem.syncDirectory(FileSystem.directory(of: name))
    } catch {
      try? FileSystem.remove(name)
      throw error
    }
    return journal
  }

  /// Finishes a rewrite that was cut short, if there is one; the caller holds the locks and has the file open for writing.
  ///
  /// - Returns: whether there was one.
  static func replay(on file: borrowing FileDescriptor, journals: JournalFolders) throws(SystemError) -> Bool {
    let names = journals.existing(name(for: try file.status()))
    for name in names { try replay(name, on: file) }
    return !names.isEmpty
  }

  private static func replay(_ name: String, on file: borrowing FileDescriptor) throws(SystemError) {
    let status = try file.status()
    let journal = try FileDescriptor.open(name, .read, options: [.noFollow, .nonBlocking])
    if let header = try header(of: journal, for: status) {
      let wider = try includingArrivals(header, journal: journal, file: file, size: status.size, name: name)
      let current = try FileDescriptor.open(name, .read, options: [.noFollow, .nonBlocking])
      try finish(wider, journal: current, on: file, size: status.size)
    }
    try FileSystem.remove(name)
    try? FileSystem.syncDirectory(FileSystem.directory(of: name))
  }

  /// What a journal tells, when it is whole, ours and of this file.
  private static func header(of journal: borrowing FileDescriptor, for status: FileStatus) throws(SystemError)
    -> Header?
  {
    var bytes: [UInt8] = []
    _ = try journal.readFully(at: 0, into: &bytes, count: headerSize)
    let journalStatus = try journal.status()
    guard let header = decode(bytes), header.isComplete, header.device == status.device, header.inode == status.inode,
      journalStatus.user == User.effectiveID,
      journalStatus.size == headerSize + header.newSize - header.start,
      status.size >= min(header.oldSize, header.newSize)
    else { return nil }
    return header
  }

  /// The content that the journal of a file, if there is one, would give it, in a file without a name; nil when the file is
  /// whole as it is.
  static func finishedCopy(
    of file: borrowing FileDescriptor, journals: JournalFolders
  ) throws(SystemError) -> FileDescriptor? {
    let status = try file.status()
    guard let name = journals.existing(self.name(for: status)).first else { return nil }
    let journal = try FileDescriptor.open(name, .read, options: [.noFollow, .nonBlocking])
    guard let header = try header(of: journal, for: status),
      let arrivals = try arrivals(header, journal: journal, file: file, size: status.size)
    else { return nil }
    let copy = try TemporaryFile.makeNameless()
    let new = headerSize..<headerSize + header.newSize - header.start
    try FileRewrite.write([.old(0..<header.start), .other(journal.raw, new), .old(arrivals)], of: file, to: copy)
    return copy
  }

  /// Brings in the new content.
  ///
  /// Between the steps the size tells how far it came.
  private static func carryOut(
    _ header: Header, journal: borrowing FileDescriptor, on file: borrowing FileDescriptor
  ) throws(SystemError) {
    if header.newSize > header.oldSize {
      // Longer first, so that whoever adds to the end after a crash adds behind the new content.
      try file.truncate(to: header.newSize)
      try file.sync()
    }
    try file.seek(to: header.start)
    try file.copy(from: journal, range: headerSize..<headerSize + header.newSize - header.start)
    try file.sync()
    if header.newSize < header.oldSize {
      try file.truncate(to: header.newSize)
      try file.sync()
    }
  }

  private static func finish(
    _ header: Header, journal: borrowing FileDescriptor, on file: borrowing FileDescriptor, size: Int
  ) throws(SystemError) {
    guard try arrivals(header, journal: journal, file: file, size: size) != nil else { return }
    guard header.newSize > header.oldSize else { return try carryOut(header, journal: journal, on: file) }
    // The run that was cut short may not have come to it: what is begun without the room for its end would leave other
    // programs half of both contents.
    try file.allocate(header.oldSize..<header.newSize)
    try file.seek(to: header.start)
    try file.copy(from: journal, range: headerSize..<headerSize + header.newSize - header.start)
    try file.sync()
  }

  /// Where in a file that must still be finished the mail is that has come since; nil for a file that is whole, because
  /// everything has been done to it, or nothing.
  private static func arrivals(
    _ header: Header, journal: borrowing FileDescriptor, file: borrowing FileDescriptor, size: Int
  ) throws(SystemError) -> Range<Int>? {
    if header.newSize >= header.oldSize {
      // Mail that came behind the old end shows that nothing had been done; the old content with it is whole.
      if size > header.oldSize, try !isLengthened(header, journal: journal, file: file, size: size) { return nil }
      return header.newSize..<max(header.newSize, size)
    }
    // A file that is shorter, or does not have the old bytes behind the new end any more, has been cut already.
    guard size >= header.oldSize,
      try remainder(of: file, from: header.newSize, to: header.oldSize) == header.remainder
    else { return nil }
    return header.oldSize..<size
  }

  /// The journal to finish by: with mail that came behind the old end of a file not yet cut, one that includes it.
  private static func includingArrivals(
    _ header: Header, journal: borrowing FileDescriptor, file: borrowing FileDescriptor, size: Int, name: String
  ) throws(SystemError) -> Header {
    guard header.newSize < header.oldSize,
      let late = try arrivals(header, journal: journal, file: file, size: size), !late.isEmpty
    else { return header }
    var wider = header
    wider.oldSize = size
    wider.newSize += size - header.oldSize
    wider.remainder = try remainder(of: file, from: wider.newSize, to: size)
    wider.isComplete = true
    let folder = FileSystem.directory(of: name)
    var next = try TemporaryFile.make(in: folder, prefix: JournalFolders.temporaryPrefix)
    try next.descriptor.write(encode(wider))
    try next.descriptor.copy(from: journal, range: headerSize..<headerSize + header.newSize - header.start)
    try next.descriptor.copy(from: file, range: late)
    try next.descriptor.sync()
    try FileSystem.rename(next.path, to: name)
    next.keep()
    try FileSystem.syncDirectory(folder)
    return wider
  }

  /// Whether all bytes behind the old end are either zero or already the new ones.
  private static func isLengthened(
    _ header: Header, journal: borrowing FileDescriptor, file: borrowing FileDescriptor, size: Int
  ) throws(SystemError) -> Bool {
    guard size >= header.newSize else { return false }
    var position = header.oldSize
    while position < header.newSize {
      let count = min(65536, header.newSize - position)
      var present: [UInt8] = []
      var wanted: [UInt8] = []
      _ = try file.readFully(at: position, into: &present, count: count)
      _ = try journal.readFully(at: headerSize + position - header.start, into: &wanted, count: count)
      guard present.count == wanted.count else { return false }
      for index in present.indices where present[index] != 0 && present[index] != wanted[index] { return false }
      position += count
    }
    return true
  }

  /// FNV-1a over the first and last 64 KiB of a range; 0 for an empty one.
  private static func remainder(
    of file: borrowing FileDescriptor, from start: Int, to end: Int
  ) throws(SystemError) -> UInt64 {
    guard start < end else { return 0 }
    var bytes: [UInt8] = []
    let block = min(65536, end - start)
    _ = try file.readFully(at: start, into: &bytes, count: block)
    _ = try file.readFully(at: end - block, into: &bytes, count: block)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash | 1
  }

  static func encode(_ header: Header) -> [UInt8] {
    var bytes = magic
    bytes[0] = header.isComplete ? UInt8(ascii: "M") : UInt8(ascii: "m")
    let numbers = [
      header.device, header.inode, UInt64(header.start), UInt64(header.oldSize), UInt64(header.newSize),
      header.remainder,
    ]
    for number in numbers {
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }
    bytes.append(contentsOf: [UInt8](repeating: 0, count: headerSize - bytes.count))
    return bytes
  }

  static func decode(_ bytes: [UInt8]) -> Header? {
    guard bytes.count == headerSize, bytes[1..<magic.count] == magic[1...] else { return nil }
    var numbers: [UInt64] = []
    for index in 0..<6 {
      let start = magic.count + index * 8
      numbers.append((0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) })
    }
    guard let start = Int(exactly: numbers[2]), let oldSize = Int(exactly: numbers[3]),
      let newSize = Int(exactly: numbers[4]), start <= newSize, start <= oldSize, newSize < 1 << 62
    else { return nil }
    return Header(
      isComplete: bytes[0] == UInt8(ascii: "M"), device: numbers[0], inode: numbers[1], start: start,
      oldSize: oldSize, newSize: newSize, remainder: numbers[5])
  }
}
