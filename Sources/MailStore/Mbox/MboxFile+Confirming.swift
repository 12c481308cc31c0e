import MailFormat
import MailSystem

/// Another program may rewrite the file in place while it is open, as most do where the folder is not theirs: what is read
/// then is a mixture of messages, and must not pass for one.
extension MboxFile {
  /// Whether a file of this status is, as far as its size and times tell, what was indexed.
  func isAsIndexed(_ now: FileStatus) -> Bool { now.hasSameContent(as: confirmed ?? status) }

  /// Finds out whether the file holds still what is indexed, whatever came behind it.
  ///
  /// - Parameter hashes: what is known of the headers, by message number.
  mutating func confirm(_ hashes: [Int: UInt64]) throws(SystemError) -> Bool {
    let now = try descriptor.status()
    if isAsIndexed(now) { return true }
    guard now.size >= index.end, try MboxFile.hashOfTail(descriptor, end: index.end) == tailHash,
      MboxFile.headsAgree(with: index, in: descriptor, hashes: hashes)
    else { return false }
    note(confirmed: now)
    return true
  }

  /// Whether the heads of all messages still say what the index says of them.
  static func headsAgree(
    with index: MboxIndex, in file: borrowing FileDescriptor, hashes: [Int: UInt64] = [:]
  ) -> Bool {
    var head: [UInt8] = []
    for number in 0..<index.count {
      let length = Int(index.headerLengths[number])
      head.removeAll(keepingCapacity: true)
      guard (try? file.readFully(at: index.offsets[number], into: &head, count: length)) == length else { return false }
      var indexer = MboxIndexer()
      indexer.feed(head.span, isLast: true)
      let now = indexer.finish()
      guard now.count == 1, now.offsets[0] == 0, now.headerLengths[0] == index.headerLengths[number],
        now.fromLineLengths[0] == index.fromLineLengths[number], now.status(of: 0) == index.status(of: number)
      else { return false }
      if let hash = hashes[number + 1], hash != MboxMerge.hash(head.span) { return false }
    }
    return true
  }
}
