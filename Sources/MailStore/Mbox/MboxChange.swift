import MailBytes
import MailFormat
import MailSystem

/// The new content of an mbox as a list of pieces, and its index.
struct MboxChange {
  private(set) var pieces: [FileRewrite.Piece] = []
  private(set) var index = MboxIndex()
  private(set) var size = 0
  private(set) var held = 0
  private(set) var dropped = 0
  private(set) var restated = 0

  /// Whether anything is different at all.
  var isChange: Bool { isShorter || restated > 0 }
  private var isShorter = false
  /// Whether a message was written anew, without a length.
  private var hasUncounted = false

  /// Works out what the plan makes of the mailbox, its arrivals included.
  init(_ mailbox: MboxMailbox, plan: QuitPlan) throws(StoreError) {
    let old = mailbox.file.index
    var offsets: [Int] = []
    var headers: [UInt32] = []
    var lines: [UInt32] = []
    var fromLines: [UInt16] = []
    var statuses: [UInt8] = []
    var line = old.isEmpty ? old.endLine : old.lineMarks[0]
    var next = 0
    if old.preamble > 0 { keep(0..<old.preamble) }
    for place in 0..<old.count {
      let extent = old[place]
      var fate: QuitPlan.Fate?
      if next < plan.fates.count, plan.fates[next].number == place + 1 {
        fate = plan.fates[next].fate
        next += 1
      }
      var header = extent.headerLength
      var status = extent.status
      var lineCount = extent.lineCount
      let start = size
      switch fate {
      case .drop?:
        dropped += 1
        isShorter = true
        continue
      case .move?:
        isShorter = true
        continue
      case .keep(let flags)? where flags != extent.status && old.hasPlainHeader(place):
        // Nearly all that was new: the field goes in front of the empty line, without a look at the rest.
        let fields = StatusHeader.fields(flags)
        let end = extent.offset + extent.headerLength - 1
        restated += 1
        header += fields.count
        status = flags
        lineCount += Self.lineCount(fields)
        keep(extent.offset..<end)
        add(fields)
        keep(end..<extent.offset + extent.length)
      case .keep(let flags)? where flags != extent.status:
        let bytes = try mailbox.bytes(extent.offset..<extent.offset + extent.headerLength)
        let rewritten = StatusHeader.rewritten(bytes.span, status: flags)
        restated += 1
        header = rewritten.count
        status = flags
        lineCount += Self.lineCount(rewritten) - Self.lineCount(bytes)
        edit(extent, from: bytes, to: rewritten)
      case .replace(let content, let flags)?:
        let head = try mailbox.bytes(extent.head)
        let fromLine = Array(head.prefix(extent.fromLineLength))
        // One without a length would take away what lengths say of all behind it.
        let isCounted =
          ContentLengthField.value(in: head.span).map { (0...2).contains(extent.body.count - $0) } ?? false
        let bytes = Self.replacement(content, status: flags, behind: fromLine, isCounted: isCounted)
        restated += 1
        if !isCounted { hasUncounted = true }
        header = fromLine.count + (MessageFile.endOfHeader(bytes.span.extracting(fromLine.count...)) ?? 0)
        if header == fromLine.count { header = bytes.count }
        status = flags
        lineCount = Self.lineCount(bytes)
        add(bytes)
      default: keep(extent.range)
      }
      held += 1
      offsets.append(start)
      headers.append(UInt32(clamping: header))
      lines.append(line)
      fromLines.append(UInt16(clamping: extent.fromLineLength))
      statuses.append(status.rawValue)
      line &+= UInt32(truncatingIfNeeded: lineCount)
    }
    if held == 0 { dropPreambleOfBlankLines(mailbox, old) }
    index =
      MboxIndex(
        offsets: offsets, headerLengths: headers, lineMarks: lines, fromLineLengths: fromLines, statuses: statuses,
        end: size, endLine: line, believesLengths: old.believesLengths && !hasUncounted, unsettled: old.unsettled)
      ?? MboxIndex()
  }

  /// A mailbox without messages holds nothing, unless something else than blank lines stood before the first.
  private mutating func dropPreambleOfBlankLines(_ mailbox: MboxMailbox, _ old: MboxIndex) {
    guard size > 0, size <= 64, let bytes = try? mailbox.bytes(0..<size), bytes.allSatisfy({ $0 <= 0x20 }) else {
      return
    }
    pieces = []
    size = 0
  }

  /// A message as it stands in an mbox: From_ line, header and body, and the empty line behind it.
  ///
  /// - Parameter isCounted: whether its header tells its length.
  private static func replacement(
    _ content: [UInt8], status: MessageFlags, behind fromLine: [UInt8], isCounted: Bool
  ) -> [UInt8] {
    var bytes = fromLine
    if bytes.last != 0x0A { bytes.append(0x0A) }
    let start = bytes.count
    let text = StatusHeader.rewritten(message: content, status: status)
    // The person saw the quoting of the file; only what would begin a message is quoted anew.
    var scanner = LineScanner(text.span)
    while let line = scanner.next() {
      let whole = text.span.extracting(line.whole)
      if ASCII.hasPrefix(whole, "From ") { bytes.append(0x3E) }
      bytes.append(whole)
    }
    if MessageFile.endOfHeader(bytes.span.extracting(start...)) == nil {
      // A header alone: the empty line behind it is its end.
      if bytes.last != 0x0A { bytes.append(0x0A) }
      bytes.append(0x0A)
    }
    if bytes.last != 0x0A { bytes.append(0x0A) }
    bytes.append(0x0A)
    guard isCounted, let end = MessageFile.endOfHeader(bytes.span.extracting(start...)) else { return bytes }
    let header = bytes[..<(start + end)]
    return ContentLengthField.set(bytes.count - 1 - header.count, in: Array(header).span) + bytes[header.endIndex...]
  }

  private static func lineCount(_ bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }

  private mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    size += range.count
    if case .old(let last)? = pieces.last, last.upperBound == range.lowerBound {
      pieces[pieces.count - 1] = .old(last.lowerBound..<range.upperBound)
    } else {
      pieces.append(.old(range))
    }
  }

  /// Takes over what old and new header have in common from the file, so that only the difference is held in memory.
  private mutating func edit(_ extent: MessageExtent, from old: [UInt8], to new: [UInt8]) {
    let most = min(old.count, new.count)
    var front = 0
    while front < most, old[front] == new[front] { front += 1 }
    var back = 0
    while back < most - front, old[old.count - 1 - back] == new[new.count - 1 - back] { back += 1 }
    keep(extent.offset..<extent.offset + front)
    if front < new.count - back { add(Array(new[front..<new.count - back])) }
    keep(extent.offset + old.count - back..<extent.offset + extent.length)
  }

  private mutating func add(_ bytes: [UInt8]) {
    size += bytes.count
    if case .bytes(var last)? = pieces.last {
      last += bytes
      pieces[pieces.count - 1] = .bytes(last)
    } else {
      pieces.append(.bytes(bytes))
    }
  }
}
