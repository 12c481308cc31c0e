/// One command of a start-up file or of standard input, continuation lines joined.
public struct LogicalLine: Sendable, Equatable {
  /// The text without line end and leading blanks.
  public let text: [UInt8]
  /// The number of its first line, from 1.
  public let line: Int
  /// Whether it was longer than its joiner takes; the text is empty then, and it must not pass for a command.
  public let isTooLong: Bool

  /// Makes a line from its parts.
  public init(text: [UInt8], line: Int, isTooLong: Bool = false) {
    self.text = text
    self.line = line
    self.isTooLong = isTooLong
  }
}
