/// A 16-bit hash of a field name without regard to case; a filter before the comparison, not a promise.
///
/// It reads four bytes of the name only, so that scanning a header costs little more than finding its colons.
enum HeaderNameHash {
  /// The hash of a name of `count` bytes, of which these are the first, third, last but one, and last.
  @inline(__always)
  static func value(count: Int, first: UInt8, third: UInt8, lastButOne: UInt8, last: UInt8) -> UInt16 {
    var hash = UInt16(truncatingIfNeeded: count)
    hash = hash &* 31 &+ UInt16(first | 0x20)
    hash = hash &* 31 &+ UInt16(third | 0x20)
    hash = hash &* 31 &+ UInt16(lastButOne | 0x20)
    return hash &* 31 &+ UInt16(last | 0x20)
  }

  /// The hash of the name in a range of bytes, which must not be empty.
  @inline(__always)
  static func value(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt16 {
    let last = name.upperBound - 1
    return value(
      count: name.count, first: bytes[name.lowerBound], third: bytes[min(name.lowerBound + 2, last)],
      lastButOne: bytes[max(last - 1, name.lowerBound)], last: bytes[last])
  }

  /// The hash of a name given as text.
  static func value(_ name: String) -> UInt16 {
    let bytes = Array(name.utf8)
    return bytes.isEmpty ? 0 : value(bytes.span, 0..<bytes.count)
  }
}
