import MailFormat
import MailSystem

/// Keeps the index of large mailboxes between runs, so that an unchanged or grown one opens at once.
///
/// A file for each mailbox, named by device and inode, holds 32-bit numbers in the machine's order: a head of fixed size,
/// then four columns. A checksum covers all of it, and what does not fit exactly is taken for nothing and made anew.
struct IndexCache {
  private static let magic: UInt32 = 0x6d62_7834
  private static let headCount = 22
  /// Messages beyond this are not kept.
  private static let mostMessages = 1 << 24

  private let folder: String

  init(folder: String) { self.folder = folder }

  /// An index as it was kept.
  struct Kept {
    var index: MboxIndex
    var tailHash: UInt64
    /// Whether any change since it was made would have shown in the times of the file.
    var isCertain: Bool
  }

  private func path(for status: FileStatus) -> String {
    folder + "/index-" + String(status.device, radix: 16) + "-" + String(status.inode, radix: 16)
  }

  /// The index kept for this file, if the file is what it was, or has only grown.
  func load(for status: FileStatus, file: borrowing FileDescriptor) -> Kept? {
    // A pipe in the place of the file must not be waited for.
    guard let kept = try? FileDescriptor.open(path(for: status), .read, options: [.noFollow, .nonBlocking]),
      let own = try? kept.status(), own.kind == .file, own.user == User.effectiveID, own.mode & 0o22 == 0,
      let head = try? kept.readWords(Self.headCount), head.count == Self.headCount, head[0] == Self.magic
    else { return nil }
    let count = Int(head[1])
    guard count <= Self.mostMessages, own.size == (Self.headCount + 4 * count) * 4,
      let end = Int(exactly: wide(head, 2)), end <= status.size, let preamble = Int(exactly: wide(head, 14)),
      preamble <= end, wide(head, 4) == status.device, wide(head, 6) == status.inode
    else { return nil }
    let tailHash = wide(head, 10)
    // The same size at another time is another content, and times of content can be set: those of the change cannot.
    guard
      end < status.size
        || Int64(bitPattern: wide(head, 8)) == status.modified && Int64(bitPattern: wide(head, 16)) == status.changed,
      let found = try? MboxFile.hashOfTail(file, end: end), found == tailHash
    else { return nil }
    var checksum = Self.checksum(head[..<Self.checksumPlace], Self.seed)
    var offset = preamble
    guard let offsets = offsets(from: kept, count, &offset, &checksum),
      let headers = column(from: kept, count, &checksum), let lines = column(from: kept, count, &checksum),
      let small = column(from: kept, count, &checksum), checksum == wide(head, Self.checksumPlace)
    else { return nil }
    let fromLines = small.map { UInt16(truncatingIfNeeded: $0) }
    let statuses = small.map { UInt8(truncatingIfNeeded: $0 >> 16) }
    guard offset == end || count == 0,
      let index = MboxIndex(
        offsets: offsets, headerLengths: headers, lineMarks: lines, fromLineLengths: fromLines, statuses: statuses,
        end: end, endLine: head[12], believesLengths: head[18] & Self.believesLengths != 0, unsettled: Int(head[19])),
      // A larger file may have the old one as its beginning, or may have been changed in place before it grew.
      end == status.size && head[18] & Self.isUncertain == 0 || MboxFile.headsAgree(with: index, in: file)
    else { return nil }
    return Kept(index: index, tailHash: tailHash, isCertain: head[18] & Self.isUncertain == 0)
  }

  /// The first column, lengths, as the offsets they add up to; it is not kept, since memory is to stay small.
  private func offsets(
    from kept: borrowing FileDescriptor, _ count: Int, _ offset: inout Int, _ checksum: inout UInt64
  ) -> [Int]? {
    guard let lengths = column(from: kept, count, &checksum) else { return nil }
    var offsets = [Int](repeating: 0, count: count)
    for number in 0..<count {
      offsets[number] = offset
      offset += Int(lengths[number])
    }
    return offsets
  }

  private func column(from kept: borrowing FileDescriptor, _ count: Int, _ checksum: inout UInt64) -> [UInt32]? {
    guard let words = try? kept.readWords(count), words.count == count else { return nil }
    checksum = Self.checksum(words[...], checksum)
    return words
  }

  /// Each step can be undone, so that no change of a single word goes unnoticed.
  private static func checksum(_ words: ArraySlice<UInt32>, _ start: UInt64) -> UInt64 {
    var hash = start
    for word in words {
      hash = (hash ^ UInt64(word)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
    }
    return hash
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Where in the head the checksum of all the rest is.
  private static let checksumPlace = 20

  /// Forgets the index of a file that is gone.
  func remove(for status: FileStatus) { try? FileSystem.remove(path(for: status)) }

  /// What the name of an index begins with that is being written.
  private static let temporaryPrefix = ".index-"

  /// Removes what killed runs have left of indexes they wrote, and what no mailbox has used for long.
  private func tidy() {
    guard let names = try? FileSystem.names(in: folder) else { return }
    // Its writer holds a lock on it; where locks do not reach, a wrong guess costs an index, which is made again.
    TemporaryFile.removeRemains(in: folder, among: names, prefixes: [Self.temporaryPrefix], olderThan: 0)
    guard names.count > Self.mostFiles else { return }
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

  /// A bit of the flags: the index believes lengths.
  private static let believesLengths: UInt32 = 1
  /// A bit of the flags: the file was changed so shortly before that a later change may not show in its times.
  private static let isUncertain: UInt32 = 2

  /// Keeps an index; a failure is no matter.
  ///
  /// - Parameter isCertain: whether any change since would show in the times of the file.
  func store(_ file: borrowing MboxFile, isCertain: Bool) {
    let (index, status, tailHash) = (file.index, file.status, file.tailHash)
    guard index.count <= Self.mostMessages else { return }
    var head: [UInt32] = [Self.magic, UInt32(index.count)]
    for number in [
      UInt64(index.end), status.device, status.inode, UInt64(bitPattern: status.modified), tailHash,
      UInt64(index.endLine), UInt64(index.preamble), UInt64(bitPattern: status.changed),
    ] {
      head.append(UInt32(truncatingIfNeeded: number))
      head.append(UInt32(truncatingIfNeeded: number >> 32))
    }
    head.append((index.believesLengths ? Self.believesLengths : 0) | (isCertain ? 0 : Self.isUncertain))
    head.append(UInt32(clamping: index.unsettled))
    var column: [UInt32] = []
    column.reserveCapacity(index.count)
    for number in 0..<index.count {
      guard let length = UInt32(exactly: index.length(of: number)) else { return }
      column.append(length)
    }
    var small: [UInt32] = []
    small.reserveCapacity(index.count)
    for number in 0..<index.count {
      small.append(UInt32(index.fromLineLengths[number]) | UInt32(index.statuses[number]) << 16)
    }
    var checksum = Self.checksum(head[...], Self.seed)
    for words in [column, index.headerLengths, index.lineMarks, small] {
      checksum = Self.checksum(words[...], checksum)
    }
    head += [UInt32(truncatingIfNeeded: checksum), UInt32(truncatingIfNeeded: checksum >> 32)]
    do {
      try FileSystem.makeDirectories(folder)
      var file = try TemporaryFile.make(beside: path(for: status), prefix: Self.temporaryPrefix)
      for words in [head, column, index.headerLengths, index.lineMarks, small] {
        try file.descriptor.write(words: words)
      }
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
