/// One command of a start-up file or of standard input, continuation lines joined.
public struct LogicalLine: Sendable, Equatable {
  /// The text without line end and leading blanks.
  public let text: [UInt8]
  /// The number of its first line, from 1.
  public let line: Int

  /// Makes a line from its parts.
  public init(text: [UInt8], line: Int) {
    self.text = text
    self.line = line
  }
}
