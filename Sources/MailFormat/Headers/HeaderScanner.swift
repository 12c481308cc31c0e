import MailBytes

/// The one pass over a header block (RFC 5322 section 2.2, 4.5; TOLERANCES.md, "Header block").
struct HeaderScanner: ~Copyable, ~Escapable {
  private let bytes: Span<UInt8>
  private var position: Int
  private let end: Int
  private var index = HeaderIndex()
  /// Lines before this offset are known to be followed by another field.
  private var fieldsReachTo = -1
  /// CR alone ends a line when the message knows no LF at all, as on old Macintoshes.
  private var lineEnd: UInt8 = 10

  @_lifetime(copy bytes)
  init(bytes: Span<UInt8>, range: Range<Int>) {
    let limit = min(bytes.count, Limits.headerBlock)
    position = max(0, min(range.lowerBound, limit))
    end = max(position, min(range.upperBound, limit))
    self.bytes = bytes.extracting(0..<end)
  }

  mutating func scan() -> HeaderIndex {
    skipPrefix()
    index.fields.reserveCapacity(48)
    index.start = position
    while position < end {
      let lineStart = position
      let terminator = lineTerminator(from: lineStart)
      let next = min(terminator + 1, end)
      let textEnd = trimmed(lineStart..<terminator)
      if textEnd == lineStart {
        return finish(at: lineStart, body: next, separated: true)
      }
      if bytes[lineStart] == 32 || bytes[lineStart] == 9 {
        if isBlank(lineStart..<textEnd), !continues(at: next) {
          return finish(at: lineStart, body: next, separated: true)
        }
        extendLast(to: textEnd)
      } else if !addField(lineStart..<textEnd) {
        guard fieldFollows(next) else { return finish(at: lineStart, body: lineStart, separated: false) }
        addJunk(lineStart..<textEnd)
      }
      position = next
    }
    return finish(at: end, body: end, separated: false)
  }

  private mutating func finish(at blockEnd: Int, body: Int, separated: Bool) -> HeaderIndex {
    index.end = blockEnd
    index.bodyStart = body
    index.hasSeparator = separated
    return index
  }

  /// Passes a byte order mark, From_ lines and lines of blanks only, and finds out how lines end.
  private mutating func skipPrefix() {
    if end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF {
      position += 3
    }
    if Kernels.firstIndex(of: 10, in: bytes, from: position) == nil,
      Kernels.firstIndex(of: 13, in: bytes, from: position) != nil
    {
      lineEnd = 13
    }
    while position < end {
      let terminator = lineTerminator(from: position)
      let textEnd = trimmed(position..<terminator)
      guard textEnd > position, isFromLine(position..<textEnd) || isBlank(position..<textEnd) else { return }
      position = min(terminator + 1, end)
    }
  }

  private func lineTerminator(from start: Int) -> Int {
    Kernels.firstIndex(of: lineEnd, in: bytes, from: start) ?? end
  }

  /// The end of the line's text, without the carriage returns before the line feed.
  private func trimmed(_ line: Range<Int>) -> Int {
    var textEnd = line.upperBound
    while textEnd > line.lowerBound, bytes[textEnd - 1] == 13 { textEnd -= 1 }
    return textEnd
  }

  private func isBlank(_ line: Range<Int>) -> Bool {
    for offset in line where bytes[offset] != 32 && bytes[offset] != 9 { return false }
    return true
  }

  /// `From ` or `>From `: the line an mbox puts before a message.
  private func isFromLine(_ line: Range<Int>) -> Bool {
    var start = line.lowerBound
    if bytes[start] == 62 { start += 1 }
    guard line.upperBound - start >= 5 else { return false }
    return bytes[start] == 70 && bytes[start + 1] == 114 && bytes[start + 2] == 111 && bytes[start + 3] == 109
      && bytes[start + 4] == 32 && !isField(line)
  }

  /// Whether the line is `name:` with the blanks before the colon that obsolete syntax allows.
  private func isField(_ line: Range<Int>) -> Bool {
    var offset = line.lowerBound
    while offset < line.upperBound, bytes[offset] > 32, bytes[offset] != 58 { offset += 1 }
    guard offset > line.lowerBound else { return false }
    while offset < line.upperBound, bytes[offset] == 32 || bytes[offset] == 9 { offset += 1 }
    return offset < line.upperBound && bytes[offset] == 58
  }

  /// Records the line as a field; false when it is none.
  private mutating func addField(_ line: Range<Int>) -> Bool {
    // A colon before any blank, the usual case, is found at vector speed; the rest is looked at byte by byte. The search
    // ends with the line: lines without a colon must not read to the end of the message each.
    guard let offset = Kernels.firstIndex(of: 58, or: 32, in: bytes.extracting(line)) else { return false }
    var colon = line.lowerBound + offset
    var nameEnd = colon
    if bytes[colon] == 32 || bytes[max(colon - 1, line.lowerBound)] <= 32 {
      while nameEnd > line.lowerBound, bytes[nameEnd - 1].isASCIIBlank { nameEnd -= 1 }
      while colon < line.upperBound, bytes[colon].isASCIIBlank { colon += 1 }
      guard colon < line.upperBound, bytes[colon] == 58 else { return false }
    }
    let count = nameEnd - line.lowerBound
    guard count > 0, count <= 0xFFFF else { return false }
    guard index.fields.count < Limits.headerFields else {
      index.hasJunk = true
      return true
    }
    index.fields.append(
      HeaderField(
        nameStart: UInt32(truncatingIfNeeded: line.lowerBound), nameCount: UInt16(truncatingIfNeeded: count),
        nameHash: HeaderNameHash.value(bytes, line.lowerBound..<nameEnd),
        valueStart: UInt32(truncatingIfNeeded: colon + 1), valueEnd: UInt32(truncatingIfNeeded: line.upperBound)))
    return true
  }

  /// A folded line lengthens the field before it.
  private mutating func extendLast(to textEnd: Int) {
    guard let last = index.fields.last, index.fields.count < Limits.headerFields else {
      index.hasJunk = true
      return
    }
    index.fields[index.fields.count - 1] = HeaderField(
      nameStart: last.nameStart, nameCount: last.nameCount, nameHash: last.nameHash, valueStart: last.valueStart,
      valueEnd: UInt32(truncatingIfNeeded: textEnd))
  }

  /// A line without a colon amid fields is a fold that lost its blank, unless it is a From_ line.
  private mutating func addJunk(_ line: Range<Int>) {
    index.hasJunk = true
    if !isFromLine(line) { extendLast(to: line.upperBound) }
  }

  /// Whether the line at the offset goes on with the header: another field, or a fold with text.
  private func continues(at offset: Int) -> Bool {
    var offset = offset
    var seen = 0
    while offset < end, seen < 8 {
      let terminator = lineTerminator(from: offset)
      let textEnd = trimmed(offset..<terminator)
      if textEnd == offset { return true }
      if !isBlank(offset..<textEnd) {
        return bytes[offset] == 32 || bytes[offset] == 9 || isField(offset..<textEnd)
      }
      offset = min(terminator + 1, end)
      seen += 1
    }
    return true
  }

  /// Whether a field of a plausible name comes before the next empty line.
  private mutating func fieldFollows(_ start: Int) -> Bool {
    if start <= fieldsReachTo { return true }
    var offset = start
    while offset < end {
      let terminator = lineTerminator(from: offset)
      let textEnd = trimmed(offset..<terminator)
      if textEnd == offset { return false }
      if isField(offset..<textEnd), isPlausible(offset..<textEnd) {
        fieldsReachTo = offset
        return true
      }
      offset = min(terminator + 1, end)
    }
    return false
  }

  /// A name with a hyphen, or one of the usual ones: `Note: ` in a text is not a field.
  private func isPlausible(_ line: Range<Int>) -> Bool {
    var offset = line.lowerBound
    while offset < line.upperBound, bytes[offset] > 32, bytes[offset] != 58 {
      if bytes[offset] == 45 { return true }
      offset += 1
    }
    let hash = HeaderNameHash.value(bytes, line.lowerBound..<offset)
    let usual: [HeaderFieldName] = [.from, .to, .cc, .bcc, .date, .subject, .received, .sender, .status, .references]
    for name in usual where name.hash == hash && name.canonical.utf8.count == offset - line.lowerBound {
      return true
    }
    return false
  }
}
