/// A stretch of other content, from a place on.
public struct ContentSlice: ContentSource {
  private let base: any ContentSource
  private let start: Int
  /// How many bytes there are.
  public let count: Int

  /// Takes `count` bytes from `start` on, fewer where the content ends before.
  public init(_ base: any ContentSource, from start: Int, count: Int = .max) {
    self.base = base
    self.start = min(max(0, start), base.count)
    self.count = min(max(0, count), base.count - self.start)
  }

  /// Appends a stretch of the slice.
  public func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset >= 0, offset < count, limit > 0 else { return }
    try base.read(at: start + offset, limit: min(limit, count - offset), into: &buffer)
  }
}
