import MailFormat
import MailSystem

/// Keeps the index of large mailboxes between runs, so that an unchanged or grown one opens at once.
///
/// A file for each mailbox, named by device and inode, holds 32-bit numbers in the machine's order: a head of fixed size,
/// then four columns. Anything that does not fit exactly is taken for nothing and made anew.
struct IndexCache {
  private static let magic: UInt32 = 0x6d62_7831
  private static let headCount = 16
  /// Messages beyond this are not kept.
  private static let mostMessages = 1 << 24

  private let folder: String

  init(folder: String) { self.folder = folder }

  private func path(for status: FileStatus) -> String {
    folder + "/index-" + String(status.device, radix: 16) + "-" + String(status.inode, radix: 16)
  }

  /// The index kept for this file, if the file is what it was, or has only grown.
  func load(for status: FileStatus, file: borrowing FileDescriptor) -> (index: MboxIndex, tailHash: UInt64)? {
    guard let kept = try? FileDescriptor.open(path(for: status), .read, options: .noFollow),
      let own = try? kept.status(), own.user == User.effectiveID, own.mode & 0o22 == 0,
      let head = try? kept.readWords(Self.headCount), head.count == Self.headCount, head[0] == Self.magic
    else { return nil }
    let count = Int(head[1])
    let end = Int(wide(head, 2))
    guard count <= Self.mostMessages, end <= status.size, wide(head, 4) == status.device, wide(head, 6) == status.inode
    else { return nil }
    let modified = Int64(bitPattern: wide(head, 8))
    let tailHash = wide(head, 10)
    // The same size at another time is another content; a larger one may have the old as its beginning.
    guard end < status.size || modified == status.modified else { return nil }
    guard let found = try? MboxFile.hashOfTail(file, end: end), found == tailHash else { return nil }
    var offset = Int(wide(head, 14))
    guard let offsets = offsets(from: kept, count, &offset), let headers = try? kept.readWords(count),
      let lines = try? kept.readWords(count), let small = try? kept.readWords(count), small.count == count
    else { return nil }
    let fromLines = small.map { UInt16(truncatingIfNeeded: $0) }
    let statuses = small.map { UInt8(truncatingIfNeeded: $0 >> 16) }
    guard offset == end || count == 0,
      let index = MboxIndex(
        offsets: offsets, headerLengths: headers, lineMarks: lines, fromLineLengths: fromLines, statuses: statuses,
        end: end, endLine: head[12])
    else { return nil }
    return (index, tailHash)
  }

  /// The first column, lengths, as the offsets they add up to; it is not kept, since memory is to stay small.
  private func offsets(from kept: borrowing FileDescriptor, _ count: Int, _ offset: inout Int) -> [Int]? {
    guard let lengths = try? kept.readWords(count), lengths.count == count else { return nil }
    var offsets = [Int](repeating: 0, count: count)
    for number in 0..<count {
      offsets[number] = offset
      offset += Int(lengths[number])
    }
    return offsets
  }

  /// Forgets the index of a file that is gone.
  func remove(for status: FileStatus) { try? FileSystem.remove(path(for: status)) }

  /// Removes what no mailbox has used for long.
  private func tidy() {
    guard let names = try? FileSystem.names(in: folder), names.count > Self.mostFiles else { return }
    let limit = Clock.wallNanoseconds() - Self.longestAge
    for name in names where name.hasPrefix("index-") {
      let path = folder + "/" + name
      if let found = try? FileSystem.status(of: path, followLinks: false), found.modified < limit {
        try? FileSystem.remove(path)
      }
    }
  }

  /// With fewer files than these nobody looks for old ones.
  private static let mostFiles = 50
  /// Thirty days.
  private static let longestAge: Int64 = 30 * 86_400 * 1_000_000_000

  /// Keeps an index; a failure is no matter.
  func store(_ index: MboxIndex, status: FileStatus, tailHash: UInt64) {
    guard index.count <= Self.mostMessages else { return }
    var head: [UInt32] = [Self.magic, UInt32(index.count)]
    for number in [
      UInt64(index.end), status.device, status.inode, UInt64(bitPattern: status.modified), tailHash,
      UInt64(index.endLine), UInt64(index.preamble),
    ] {
      head.append(UInt32(truncatingIfNeeded: number))
      head.append(UInt32(truncatingIfNeeded: number >> 32))
    }
    var column: [UInt32] = []
    column.reserveCapacity(index.count)
    for number in 0..<index.count {
      guard let length = UInt32(exactly: index.length(of: number)) else { return }
      column.append(length)
    }
    do {
      try FileSystem.makeDirectories(folder)
      var file = try TemporaryFile.make(in: folder, prefix: "index-")
      try file.descriptor.write(words: head)
      try file.descriptor.write(words: column)
      try file.descriptor.write(words: index.headerLengths)
      try file.descriptor.write(words: index.lineMarks)
      for number in 0..<index.count {
        column[number] = UInt32(index.fromLineLengths[number]) | UInt32(index.statuses[number]) << 16
      }
      try file.descriptor.write(words: column)
      try FileSystem.rename(file.path, to: path(for: status))
      file.keep()
      tidy()
    } catch {
      // A full disk or a missing home: the next run makes the index again.
    }
  }

  private func wide(_ words: [UInt32], _ place: Int) -> UInt64 {
    UInt64(words[place]) | UInt64(words[place + 1]) << 32
  }
}
