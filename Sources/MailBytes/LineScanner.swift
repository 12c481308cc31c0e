/// Walks over the lines of a stretch of bytes; LF and CR LF end a line, a last line may lack its end.
public struct LineScanner: ~Escapable {
  /// One line by its place.
  public struct Line: Sendable, Equatable {
    /// The text without its line end.
    public var content: Range<Int>
    /// The text with its line end.
    public var whole: Range<Int>
    /// Whether there is a line end.
    public var isEnded: Bool { whole.upperBound > content.upperBound }
  }

  private let bytes: Span<UInt8>
  /// Where the next line begins.
  public private(set) var position: Int

  /// Begins at the first byte or at a later one.
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    self.position = min(max(0, start), bytes.count)
  }

  /// The next line, or nil at the end.
  @_lifetime(self: copy self)
  public mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    guard let newline = Kernels.firstIndex(of: 0x0a, in: bytes, from: start) else {
      position = bytes.count
      return Line(content: start..<bytes.count, whole: start..<bytes.count)
    }
    position = newline + 1
    let end = newline > start && bytes[newline - 1] == 0x0d ? newline - 1 : newline
    return Line(content: start..<end, whole: start..<position)
  }
}
