/// The byte order of UTF-16 without a mark.
///
/// RFC 2781 says big-endian, WHATWG little-endian, and senders do as they like; blanks and line ends tell.
enum ByteOrder {
  private static let looked = 4096

  /// Whether there is no mark, and more of the units would be below 256 if the first byte were the high one.
  static func isBigEndian(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return false }
    var difference = 0
    for index in 0..<min(bytes.count, looked) where bytes[index] == 0 { difference += index % 2 == 0 ? 1 : -1 }
    return difference > 0
  }
}
