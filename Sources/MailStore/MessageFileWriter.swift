import MailBytes
import MailFormat
import MailSystem

/// Writes a message to a file of its own, as Maildir and MH folders hold it: without From_ line, the quoting of an mbox and
/// Status fields.
struct MessageFileWriter {
  /// What was written so far.
  private(set) var receipt = AppendReceipt()

  /// Writes one message and makes it durable.
  ///
  /// - Returns: its status, which the folder is to keep in its own way.
  mutating func write(
    _ item: MboxAppender.Item, to file: borrowing FileDescriptor
  ) throws(StoreError) -> MessageFlags {
    var flags: MessageFlags = [.old, .read]
    var count = AppendReceipt()
    switch item {
    case .composed(_, let content): try Self.put(content, file, &count)
    case .streamed(_, let produce):
      let (descriptor, name) = (file.raw, file.name)
      try produce { (block: [UInt8]) throws(StoreError) in
        try Self.put(block, FileDescriptor(borrowing: descriptor, name: name), &count)
      }
    case .stored(let mailbox, let number, let wanted):
      if let wanted { flags = wanted } else { flags = try mailbox.flags(of: number) }
      try Self.copy(number, of: mailbox, to: file, &count)
    }
    do { try file.sync() } catch { throw StoreError(error) }
    receipt.messages += 1
    receipt.bytes += count.bytes
    receipt.lines += count.lines
    return flags
  }

  private static func copy(
    _ number: Int, of mailbox: any Mailbox, to file: borrowing FileDescriptor, _ count: inout AppendReceipt
  ) throws(StoreError) {
    let header = try mailbox.header(of: number)
    let isQuoted = try !mailbox.fromLine(of: number).isEmpty
    try put(StatusHeader.rewritten(header.span, status: []), file, &count)
    var unquoter = MboxQuoter(.unquote)
    var offset = header.count
    while true {
      var block: [UInt8] = []
      try mailbox.read(number, at: offset, limit: 1 << 17, into: &block)
      if block.isEmpty { break }
      offset += block.count
      guard isQuoted else {
        try put(block, file, &count)
        continue
      }
      var output: [UInt8] = []
      unquoter.pass(block.span, into: &output)
      try put(output, file, &count)
    }
    var rest: [UInt8] = []
    unquoter.finish(into: &rest)
    try put(rest, file, &count)
  }

  private static func put(
    _ bytes: [UInt8], _ file: borrowing FileDescriptor, _ count: inout AppendReceipt
  ) throws(StoreError) {
    do { try file.write(bytes) } catch { throw StoreError(error) }
    count.bytes += bytes.count
    count.lines += Kernels.count(0x0A, in: bytes.span)
  }
}
