/// What is known of a message without reading its body.
public struct MessageSummary: Sendable, Equatable {
  /// Bytes of header, empty line and body, without the From_ line and the separator behind.
  public var size: Int
  /// Lines of header, empty line and body, without the From_ line.
  public var lines: Int
  /// Bytes of the header fields, without the empty line behind them.
  public var headerSize: Int
  /// Bytes of the From_ line with its end; 0 where the driver has none.
  public var fromLineSize: Int
  /// The status.
  public var flags: MessageFlags

  /// Makes a summary from its parts.
  public init(size: Int, lines: Int, headerSize: Int, fromLineSize: Int, flags: MessageFlags) {
    self.size = size
    self.lines = lines
    self.headerSize = headerSize
    self.fromLineSize = fromLineSize
    self.flags = flags
  }
}
