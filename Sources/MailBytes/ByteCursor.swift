/// A forward reader over bytes: what every hand-written parser here is made of.
///
/// Never reads beyond the end.
public struct ByteCursor: ~Escapable {
  /// All the bytes.
  public let bytes: Span<UInt8>
  /// Where the next byte is; `bytes.count` at the end.
  public private(set) var position: Int

  /// Begins at the first byte.
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
    self.position = 0
  }

  /// Whether all is read.
  public var isAtEnd: Bool { position >= bytes.count }
  /// How many bytes are left.
  public var remaining: Int { bytes.count - position }
  /// The next byte without taking it.
  public var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// A byte further on without taking any.
  public func peek(ahead distance: Int) -> UInt8? {
    guard distance >= 0, distance < remaining else { return nil }
    return bytes[position + distance]
  }

  /// Takes the next byte.
  @_lifetime(self: copy self)
  public mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// Takes the byte if it is the next.
  @_lifetime(self: copy self)
  public mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Takes the word if it is next, without regard to ASCII case.
  @_lifetime(self: copy self)
  public mutating func take(ignoringCase word: StaticString) -> Bool {
    guard ASCII.hasPrefixIgnoringCase(bytes.extracting(position..<bytes.count), word) else { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Passes over up to `count` bytes.
  @_lifetime(self: copy self)
  public mutating func skip(_ count: Int = 1) { position = min(bytes.count, position + max(0, count)) }

  /// Goes to a place that was read from `position` before.
  @_lifetime(self: copy self)
  public mutating func move(to place: Int) { position = min(bytes.count, max(0, place)) }

  /// Passes over spaces and tabs.
  @_lifetime(self: copy self)
  public mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isASCIIBlank { position += 1 }
  }

  /// Passes over white space and line ends.
  @_lifetime(self: copy self)
  public mutating func skipWhitespace() {
    while position < bytes.count, bytes[position].isASCIIWhitespace { position += 1 }
  }

  /// Takes bytes as long as the test holds and tells where they are.
  @_lifetime(self: copy self)
  public mutating func take(while test: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < bytes.count, test(bytes[position]) { position += 1 }
    return start..<position
  }

  /// Takes all before a byte, or all there is; the byte itself is left.
  @_lifetime(self: copy self)
  public mutating func take(upTo byte: UInt8) -> Range<Int> {
    let start = position
    position = Kernels.firstIndex(of: byte, in: bytes, from: position) ?? bytes.count
    return start..<position
  }

  /// Takes a run of digits as a number; nil, and nothing taken, when there is none or it is too large.
  @_lifetime(self: copy self)
  public mutating func takeDecimal() -> Int? {
    let start = position
    while position < bytes.count, bytes[position].isASCIIDigit { position += 1 }
    if let value = Decimal.parse(bytes, start..<position) { return value }
    position = start
    return nil
  }

  /// A copy of part of the bytes.
  public func copy(_ range: Range<Int>) -> [UInt8] { [UInt8](bytes.extracting(range)) }
}
