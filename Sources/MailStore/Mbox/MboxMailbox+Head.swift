import MailFormat

extension MboxMailbox {
  /// The From_ line with its end and the header fields behind it, by one read of the file.
  public func head(of number: Int) throws(StoreError) -> (bytes: [UInt8], headerStart: Int) {
    var bytes: [UInt8] = []
    let start = try readHead(of: number, into: &bytes).headerStart
    try confirm()
    return (bytes, start)
  }

  /// The same in place of what a buffer holds, and the summary, which the index has; to be confirmed by the caller, for
  /// many at once.
  public func readHead(
    of number: Int, into buffer: inout [UInt8]
  ) throws(StoreError) -> (summary: MessageSummary, headerStart: Int) {
    buffer.removeAll(keepingCapacity: true)
    let place = try place(of: number)
    let found: MessageExtent?
    do { found = try file.appendHead(of: place, to: &buffer) } catch { throw StoreError(error) }
    guard let extent = found else { throw .noSuchMessage(number, in: name) }
    guard buffer.count == extent.head.count else { throw becameShorter }
    note(header: buffer.span, at: place)
    return (Self.summary(extent), min(extent.fromLineLength, buffer.count))
  }
}
