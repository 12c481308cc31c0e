import MailFormat

extension MboxMailbox {
  /// The From_ line with its end and the header fields behind it, by one read of the file.
  public func head(of number: Int) throws(StoreError) -> (bytes: [UInt8], headerStart: Int) {
    let extent = try extent(of: number)
    let end = max(extent.offset, extent.header.upperBound)
    return (try bytes(extent.offset..<end), min(extent.fromLineLength, end - extent.offset))
  }
}
