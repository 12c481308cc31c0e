import MailBytes

/// A word with its quotes taken off.
public struct QuotedWord: Sendable, Equatable {
  /// The text.
  public var bytes: [UInt8]
  /// Whether its first byte stood in single quotes or behind a backslash.
  ///
  /// `~`, `+`, `%` or `$` are plain text there, even in a name of a file or folder. Double quotes only keep blanks:
  /// `"+my mail"` is a folder.
  public var isLiteral: Bool
  /// Whether its first byte stood in any quotes, as echo wants to know.
  public var isQuoted: Bool

  /// Makes a word.
  public init(_ bytes: [UInt8], isLiteral: Bool = false) {
    self.bytes = bytes
    self.isLiteral = isLiteral
    isQuoted = isLiteral
  }

  /// The text as a string.
  public var string: String { String(keeping: bytes) }
}
