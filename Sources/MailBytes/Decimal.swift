extension [UInt8] {
  /// Appends a number in decimal digits, padded on the left to a width.
  public mutating func append(decimal number: Int, width: Int = 0, pad: UInt8 = 0x20) {
    if number >= 0, number < 100_000_000, width <= 8, pad == 0x20 { return append(short: number, width: width) }
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var first = 20
    var rest = number.magnitude
    repeat {
      first -= 1
      digits[first] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    let sign = number < 0 ? 1 : 0
    if sign == 1, pad == 0x30 { append(0x2d) }
    var missing = width - (20 - first) - sign
    while missing > 0 {
      append(pad)
      missing -= 1
    }
    if sign == 1, pad != 0x30 { append(0x2d) }
    while first < 20 {
      append(digits[first])
      first += 1
    }
  }

  /// Appends what takes up to eight characters, all at once.
  private mutating func append(short number: Int, width: Int) {
    var digits: InlineArray<8, UInt8> = .init(repeating: 0x20)
    var first = 8
    var rest = UInt32(truncatingIfNeeded: number)
    repeat {
      first -= 1
      digits[first] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    append(digits.span.extracting(Swift.min(first, 8 - width)..<8))
  }

  /// Appends the UTF-8 of a string.
  @inlinable public mutating func append(utf8 text: String) { append(contentsOf: text.utf8) }

  /// Appends the bytes of a literal.
  public mutating func append(utf8 text: StaticString) {
    guard text.hasPointerRepresentation else { return }
    if text.utf8CodeUnitCount == 1 { return unsafe append(text.utf8Start[0]) }
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a stretch of foreign bytes.
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in unsafe append(contentsOf: buffer) }
  }

  /// Appends a scalar as UTF-8.
  public mutating func append(utf8 scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      append(0xc0 | UInt8(truncatingIfNeeded: value >> 6))
      append(0x80 | UInt8(truncatingIfNeeded: value & 0x3f))
    } else {
      if value < 0x10000 {
        append(0xe0 | UInt8(truncatingIfNeeded: value >> 12))
      } else {
        append(0xf0 | UInt8(truncatingIfNeeded: value >> 18))
        append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3f))
      }
      append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3f))
      append(0x80 | UInt8(truncatingIfNeeded: value & 0x3f))
    }
  }

  /// The bytes of a span, copied.
  public init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { buffer in unsafe [UInt8](buffer) }
  }
}

/// Reads decimal numbers out of bytes without trapping on any of them.
public enum Decimal {
  /// The value of a run of digits that fills the range; nil when it is empty, holds anything else or is too large.
  public static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    var value = 0
    for index in range {
      guard bytes[index].isASCIIDigit else { return nil }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, wrapped) = product.addingReportingOverflow(Int(bytes[index] &- 0x30))
      guard !tooLarge, !wrapped else { return nil }
      value = sum
    }
    return value
  }

  /// The value of a run of digits that is all there is.
  public static func parse(_ bytes: Span<UInt8>) -> Int? { parse(bytes, 0..<bytes.count) }

  /// The value of a run of digits that is all there is.
  public static func parse(_ bytes: [UInt8]) -> Int? { parse(bytes.span, 0..<bytes.count) }
}
