/// What ASCII knows about bytes: classes, case, digits.
public enum ASCII {
  /// Tab.
  public static let tab: UInt8 = 0x09
  /// Line feed, the line end of everything but the wire.
  public static let lineFeed: UInt8 = 0x0a
  /// Carriage return.
  public static let carriageReturn: UInt8 = 0x0d
  /// Space.
  public static let space: UInt8 = 0x20

  /// The bytes with ASCII letters in lower case.
  public static func lowercased(_ bytes: Span<UInt8>) -> [UInt8] {
    var result = [UInt8]()
    result.reserveCapacity(bytes.count)
    for index in bytes.indices { result.append(bytes[index].asciiLowercased) }
    return result
  }

  /// The bytes with ASCII letters in lower case.
  public static func lowercased(_ bytes: [UInt8]) -> [UInt8] { lowercased(bytes.span) }

  /// Whether both are equal but for the case of ASCII letters.
  public static func equalsIgnoringCase(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index].asciiLowercased != right[index].asciiLowercased { return false }
    return true
  }

  /// Whether both are equal but for the case of ASCII letters.
  public static func equalsIgnoringCase(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    equalsIgnoringCase(left.span, right.span)
  }

  /// Whether the bytes are this word but for the case of ASCII letters; costs no allocation.
  public static func equalsIgnoringCase(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    bytes.count == word.utf8CodeUnitCount && hasPrefixIgnoringCase(bytes, word)
  }

  /// Whether the bytes begin with this word but for the case of ASCII letters; costs no allocation.
  public static func hasPrefixIgnoringCase(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard word.hasPointerRepresentation, bytes.count >= length else { return false }
    let wanted = unsafe word.utf8Start
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<length {
        let byte = unsafe buffer[index]
        let difference = unsafe wanted[index] ^ byte
        // The two cases of a letter differ by one bit.
        if difference != 0 { guard difference == 0x20, byte.isASCIILetter else { return false } }
      }
      return true
    }
  }

  /// Whether the bytes begin with exactly this word; costs no allocation.
  public static func hasPrefix(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard word.hasPointerRepresentation, bytes.count >= length else { return false }
    let wanted = unsafe word.utf8Start
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<length { guard unsafe wanted[index] == buffer[index] else { return false } }
      return true
    }
  }

  /// The range without spaces, tabs and line ends at either end.
  public static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var low = max(range.lowerBound, 0)
    var high = min(range.upperBound, bytes.count)
    while low < high, bytes[low].isASCIIWhitespace { low += 1 }
    while high > low, bytes[high - 1].isASCIIWhitespace { high -= 1 }
    return low..<max(low, high)
  }
}

extension UInt8 {
  /// `0` to `9`.
  @inlinable public var isASCIIDigit: Bool { self &- 0x30 < 10 }
  /// `A` to `Z` or `a` to `z`.
  @inlinable public var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// A letter or a digit.
  @inlinable public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  /// `0` to `9`, `A` to `F`, `a` to `f`.
  @inlinable public var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
  /// Space or tab: the blanks of RFC 5322.
  @inlinable public var isASCIIBlank: Bool { self == 0x20 || self == 0x09 }
  /// Space, tab, LF, VT, FF, CR.
  @inlinable public var isASCIIWhitespace: Bool { self == 0x20 || self &- 0x09 < 5 }
  /// 0x20 to 0x7e.
  @inlinable public var isASCIIPrintable: Bool { self &- 0x20 < 0x5f }
  /// 0x00 to 0x1f and 0x7f.
  @inlinable public var isASCIIControl: Bool { self < 0x20 || self == 0x7f }
  /// Lower case for an ASCII letter, else itself.
  @inlinable public var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  /// Upper case for an ASCII letter, else itself.
  @inlinable public var asciiUppercased: UInt8 { self &- 0x61 < 26 ? self & 0xdf : self }
  /// The value of a hexadecimal digit.
  @inlinable public var hexDigitValue: UInt8? {
    if isASCIIDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }

  /// The upper-case hexadecimal digit of the low four bits.
  @inlinable public static func hexDigit(_ value: UInt8) -> UInt8 {
    let digit = value & 15
    return digit < 10 ? 0x30 &+ digit : 0x37 &+ digit
  }

  /// Allowed in an atom of RFC 5322 (atext), not counting UTF-8.
  public var isAtomText: Bool {
    if isASCIIAlphanumeric { return true }
    switch self {
    case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2f, 0x3d, 0x3f, 0x5e...0x60, 0x7b...0x7e: return true
    default: return false
    }
  }

  /// Allowed in a token of RFC 2045: printable, no blank, none of the tspecials.
  public var isTokenText: Bool {
    guard isASCIIPrintable else { return false }
    switch self {
    case 0x20, 0x22, 0x28, 0x29, 0x2c, 0x2f, 0x3a...0x40, 0x5b...0x5d: return false
    default: return true
    }
  }
}
