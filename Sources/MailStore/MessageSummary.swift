public import MailFormat

/// What is known of a message without reading it again.
public struct MessageSummary: Sendable, Equatable {
  /// Bytes of header, empty line and body; in an mbox the empty line that parts messages counts, too.
  public var size: Int
  /// Bytes as mail(1) counts them: with the From_ line and the empty line behind.
  public var length: Int
  /// Lines as mail(1) counts them: with the From_ line and the empty line behind.
  public var lines: Int
  /// Bytes of the header fields with the empty line behind them.
  public var headerSize: Int
  /// Bytes of the From_ line with its end; 0 where the driver has none.
  public var fromLineSize: Int
  /// The status.
  public var flags: MessageFlags

  /// Makes a summary from its parts.
  public init(size: Int, length: Int, lines: Int, headerSize: Int, fromLineSize: Int, flags: MessageFlags) {
    self.size = size
    self.length = length
    self.lines = lines
    self.headerSize = headerSize
    self.fromLineSize = fromLineSize
    self.flags = flags
  }
}
