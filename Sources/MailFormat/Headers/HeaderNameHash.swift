/// A 16-bit hash of a field name in lower case; a filter before the comparison, not a promise.
struct HeaderNameHash {
  private(set) var value: UInt16 = 0

  /// Takes the next byte of the name.
  mutating func add(_ byte: UInt8) {
    value = (value &* 31) &+ UInt16(byte | 0x20)
  }
}
