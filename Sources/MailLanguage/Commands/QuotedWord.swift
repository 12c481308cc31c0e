/// A word with its quotes taken off.
public struct QuotedWord: Sendable, Equatable {
  /// The text.
  public var bytes: [UInt8]
  /// Whether its first byte stood in quotes or behind a backslash, so that `~`, `+`, `%` or `$` there are plain text.
  public var isLiteral: Bool

  /// Makes a word.
  public init(_ bytes: [UInt8], isLiteral: Bool = false) {
    self.bytes = bytes
    self.isLiteral = isLiteral
  }

  /// The text as a string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}
