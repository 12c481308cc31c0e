/// Writes pieces of a file and new bytes to another in large blocks: ranges and new bytes pass through memory together.
///
/// Only what is very long is left to the kernel, which may share it between the files or copy it on the server. Elsewhere
/// it splices page by page and no faster, and each call has its price.
struct BlockCopy {
  /// A range from this size on is worth a call of its own.
  private static let long = 1 << 24
  private static let blockSize = 1 << 18
  private var buffer: [UInt8] = []
  /// Bytes since the disk was last given something to do.
  private var fresh = 0

  init() { buffer.reserveCapacity(Self.blockSize) }

  mutating func add(
    _ piece: FileRewrite.Piece, of old: borrowing FileDescriptor, to target: borrowing FileDescriptor
  ) throws(SystemError) {
    switch piece {
    case .bytes(let bytes):
      buffer += bytes
      if buffer.count >= Self.blockSize { try flush(to: target) }
    case .old(let range): try add(range, of: old, to: target)
    case .other(let raw, let range): try add(range, of: FileDescriptor(borrowing: raw, name: old.name), to: target)
    }
  }

  private mutating func add(
    _ range: Range<Int>, of source: borrowing FileDescriptor, to target: borrowing FileDescriptor
  ) throws(SystemError) {
    if range.count >= Self.long {
      try flush(to: target)
      try target.copy(from: source, range: range)
      return advance(range.count, target)
    }
    var position = range.lowerBound
    while position < range.upperBound {
      let count = min(range.upperBound - position, Self.blockSize - buffer.count)
      guard try source.readFully(at: position, into: &buffer, count: count) == count else {
        throw SystemError(call: "read", subject: source.name, errno: 0, detail: "the file became shorter")
      }
      position += count
      if buffer.count >= Self.blockSize { try flush(to: target) }
    }
  }

  mutating func flush(to target: borrowing FileDescriptor) throws(SystemError) {
    guard !buffer.isEmpty else { return }
    try target.write(buffer)
    advance(buffer.count, target)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func advance(_ count: Int, _ target: borrowing FileDescriptor) {
    fresh += count
    guard fresh >= FileDescriptor.stretch else { return }
    fresh = 0
    target.writeBehind()
  }
}
