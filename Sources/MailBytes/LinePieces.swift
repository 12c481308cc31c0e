/// Cuts a stream of text into pieces of whole lines.
public struct LinePieces: Sendable {
  /// What came in and was not handed out yet.
  public var pending: [UInt8] = []
  /// How many bytes of one line are kept together.
  private let longestLine: Int

  /// - Parameter longestLine: a longer line is cut where no character of it is, as far as it has ASCII in it.
  public init(longestLine: Int = 1 << 20) { self.longestLine = longestLine }

  /// The lines of what is pending that have ended.
  public mutating func take() -> [UInt8] { take(upTo: endOfLines()) }

  /// All that is pending.
  public mutating func finish() -> [UInt8] { take(upTo: pending.count) }

  private func endOfLines() -> Int {
    if let newline = pending.lastIndex(of: 0x0a) { return newline + 1 }
    guard pending.count > longestLine else { return 0 }
    // A CR may be half of a line end.
    return pending.lastIndex { $0 < 0x80 && $0 != 0x0d }.map { $0 + 1 } ?? pending.count
  }

  private mutating func take(upTo end: Int) -> [UInt8] {
    guard end > 0 else { return [] }
    let lines = Array(pending[..<end])
    pending.removeFirst(end)
    return lines
  }
}
