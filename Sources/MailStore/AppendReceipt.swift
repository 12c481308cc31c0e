/// What was written to the end, or the front, of a file of messages.
public struct AppendReceipt: Sendable, Equatable {
  /// How many messages.
  public var messages = 0
  /// How many lines, From_ lines and separators included.
  public var lines = 0
  /// How many bytes.
  public var bytes = 0
  /// Whether the file was made for it.
  public var isNew = false
  /// Where the messages begin in the file; nil where they lie in none of their own bytes.
  public var offset: Int?

  /// A receipt of nothing.
  public init() {}
}
