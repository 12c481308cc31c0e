import MailBytes
import MailFormat
import MailSystem

/// Files in which Content-Length tells where a message ends (mboxcl2) hold From_ lines that nothing else protects: such a
/// message is quoted on its way to any other file, and what is added to such a file bears its length.
extension MboxWriter {
  /// How a file goes by lengths.
  struct Lengths {
    /// Whether all its messages bear true ones, so that one more that does is not looked into for From_ lines.
    var areBelieved = false
    /// Whether what is added must bear one, lest those of the messages behind it, or of later ones, count no more.
    var areWanted = false
  }

  /// How the file goes by lengths.
  static func lengths(
    of target: borrowing LockedAppend, _ path: String, prepends: Bool
  ) throws(StoreError) -> Lengths {
    do throws(SystemError) {
      let head = try target.head(1 << 14)
      guard let claimed = ContentLengthField.value(in: head.span) else { return Lengths() }
      let file = try FileDescriptor.open(path, .read, options: .nonBlocking)
      var indexer = MboxIndexer()
      try MboxFile.scan(file, &indexer, end: target.startSize)
      let index = indexer.finish()
      let areBelieved = indexer.believesLengths
      let isFirstTrue = !index.isEmpty && (0...2).contains(index[0].body.count - claimed)
      return Lengths(areBelieved: areBelieved, areWanted: prepends ? isFirstTrue : areBelieved)
    } catch { throw StoreError(error) }
  }

  /// Writes a message of another mbox where one of both goes by lengths.
  ///
  /// - Returns: false, and does nothing, when it can be copied as it stands.
  mutating func addCounted(
    _ extent: MessageExtent, of mbox: MboxMailbox, flags: MessageFlags?
  ) throws(StoreError) -> Bool {
    let text = extent.body.lowerBound..<extent.body.upperBound - (try mbox.separatorLength(extent))
    let isQuoting = lengths.areBelieved ? false : try Self.holdsFromLine(text, of: mbox)
    var header = try mbox.bytes(extent.head)
    if !isQuoting {
      let surplus = ContentLengthField.value(in: header.span).map { extent.body.count - $0 }
      guard lengths.areWanted, surplus.map({ $0 < 0 || $0 > 2 }) ?? true else { return false }
    }
    try flush()
    if let flags, flags != extent.status { header = StatusHeader.rewritten(header.span, status: flags) }
    var count = text.count
    if isQuoting {
      count = 0
      try Self.forEachQuotedBlock(text, of: mbox) { count += $0.count }
    }
    try put(ContentLengthField.set(count, in: header.span))
    var last: [UInt8] = [0x0a, 0x0a]
    let write = { (writer: inout MboxWriter, block: [UInt8]) throws(StoreError) in
      last = Array((last + block).suffix(3))
      try writer.put(block)
    }
    if isQuoting {
      try Self.forEachQuotedBlock(text, of: mbox) { (block: [UInt8]) throws(StoreError) in try write(&self, block) }
    } else {
      try Self.forEachBlock(text, of: mbox) { (block: [UInt8]) throws(StoreError) in try write(&self, block) }
    }
    try put(ending(behind: last))
    return true
  }

  /// Gives a message in memory its length.
  static func count(_ message: inout [UInt8]) {
    let end = MessageFile.endOfHeader(message.span) ?? message.count
    let body = message.count - end
    let isEnded = message.last == 0x0a
    let header = Array(message[..<end])
    message = ContentLengthField.set(body + (isEnded || body == 0 ? 0 : 1), in: header.span) + message[end...]
  }

  /// Writes a message that is handed over piece by piece: its length stands before its text, which so waits in a file
  /// without a name.
  mutating func streamCounted(
    _ produce: (_ sink: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) {
    let message: FileContent
    do {
      let file = try StoreError.wrapping { () throws(SystemError) in try TemporaryFile.makeNameless() }
      let (raw, name) = (file.raw, file.name)
      var quoter = MboxQuoter(.quote)
      var output: [UInt8] = []
      var size = 0
      let write = { (bytes: [UInt8]) throws(StoreError) in
        size += bytes.count
        try StoreError.wrapping { () throws(SystemError) in
          try FileDescriptor(borrowing: raw, name: name).write(bytes)
        }
      }
      try produce { (block: [UInt8]) throws(StoreError) in
        quoter.pass(block.span, into: &output)
        try write(output)
        output.removeAll(keepingCapacity: true)
      }
      quoter.finish(into: &output)
      try write(output)
      message = FileContent(descriptor: file, count: size, name: name)
    }
    let text = MessageFile(content: message)
    let header = try text.header()
    // The empty line behind the header is of the same kind as the field will be.
    var head: [UInt8] = []
    try text.read(at: 0, limit: header.count + 2, into: &head)
    var offset = MessageFile.endOfHeader(head.span) ?? message.count
    var last: [UInt8] = []
    try text.read(at: max(offset, message.count - 3), limit: 3, into: &last)
    let body = message.count - offset
    head.removeSubrange(offset...)
    try put(ContentLengthField.set(body + (last.last == 0x0a || body == 0 ? 0 : 1), in: head.span))
    while offset < message.count {
      var block: [UInt8] = []
      try text.read(at: offset, limit: 1 << 17, into: &block)
      offset += block.count
      try put(block)
    }
    try put(ending(behind: body == 0 ? [0x0a] : last))
  }

  private static func holdsFromLine(_ text: Range<Int>, of mbox: MboxMailbox) throws(StoreError) -> Bool {
    let from: [UInt8] = Array("\nFrom ".utf8)
    // The end of the block before, since a line may begin there.
    var rest: [UInt8] = [0x0a]
    var isFound = false
    try forEachBlock(text, of: mbox) { block in
      if isFound { return }
      let both = rest + block
      isFound = Kernels.firstIndex(ofSequence: from.span, in: both.span, from: 0) != nil
      rest = Array(both.suffix(from.count - 1))
    }
    return isFound
  }

  private static func forEachQuotedBlock(
    _ text: Range<Int>, of mbox: MboxMailbox, _ body: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var quoter = MboxQuoter(.quote)
    var output: [UInt8] = []
    try forEachBlock(text, of: mbox) { (block: [UInt8]) throws(StoreError) in
      quoter.pass(block.span, into: &output)
      try body(output)
      output.removeAll(keepingCapacity: true)
    }
    quoter.finish(into: &output)
    try body(output)
  }

  private static func forEachBlock(
    _ text: Range<Int>, of mbox: MboxMailbox, _ body: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var offset = text.lowerBound
    while offset < text.upperBound {
      let end = min(text.upperBound, offset + (1 << 17))
      try body(try mbox.bytes(offset..<end))
      offset = end
    }
  }
}
