import MailFormat

/// Knows a message again in a mailbox of another kind, where it has another From_ line, status, quoting and ending.
enum MessageTwin {
  /// A hash of the fields that stay the same.
  static func headerHash(of number: Int, in mailbox: any Mailbox) throws(StoreError) -> UInt64 {
    let header = try mailbox.header(of: number)
    return MboxMerge.hash(header.span)
  }

  /// What tells the body of a message from others.
  static func body(of number: Int, in mailbox: any Mailbox) throws(StoreError) -> BodyDigest {
    var digest = BodyDigest()
    var offset = try mailbox.header(of: number).count
    while true {
      var block: [UInt8] = []
      try mailbox.read(number, at: offset, limit: 1 << 17, into: &block)
      if block.isEmpty { break }
      offset += block.count
      digest.add(block)
    }
    digest.finish()
    return digest
  }

  /// The messages of a note that are still in a mailbox, in their order.
  static func messages(
    of entries: [MoveRecord.Entry], in mailbox: any Mailbox
  ) throws(StoreError) -> [(number: Int, entry: MoveRecord.Entry)] {
    var wanted: [UInt64: [MoveRecord.Entry]] = [:]
    for entry in entries { wanted[entry.header, default: []].append(entry) }
    var found: [(Int, MoveRecord.Entry)] = []
    for number in 1..<(mailbox.count + 1) {
      let hash = try headerHash(of: number, in: mailbox)
      guard let entry = wanted[hash]?.first else { continue }
      wanted[hash]?.removeFirst()
      found.append((number, entry))
    }
    return found
  }
}
