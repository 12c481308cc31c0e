/// Where one message lies in an mbox and what its header says of it.
public struct MessageExtent: Sendable, Equatable {
  /// Where its From_ line begins in the file.
  public var offset: Int
  /// Bytes up to the next From_ line: with its own From_ line and the empty line at the end, as mail(1) counts them.
  public var length: Int
  /// Bytes of the From_ line with its line end.
  public var fromLineLength: Int
  /// Bytes from the start of the From_ line through the empty line behind the header.
  public var headerLength: Int
  /// Lines of the whole, the From_ line and the empty line at the end counted, as mail(1) counts them.
  public var lineCount: Int
  /// What Status and X-Status say.
  public var status: MessageStatus

  /// The header fields with the empty line behind them, in the file.
  public var header: Range<Int> { offset + min(fromLineLength, headerLength)..<offset + headerLength }
  /// The From_ line and the header with the empty line behind it, in the file.
  public var head: Range<Int> { offset..<offset + headerLength }
  /// The body, in the file.
  public var body: Range<Int> { offset + headerLength..<offset + length }
  /// All of it, in the file.
  public var range: Range<Int> { offset..<offset + length }
}
