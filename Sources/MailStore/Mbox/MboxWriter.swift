import MailBytes
import MailFormat
import MailSystem

/// Writes messages to the end of an mbox, or in front of what it holds.
struct MboxWriter: ~Copyable {
  private var target: LockedAppend
  private let path: String
  private let prepends: Bool
  var receipt = AppendReceipt()
  /// Neighbours in the source file that are copied together.
  private var pending: Range<Int>?
  /// How the file goes by lengths.
  let lengths: Lengths
  /// Where the first new message begins.
  private var firstOffset: Int
  private var source: MboxMailbox?

  private init(target: consuming LockedAppend, path: String, prepends: Bool) throws(StoreError) {
    lengths = try Self.lengths(of: target, path, prepends: prepends)
    firstOffset = target.startSize
    receipt.isNew = target.isNew
    self.prepends = prepends && !target.isNew && target.startSize > 0
    self.path = path
    self.target = target
  }

  static func open(path: String, options: MboxAppender.Options) throws(StoreError) -> MboxWriter {
    var append = LockedAppend.Options()
    append.mode = options.mode
    append.locks = options.locks
    append.journals = options.journals(for: FileSystem.realPath(path) ?? path)
    let target = try StoreError.wrapping { () throws(SystemError) in try LockedAppend.open(path, options: append) }
    var writer = try MboxWriter(target: target, path: path, prepends: options.prepends)
    if options.requiresMailbox { try writer.requireMailbox() }
    try writer.separate()
    return writer
  }

  private func requireMailbox() throws(StoreError) {
    guard target.startSize > 0 else { return }
    try Self.requireMailbox(try head(Self.headLength), path)
  }

  /// As many bytes as `requireMailbox` looks at.
  static let headLength = 16

  /// Refuses a file that does not begin like one of messages.
  static func requireMailbox(_ head: [UInt8], _ path: String) throws(StoreError) {
    guard ASCII.hasPrefix(head.span, "From ") || ASCII.hasPrefix(head.span, "\u{feff}From ") else {
      throw StoreError(.notMailbox, "\(path): does not begin like a file of messages", hint: "Name another file.")
    }
  }

  private func head(_ count: Int) throws(StoreError) -> [UInt8] {
    do { return try target.head(count) } catch { throw StoreError(error) }
  }

  /// A From_ line counts only behind an empty line; what is there may end without one.
  private mutating func separate() throws(StoreError) {
    do {
      guard target.startSize > 0 else { return }
      let tail = try target.tail(3)
      if tail.last != 0x0A {
        try target.write([0x0A, 0x0A])
        firstOffset += 2
      } else if tail.count >= 2, tail[tail.count - 2] != 0x0A, tail[tail.count - 2] != 0x0D || tail.first != 0x0A {
        try target.write([0x0A])
        firstOffset += 1
      }
    } catch { throw StoreError(error) }
  }

  mutating func add(_ item: MboxAppender.Item) throws(StoreError) {
    receipt.messages += 1
    switch item {
    case .stored(let mailbox, let number, let flags):
      if let mbox = (mailbox as? CompressedMailbox)?.text ?? mailbox as? MboxMailbox {
        try add(number, of: mbox, flags: flags)
      } else {
        try copy(number, of: mailbox, flags: flags)
      }
    case .composed(let fromLine, let content):
      try begin(fromLine)
      var quoter = MboxQuoter(.quote)
      var output: [UInt8] = []
      quoter.pass(content.span, into: &output)
      quoter.finish(into: &output)
      if lengths.areWanted { Self.count(&output) }
      try end(&output)
    case .streamed(let fromLine, let produce):
      try begin(fromLine)
      if lengths.areWanted { try streamCounted(produce) } else { try stream(produce) }
    }
  }

  private mutating func stream(
    _ produce: (_ sink: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) {
    var quoter = MboxQuoter(.quote)
    var last: [UInt8] = []
    var failure: StoreError?
    try produce { (block: [UInt8]) throws(StoreError) in
      var output: [UInt8] = []
      quoter.pass(block.span, into: &output)
      guard !output.isEmpty else { return }
      last = Array(output.suffix(2))
      do throws(StoreError) { try put(output) } catch {
        failure = error
        throw error
      }
    }
    if let failure { throw failure }
    var rest: [UInt8] = []
    quoter.finish(into: &rest)
    if !rest.isEmpty { last = Array(rest.suffix(2)) }
    try put(rest)
    try put(ending(behind: last))
  }

  /// A message of another mbox, as it stands there.
  private mutating func add(_ number: Int, of mbox: MboxMailbox, flags: MessageFlags?) throws(StoreError) {
    let extent = try mbox.extent(of: number)
    if lengths.areWanted || mbox.file.index.believesLengths {
      if try addCounted(extent, of: mbox, flags: flags) { return }
    }
    receipt.lines += extent.lineCount
    let end = extent.offset + extent.length
    let isRestated = flags.map { $0 != extent.status } ?? false
    if isRestated, let flags {
      try flush()
      let header = try mbox.bytes(extent.offset..<extent.offset + extent.headerLength)
      try put(StatusHeader.rewritten(header.span, status: flags), counting: false)
      receipt.lines += flagLines(flags) - flagLines(extent.status)
      source = mbox
      pending = extent.body
    } else if source === mbox, let run = pending, run.upperBound == extent.offset {
      pending = run.lowerBound..<end
    } else {
      try flush()
      source = mbox
      pending = extent.range
    }
    receipt.bytes += isRestated ? extent.body.count : extent.length
  }

  private func flagLines(_ flags: MessageFlags) -> Int {
    (StatusHeader.statusLetters(flags).isEmpty ? 0 : 1) + (StatusHeader.xStatusLetters(flags).isEmpty ? 0 : 1)
  }

  /// A message of a mailbox of another kind: with a From_ line, quoted.
  private mutating func copy(_ number: Int, of mailbox: any Mailbox, flags: MessageFlags?) throws(StoreError) {
    var fromLine = try mailbox.fromLine(of: number)
    if fromLine.isEmpty { fromLine = FromLine.format(sender: [], secondsSinceEpoch: Clock.wallSeconds()) }
    try begin(fromLine)
    let summary = try mailbox.summary(of: number)
    var header = try mailbox.header(of: number)
    let headerEnd = header.count
    header = StatusHeader.rewritten(header.span, status: flags ?? summary.flags)
    header = MboxQuoting.quote(header.span)
    // What comes from an mbox, perhaps with changes, is quoted already.
    let direction: MboxQuoter.Direction = try mailbox.fromLine(of: number).isEmpty ? .quote : .protect
    if lengths.areWanted {
      var count = 0
      try Self.forEachBlock(of: number, in: mailbox, from: headerEnd, direction) { count += $0.count }
      // The empty line behind the header is read with the body.
      header = ContentLengthField.set(max(0, count - 1), in: header.span)
      header.removeLast()
    }
    try put(header)
    var last = Array(header.suffix(2))
    try Self.forEachBlock(of: number, in: mailbox, from: headerEnd, direction) { (block: [UInt8]) throws(StoreError) in
      last = Array((last + block).suffix(3))
      try put(block)
    }
    try put(ending(behind: last))
  }

  /// Hands over what follows the header of a message, quoted.
  private static func forEachBlock(
    of number: Int, in mailbox: any Mailbox, from start: Int, _ direction: MboxQuoter.Direction,
    _ body: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var quoter = MboxQuoter(direction)
    var offset = start
    var output: [UInt8] = []
    while true {
      var block: [UInt8] = []
      try mailbox.read(number, at: offset, limit: 1 << 18, into: &block)
      if block.isEmpty { break }
      offset += block.count
      quoter.pass(block.span, into: &output)
      try body(output)
      output.removeAll(keepingCapacity: true)
    }
    quoter.finish(into: &output)
    try body(output)
  }

  private mutating func begin(_ fromLine: [UInt8]) throws(StoreError) {
    try flush()
    var line = fromLine
    if line.last != 0x0A { line.append(0x0A) }
    try put(line)
  }

  private mutating func end(_ output: inout [UInt8]) throws(StoreError) {
    output += ending(behind: output)
    try put(output)
  }

  /// What a message lacks of a last line end and the empty line behind it.
  func ending(behind tail: [UInt8]) -> [UInt8] {
    guard tail.last == 0x0A else { return [0x0A, 0x0A] }
    let before = tail.dropLast().last
    if before == 0x0A || (before == 0x0D && tail.count >= 3 && tail[tail.count - 3] == 0x0A) { return [] }
    return [0x0A]
  }

  mutating func put(_ bytes: [UInt8], counting: Bool = true) throws(StoreError) {
    receipt.bytes += bytes.count
    if counting { receipt.lines += Kernels.count(0x0A, in: bytes.span) }
    do { try target.write(bytes) } catch { throw StoreError(error) }
  }

  mutating func flush() throws(StoreError) {
    guard let range = pending, let from = source else { return }
    pending = nil
    do { try target.copy(from: from.file.descriptor, range: range) } catch { throw StoreError(error) }
    try from.confirm()
    // Inside a run the next message begins where it began in its own file; behind it another one may follow.
    let missing = ending(behind: try from.bytes(max(0, range.upperBound - 3)..<range.upperBound))
    if !missing.isEmpty { try put(missing) }
  }

  consuming func finish() throws(StoreError) -> AppendReceipt {
    try flush()
    var result = receipt
    result.offset = prepends ? 0 : firstOffset
    do { try target.finish(movingToFrontFrom: prepends ? firstOffset : nil) } catch { throw StoreError(error) }
    return result
  }
}
