/// UTF-8 as it comes from elsewhere: checked, decoded scalar by scalar, repaired.
public enum UTF8Text {
  /// Whether all of it is valid UTF-8 (no overlong forms, surrogates, or values over 10FFFF).
  public static func isValid(_ bytes: Span<UInt8>) -> Bool { Kernels.endOfValidUTF8(in: bytes) == bytes.count }

  /// Whether all of it is valid UTF-8 (no overlong forms, surrogates, or values over 10FFFF).
  public static func isValid(_ bytes: [UInt8]) -> Bool { isValid(bytes.span) }

  /// Whether all of it is ASCII.
  public static func isASCII(_ bytes: Span<UInt8>) -> Bool { Kernels.endOfASCII(in: bytes) == bytes.count }

  /// The scalar that begins at an index and its length.
  ///
  /// - Returns: nil for the scalar when the bytes are not valid; the length is then that of the maximal subpart that one
  ///   U+FFFD stands for (Unicode chapter 3, "U+FFFD Substitution of Maximal Subparts").
  public static func scalar(in bytes: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    // The two shortest forms are most of what is written.
    if first &- 0xc2 < 0x1e, index + 1 < bytes.count, bytes[index + 1] & 0xc0 == 0x80 {
      return (Unicode.Scalar(UInt32(first & 0x1f) << 6 | UInt32(bytes[index + 1] & 0x3f)), 2)
    }
    if first &- 0xe1 < 0x0c, index + 2 < bytes.count, bytes[index + 1] & 0xc0 == 0x80, bytes[index + 2] & 0xc0 == 0x80 {
      let high = UInt32(first & 0x0f) << 12 | UInt32(bytes[index + 1] & 0x3f) << 6
      return (Unicode.Scalar(high | UInt32(bytes[index + 2] & 0x3f)), 3)
    }
    var low: UInt8 = 0x80
    var high: UInt8 = 0xbf
    let length: Int
    var value: UInt32
    switch first {
    case 0xc2...0xdf: (length, value) = (2, UInt32(first & 0x1f))
    case 0xe0...0xef:
      (length, value) = (3, UInt32(first & 0x0f))
      if first == 0xe0 { low = 0xa0 }
      if first == 0xed { high = 0x9f }
    case 0xf0...0xf4:
      (length, value) = (4, UInt32(first & 0x07))
      if first == 0xf0 { low = 0x90 }
      if first == 0xf4 { high = 0x8f }
    default: return (nil, 1)
    }
    var position = 1
    while position < length {
      guard index + position < bytes.count else { return (nil, position) }
      let next = bytes[index + position]
      guard next >= low, next <= high else { return (nil, position) }
      value = value << 6 | UInt32(next & 0x3f)
      low = 0x80
      high = 0xbf
      position += 1
    }
    return (Unicode.Scalar(value), length)
  }

  /// The bytes with U+FFFD in place of whatever is not valid.
  public static func repaired(_ bytes: Span<UInt8>) -> [UInt8] {
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let end = Kernels.endOfValidUTF8(in: bytes, from: index)
      output.append(bytes.extracting(index..<end))
      index = end
      guard index < bytes.count else { break }
      output.append(utf8: "\u{fffd}")
      index += scalar(in: bytes, at: index).length
    }
    return output
  }

  /// The bytes with U+FFFD in place of whatever is not valid; costs nothing when all is.
  public static func repaired(_ bytes: [UInt8]) -> [UInt8] { isValid(bytes.span) ? bytes : repaired(bytes.span) }

  /// The end of the longest start of at most `limit` bytes that does not cut a character.
  public static func characterBorder(in bytes: Span<UInt8>, atMost limit: Int) -> Int {
    guard limit < bytes.count else { return bytes.count }
    var end = max(0, limit)
    while end > 0, limit - end < 3, bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return bytes[end] & 0xc0 == 0x80 ? max(0, limit) : end
  }
}
