/// Byte searches of the header scan.
enum HeaderKernel {
  /// The offset of the first such byte in `start..<end`, or `end`.
  @inline(__always)
  static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] != byte { offset += 1 }
    return offset
  }
}
