/// Joins physical lines into logical ones: a backslash at the end of a line goes on with the next.
///
/// Start-up files and the prompt use the same joiner, so both continue in the same way.
public struct LineJoiner: Sendable {
  /// The most bytes that one logical line may hold unless told otherwise.
  public static let maximumLength = 1 << 26

  private var pending: [UInt8] = []
  private var isTooLong = false
  private var first = 0
  private var number = 0

  private let longest: Int

  /// Begins before line 1.
  ///
  /// - Parameter longest: the most bytes of a logical line; a longer one is told of by `LogicalLine.isTooLong`.
  public init(longest: Int = LineJoiner.maximumLength) { self.longest = longest }

  /// Whether a continuation is awaited, so that the second prompt is due.
  public var isContinuing: Bool { first > 0 }

  /// Takes the next physical line, without or with its line end; returns the command once it is complete.
  ///
  /// Blank lines and comments are returned as well, the former as empty text, so that a session can act on them.
  public mutating func add(_ line: [UInt8]) -> LogicalLine? {
    number += 1
    var end = line.count
    if end > 0, line[end - 1] == 0x0a { end -= 1 }
    if end > 0, line[end - 1] == 0x0d { end -= 1 }
    var start = 0
    while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
    var slashes = 0
    while end - slashes > start, line[end - slashes - 1] == UInt8(ascii: "\\") { slashes += 1 }
    let continues = slashes % 2 == 1
    if continues { end -= 1 }
    if first == 0 { first = number }
    // The blanks that indent a continuation part its words like one blank; none is added where none stood.
    if !pending.isEmpty, start > 0, pending.last != 0x20 { pending.append(0x20) }
    if pending.count + (end - start) > longest {
      isTooLong = true
      pending = []
    }
    if !isTooLong { pending.append(contentsOf: line[start..<end]) }
    return continues ? nil : take()
  }

  /// What is left when the input ends behind a backslash.
  public mutating func finish() -> LogicalLine? { isContinuing ? take() : nil }

  private mutating func take() -> LogicalLine {
    let line = LogicalLine(text: pending, line: first, isTooLong: isTooLong)
    pending = []
    isTooLong = false
    first = 0
    return line
  }
}
