/// Where the messages of an mbox are: a structure of arrays, 19 bytes a message.
public struct MboxIndex: Sendable, Equatable {
  /// Where each From_ line begins.
  public private(set) var offsets: [Int] = []
  /// Bytes of each header, the From_ line and the empty line counted.
  public private(set) var headerLengths: [UInt32] = []
  /// Newlines in the file before each message, modulo 2^32.
  public private(set) var lineMarks: [UInt32] = []
  /// Bytes of each From_ line.
  public private(set) var fromLineLengths: [UInt16] = []
  /// The bits of each `MessageStatus`, and `plainHeader`.
  public private(set) var statuses: [UInt8] = []
  /// Where the last message ends: the size of the file.
  public internal(set) var end: Int
  /// Newlines in the file, modulo 2^32; a last line without its end counts.
  public internal(set) var endLine: UInt32 = 0
  /// Whether every message but perhaps the last bears a true Content-Length, so that those behind them are believed, too.
  public internal(set) var believesLengths = false
  /// How many messages at the end are to be looked at anew when the file has grown.
  public internal(set) var unsettled = 1

  /// The bit of `statuses` that says: no Status field, and the header ends by LF LF, so that fields can be put before the
  /// last byte without another look at it.
  static let plainHeader: UInt8 = 1 << 7

  /// Bytes before the first message; the whole file when it holds none, as a message without a From_ line.
  public var preamble: Int { offsets.first ?? end }
  /// How many messages there are.
  public var count: Int { offsets.count }
  /// Whether there are none.
  public var isEmpty: Bool { offsets.isEmpty }

  /// An index of nothing.
  public init() { end = 0 }

  /// Puts an index together again that was kept in a file; nil when its parts do not fit to each other.
  public init?(
    offsets: [Int], headerLengths: [UInt32], lineMarks: [UInt32], fromLineLengths: [UInt16], statuses: [UInt8],
    end: Int, endLine: UInt32, believesLengths: Bool = false, unsettled: Int = 1
  ) {
    let count = offsets.count
    guard unsettled >= 1, headerLengths.count == count, lineMarks.count == count, fromLineLengths.count == count,
      statuses.count == count
    else { return nil }
    var last = -1
    for index in 0..<count {
      guard offsets[index] > last, offsets[index] < end else { return nil }
      last = offsets[index]
      let next = index + 1 < count ? offsets[index + 1] : end
      guard Int(headerLengths[index]) <= next - last, Int(fromLineLengths[index]) <= next - last else { return nil }
    }
    self.offsets = offsets
    self.headerLengths = headerLengths
    self.lineMarks = lineMarks
    self.fromLineLengths = fromLineLengths
    self.statuses = statuses
    self.end = end
    self.endLine = endLine
    self.believesLengths = believesLengths
    self.unsettled = max(1, min(unsettled, count))
  }

  /// All about one message; the index must be below `count`.
  public subscript(index: Int) -> MessageExtent {
    MessageExtent(
      offset: offsets[index], length: length(of: index), fromLineLength: Int(fromLineLengths[index]),
      headerLength: Int(headerLengths[index]), lineCount: lineCount(of: index),
      status: status(of: index))
  }

  /// Bytes of one message up to the next.
  public func length(of index: Int) -> Int { (index + 1 < count ? offsets[index + 1] : end) - offsets[index] }

  /// Lines of one message, all counted.
  public func lineCount(of index: Int) -> Int {
    Int((index + 1 < count ? lineMarks[index + 1] : endLine) &- lineMarks[index])
  }

  /// What Status and X-Status of one message say.
  public func status(of index: Int) -> MessageStatus {
    MessageStatus(rawValue: statuses[index] & ~Self.plainHeader)
  }

  /// What Status and X-Status say, from a message on.
  public func statuses(from first: Int) -> [MessageStatus] {
    statuses[min(first, count)...].map { MessageStatus(rawValue: $0 & ~Self.plainHeader) }
  }

  /// Whether a header is known to have no Status field and to end by LF LF.
  public func hasPlainHeader(_ index: Int) -> Bool { statuses[index] & Self.plainHeader != 0 }

  // MARK: for the indexer

  mutating func open(at offset: Int, line: UInt32, fromLineLength: Int) {
    offsets.append(offset)
    lineMarks.append(line)
    fromLineLengths.append(UInt16(clamping: fromLineLength))
    headerLengths.append(UInt32(clamping: fromLineLength))
    statuses.append(0)
  }

  mutating func setHeaderLength(_ length: Int) { headerLengths[count - 1] = UInt32(clamping: length) }

  mutating func insert(_ status: MessageStatus) { statuses[count - 1] |= status.rawValue }

  mutating func setPlainHeader() { statuses[count - 1] |= Self.plainHeader }

  /// Takes over the messages of another index from a place on, which are the last message here and what follows it.
  mutating func append(_ other: MboxIndex, from place: Int) {
    let difference = lineMarks[count - 1] &- other.lineMarks[place]
    keep(first: count - 1)
    offsets += other.offsets[place...]
    headerLengths += other.headerLengths[place...]
    fromLineLengths += other.fromLineLengths[place...]
    statuses += other.statuses[place...]
    lineMarks.reserveCapacity(lineMarks.count + other.count - place)
    for mark in other.lineMarks[place...] { lineMarks.append(mark &+ difference) }
    end = other.end
    endLine = other.endLine &+ difference
  }

  /// Which message begins at an offset.
  func place(of offset: Int) -> Int? {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < offsets.count && offsets[low] == offset ? low : nil
  }

  /// Forgets the last messages, so that those before grow over their place.
  mutating func keep(first number: Int) {
    let surplus = count - number
    guard surplus > 0 else { return }
    offsets.removeLast(surplus)
    lineMarks.removeLast(surplus)
    fromLineLengths.removeLast(surplus)
    headerLengths.removeLast(surplus)
    statuses.removeLast(surplus)
  }

  mutating func reserve(_ number: Int) {
    offsets.reserveCapacity(number)
    headerLengths.reserveCapacity(number)
    lineMarks.reserveCapacity(number)
    fromLineLengths.reserveCapacity(number)
    statuses.reserveCapacity(number)
  }
}
