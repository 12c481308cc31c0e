import MailBytes

/// Finds the messages of an mbox while windows of it pass by; nothing but the index is kept.
///
/// A line begins a message when it is a valid From_ line (it bears a date with a time) behind an empty line or at the
/// start of the file. One without a date does so when it has but an address, or nothing, and a header field follows.
/// `Content-Length` is believed only where a From_ line or the end of the file stands exactly there, and only in a
/// box in which every message so far bears such a true one (mboxcl2).
///
///     var indexer = MboxIndexer()
///     while let window = read(at: indexer.nextOffset) {            // as much as is convenient, 64 KiB or more
///       indexer.feed(window.span, isLast: window reaches the end)  // passes over all or nearly all of it
///     }
///     let index = indexer.finish()
public struct MboxIndexer: Sendable {
  /// Windows must have at least this size unless they reach the end of the file.
  public static let smallestWindow = 4096
  private static let longestFieldName = 256

  /// Where the next window must begin.
  public private(set) var nextOffset: Int
  /// What was found so far; `finish` completes it.
  public private(set) var index: MboxIndex

  private enum Place { case start, headerLine, header, body }
  private var place: Place
  private var line: UInt32 = 0
  /// The three bytes before `nextOffset`.
  private var before: (UInt8, UInt8, UInt8) = (0, 0x0a, 0x0a)
  private var claims = ContentLengthClaims()
  private var hasStatusField = false
  private var isComplete = false

  /// Begins at the start of a file.
  public init() {
    nextOffset = 0
    index = MboxIndex()
    place = .start
  }

  /// Continues with an index of a file that has grown: its last message is looked at anew, and those that may yet turn
  /// out to be its text.
  public init(continuing old: MboxIndex) {
    index = old
    place = .start
    nextOffset = 0
    guard !old.isEmpty else {
      index = MboxIndex()
      return
    }
    let first = old.count - min(old.unsettled, old.count)
    nextOffset = old.offsets[first]
    line = old.lineMarks[first]
    index.keep(first: first)
    if !index.isEmpty, !old.believesLengths { claims.giveUp() }
  }

  /// Begins inside a file, as if the offset lay in the body of a message; see `join`.
  ///
  /// - Parameter before: the three bytes in front of it.
  public init(inBodyAt offset: Int, behind before: (UInt8, UInt8, UInt8)) {
    nextOffset = offset
    self.before = before
    index = MboxIndex()
    place = .body
    claims.giveUp()
  }

  /// Whether what lies far ahead is certain to be read as an indexer that begins there reads it: no length that a header
  /// claims counts any more.
  public var canBeJoined: Bool { !claims.isTrusted }

  /// Whether a length is believed to the end: every message bears a true one.
  public var believesLengths: Bool { claims.isTrusted && !index.isEmpty }

  /// Makes room for so many messages.
  public mutating func reserve(_ count: Int) { index.reserve(count) }

  /// Goes on with what another indexer has found that began further on, once both have found the same message.
  ///
  /// - Returns: false when they have not, or may not agree: then this one is to go on by itself.
  public mutating func join(_ other: MboxIndexer) -> Bool {
    guard canBeJoined, let last = index.offsets.last, let found = other.index.place(of: last) else { return false }
    let difference = index.lineMarks[index.count - 1] &- other.index.lineMarks[found]
    index.append(other.index, from: found)
    line = other.line &+ difference
    nextOffset = other.nextOffset
    place = other.place
    before = other.before
    hasStatusField = other.hasStatusField
    isComplete = other.isComplete
    return true
  }

  /// Passes over a window that begins at `nextOffset`, all of it if it is the last, else all but the last few bytes.
  public mutating func feed(_ window: Span<UInt8>, isLast: Bool) {
    var position = 0
    var goesOn = true
    while goesOn, position < window.count {
      switch place {
      case .start: goesOn = begin(window, &position, isLast)
      case .headerLine: goesOn = readHeaderLine(window, &position, isLast)
      case .header: goesOn = passHeader(window, &position, isLast)
      case .body: goesOn = passBody(window, &position, isLast)
      }
    }
    advance(window, to: isLast ? window.count : position)
    if isLast { complete() }
  }

  /// The whole index: the file ends at `nextOffset`.
  public mutating func finish() -> MboxIndex {
    complete()
    return index
  }

  /// Indexes what lies in memory.
  public static func index(_ mailbox: Span<UInt8>) -> MboxIndex {
    var indexer = MboxIndexer()
    indexer.feed(mailbox, isLast: true)
    return indexer.finish()
  }

  // MARK: the end of windows

  private mutating func advance(_ window: Span<UInt8>, to position: Int) {
    for place in max(0, position - 3)..<position { before = (before.1, before.2, window[place]) }
    nextOffset += position
  }

  private mutating func complete() {
    guard !isComplete else { return }
    isComplete = true
    if place == .header || place == .headerLine, !index.isEmpty {
      index.setHeaderLength(nextOffset - index.offsets[index.count - 1])
    }
    // As it was before the last message came to its end, which may not be its end when the file grows.
    index.believesLengths = claims.isTrusted && !index.isEmpty
    let waiting = claims.firstWaiting
    if let number = claims.reach(nextOffset) { index.keep(first: number + 1) }
    index.unsettled = waiting.map { max(1, index.count - $0) } ?? 1
    index.end = nextOffset
    index.endLine = before.2 == 0x0a || nextOffset == 0 ? line : line &+ 1
  }

  /// A byte at a distance before a place, across the border of windows.
  private func byte(_ distance: Int, before position: Int, in window: Span<UInt8>) -> UInt8 {
    let place = position - distance
    if place >= 0 { return window[place] }
    switch place {
    case -1: return before.2
    case -2: return before.1
    default: return before.0
    }
  }

  // MARK: the places; each returns whether to go on in this window

  private mutating func begin(_ window: Span<UInt8>, _ position: inout Int, _ isLast: Bool) -> Bool {
    if nextOffset == 0, position == 0, ASCII.hasPrefix(window, "\u{feff}") { position = 3 }
    while position < window.count, window[position] == 0x0a || window[position] == 0x0d {
      if window[position] == 0x0a { line &+= 1 }
      position += 1
    }
    if position == window.count { return false }
    guard isLast || window.count - position > FromLine.longest else { return false }
    // At the very start the looks suffice: a box may be made by hand.
    guard ASCII.hasPrefix(window.extracting(position..<window.count), "From ") else {
      place = .body
      return true
    }
    let newline = Kernels.firstIndex(of: 0x0a, in: window, from: position) ?? window.count
    open(at: position, through: newline, in: window, &position)
    return true
  }

  private mutating func open(at start: Int, through newline: Int, in window: Span<UInt8>, _ position: inout Int) {
    let offset = nextOffset + start
    if let number = claims.reach(offset, isFirst: index.isEmpty || place == .start) { index.keep(first: number + 1) }
    let end = min(newline + 1, window.count)
    index.open(at: offset, line: line, fromLineLength: end - start)
    if newline < window.count { line &+= 1 }
    position = end
    place = .headerLine
    hasStatusField = false
  }

  private mutating func readHeaderLine(_ window: Span<UInt8>, _ position: inout Int, _ isLast: Bool) -> Bool {
    let first = window[position]
    if first == 0x0a || (first == 0x0d && position + 1 < window.count && window[position + 1] == 0x0a) {
      // The newline stays, so that a From_ line right behind it is found as any other.
      position += first == 0x0d ? 1 : 0
      if first == 0x0a, !hasStatusField, byte(2, before: position, in: window) != 0x0d { index.setPlainHeader() }
      endHeader(at: position + 1)
      return true
    }
    if first == 0x0d, position + 1 == window.count, !isLast { return false }
    let letter = first | 0x20
    if letter == 0x73 || letter == 0x78 || letter == 0x63 {
      let newline = Kernels.firstIndex(of: 0x0a, in: window, from: position)
      guard newline != nil || isLast || (position == 0 && window.count >= Self.smallestWindow) else { return false }
      let text = window.extracting(position..<(newline ?? window.count))
      if letter == 0x63 {
        claims.read(text)
      } else if let status = StatusHeader.parse(line: text) {
        index.insert(status)
        hasStatusField = true
      }
    }
    place = .header
    return true
  }

  private mutating func endHeader(at end: Int) {
    let offset = nextOffset + end
    if !index.isEmpty {
      index.setHeaderLength(offset - index.offsets[index.count - 1])
      claims.headerEnds(of: index.count - 1, at: offset)
    }
    place = .body
  }

  private mutating func passHeader(_ window: Span<UInt8>, _ position: inout Int, _ isLast: Bool) -> Bool {
    var newlines = 0
    let stop = Kernels.newlineBeforeHeaderStop(in: window, from: position, newlines: &newlines)
    line &+= UInt32(truncatingIfNeeded: newlines)
    if let stop {
      line &+= 1
      position = stop + 1
      place = .headerLine
      return true
    }
    position = window.count
    if !isLast, window[window.count - 1] == 0x0a {
      // Its follower is not here yet.
      line &-= 1
      position -= 1
    }
    return false
  }

  private mutating func passBody(_ window: Span<UInt8>, _ position: inout Int, _ isLast: Bool) -> Bool {
    var newlines = 0
    let found = Kernels.newlineBeforeFrom(in: window, from: position, newlines: &newlines)
    line &+= UInt32(truncatingIfNeeded: newlines)
    guard let found else {
      position = window.count
      if !isLast { holdBack(window, &position) }
      return false
    }
    position = found
    guard let newline = endOfFromLine(window, behind: found, isLast) else { return false }
    let start = found + 1
    let end = newline > start && newline <= window.count && window[newline - 1] == 0x0d ? newline - 1 : newline
    switch verdict(on: window.extracting(start..<end), in: window, after: found, next: newline + 1, isLast) {
    case .message:
      line &+= 1
      open(at: start, through: newline, in: window, &position)
      return true
    case .text:
      line &+= 1
      position = start
      return true
    case .unknown: return false
    }
  }

  /// The newline that ends the candidate, its looked-for place when there is none; nil to wait for more.
  private func endOfFromLine(_ window: Span<UInt8>, behind found: Int, _ isLast: Bool) -> Int? {
    let limit = min(window.count, found + 1 + FromLine.longest + 2)
    if let newline = Kernels.firstIndex(of: 0x0a, in: window.extracting(0..<limit), from: found + 1) { return newline }
    return isLast || limit < window.count ? limit : nil
  }

  private enum Verdict { case message, text, unknown }

  private func verdict(
    on candidate: Span<UInt8>, in window: Span<UInt8>, after found: Int, next: Int, _ isLast: Bool
  ) -> Verdict {
    let last = byte(1, before: found, in: window)
    let isBehindEmptyLine = last == 0x0a || (last == 0x0d && byte(2, before: found, in: window) == 0x0a)
    if isBehindEmptyLine || claims.names(nextOffset + found + 1) {
      if FromLine.isValid(candidate) || (isBehindEmptyLine && FromLine.isBare(candidate)) { return .message }
      guard isBehindEmptyLine, FromLine.isUndated(candidate) else { return .text }
    } else if !FromLine.isFromNobody(candidate) {
      return .text
    }
    return fieldVerdict(window, at: next, isLast)
  }

  /// A line that may be one of a text is none when a header field follows.
  private func fieldVerdict(_ window: Span<UInt8>, at next: Int, _ isLast: Bool) -> Verdict {
    var place = next
    let limit = min(window.count, next + Self.longestFieldName)
    while place < limit, window[place].isASCIIAlphanumeric || window[place] == 0x2d || window[place] == 0x5f {
      place += 1
    }
    // The first slash of an address of the web is waited for.
    if place + 1 >= limit, !isLast, limit == window.count { return .unknown }
    guard place > next, place < limit, window[place] == 0x3a else { return .text }
    return place + 1 < window.count && window[place + 1] == 0x2f ? .text : .message
  }

  /// Leaves a newline and what may be the first letters of `From ` for the next window.
  private mutating func holdBack(_ window: Span<UInt8>, _ position: inout Int) {
    let from: InlineArray<5, UInt8> = [0x46, 0x72, 0x6f, 0x6d, 0x20]
    var start = max(0, window.count - 5)
    while start < window.count {
      if window[start] == 0x0a {
        var length = 0
        while start + 1 + length < window.count, window[start + 1 + length] == from[length] { length += 1 }
        if start + 1 + length == window.count {
          line &-= 1
          position = start
          return
        }
      }
      start += 1
    }
  }
}
