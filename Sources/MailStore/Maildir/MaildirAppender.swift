import MailBytes
import MailFormat
import MailSystem

/// Puts messages into a Maildir: written whole to `tmp`, then given their name.
enum MaildirAppender {
  /// Adds all messages and makes them durable, or none.
  static func append(_ items: [MboxAppender.Item], to path: String) throws(StoreError) -> AppendReceipt {
    var receipt = AppendReceipt()
    var placed: [String] = []
    do throws(StoreError) {
      if !MaildirMailbox.isMaildir(path) { try make(path, &receipt) }
      for item in items {
        placed.append(try add(item, to: path, &receipt))
        receipt.messages += 1
      }
      try StoreError.wrapping { () throws(SystemError) in
        try FileSystem.syncDirectory(path + "/cur")
        try FileSystem.syncDirectory(path + "/new")
      }
    } catch {
      for file in placed { try? FileSystem.remove(file) }
      throw error
    }
    return receipt
  }

  private static func make(_ path: String, _ receipt: inout AppendReceipt) throws(StoreError) {
    try StoreError.wrapping { () throws(SystemError) in
      for folder in ["tmp", "new", "cur"] { try FileSystem.makeDirectories(path + "/" + folder) }
    }
    receipt.isNew = true
  }

  private static func add(
    _ item: MboxAppender.Item, to path: String, _ receipt: inout AppendReceipt
  ) throws(StoreError) -> String {
    var file = try StoreError.wrapping { () throws(SystemError) in
      try TemporaryFile.make(in: path + "/tmp", prefix: uniquePrefix(), mode: 0o600)
    }
    var flags: MessageFlags = [.old, .read]
    var count = AppendReceipt()
    switch item {
    case .composed(_, let content): try put(content, file.descriptor, &count)
    case .streamed(_, let produce):
      let descriptor = file.descriptor.raw
      let name = file.path
      try produce { (block: [UInt8]) throws(StoreError) in
        try put(block, FileDescriptor(borrowing: descriptor, name: name), &count)
      }
    case .stored(let mailbox, let number, let wanted):
      if let wanted { flags = wanted } else { flags = try mailbox.flags(of: number) }
      try copy(number, of: mailbox, to: file.descriptor, &count)
    }
    let unique = FileSystem.lastComponent(of: file.path)
    let target =
      flags.isEmpty
      ? path + "/new/" + unique : path + "/cur/" + MaildirName(unique).named(flags.subtracting(.old))
    do {
      try file.descriptor.sync()
      try FileSystem.rename(file.path, to: target)
    } catch { throw StoreError(error) }
    file.keep()
    receipt.bytes += count.bytes
    receipt.lines += count.lines
    return target
  }

  /// A stored message without the marks of an mbox: From_ quoting and Status fields.
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

  /// `seconds.MmicrosecondsPprocess_`; the random end and the host come behind it.
  private static func uniquePrefix() -> String {
    let now = Clock.wallNanoseconds()
    let host = String(
      decoding: Host.name().utf8.map { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") ? UInt8(ascii: "_") : $0 },
      as: UTF8.self)
    return "\(now / 1_000_000_000).M\(now / 1000 % 1_000_000)P\(Environment.processID).\(host)."
  }
}
