import CPlatform
import Glibc

/// Reads a long stretch of a file in order, a second thread keeping ahead, so that reading and working overlap.
///
/// The thread ends with the value.
@safe public struct AheadReader: ~Copyable {
  /// Bytes read at once.
  static let blockSize = 1 << 17
  /// The most bytes that can be carried over from one block to the next.
  public static let margin = 1 << 14
  private let reader: OpaquePointer
  private var carried: [UInt8] = []
  private let name: String

  /// Begins to read ahead; nil when no thread can be had.
  public init?(_ file: borrowing FileDescriptor, range: Range<Int>) {
    guard
      let started = unsafe cp_reader_start(
        file.raw, Int64(range.lowerBound), Int64(range.upperBound), Self.blockSize, Self.margin)
    else { return nil }
    unsafe reader = started
    name = file.name
  }

  deinit { unsafe cp_reader_stop(reader) }

  /// Calls the body with the next block, what was carried over in front of it.
  ///
  /// - Parameter body: returns how many bytes at the end are to be carried over to the next block.
  /// - Returns: false when there is no further block, or more than the margin would have to be carried over: then the
  ///   caller goes on by other means from where it got to.
  public mutating func next(_ body: (Span<UInt8>) -> Int) throws(SystemError) -> Bool {
    var count = 0
    guard let block = unsafe cp_reader_next(reader, &count) else {
      guard errno == 0 else { throw .last("read", name) }
      return false
    }
    for (index, byte) in carried.enumerated() { unsafe block[index - carried.count] = byte }
    let all = unsafe UnsafeBufferPointer(start: block - carried.count, count: carried.count + count)
    let rest = body(unsafe Span(_unsafeElements: all))
    guard rest >= 0, rest <= Self.margin, rest <= all.count else { return false }
    carried = unsafe Array(all[(all.count - rest)...])
    return true
  }
}
