import Glibc

/// A whole stream kept for reading in any order: in memory when small, else in a nameless temporary file.
public enum SpooledInput: Sendable {
  /// All of it.
  case memory([UInt8])
  /// All of it, on disk.
  case file(FileContent)

  /// How much is kept in memory before a file is made.
  public static let memoryLimit = 1 << 20

  /// How many bytes there are.
  public var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(let content): content.count
    }
  }

  /// Appends up to `limit` bytes from the offset; nothing at the end.
  public func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(SystemError) {
    switch self {
    case .memory(let bytes):
      guard offset >= 0, offset < bytes.count, limit > 0 else { return }
      buffer.append(contentsOf: bytes[offset..<min(bytes.count, offset + min(limit, bytes.count))])
    case .file(let content): try content.read(at: offset, limit: limit, into: &buffer)
    }
  }

  /// Reads a descriptor, standard input unless told otherwise, to its end, in bounded memory.
  public static func readAll(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = []
  ) throws(SystemError) -> SpooledInput {
    var bytes = head
    while bytes.count <= memoryLimit {
      if try descriptor.read(into: &bytes, limit: 65536) == 0 { return .memory(bytes) }
    }
    let file = try TemporaryFile.makeNameless()
    var total = 0
    repeat {
      try file.write(bytes)
      total += bytes.count
      bytes.removeAll(keepingCapacity: true)
    } while try descriptor.read(into: &bytes, limit: 1 << 18) > 0
    return .file(FileContent(descriptor: file, count: total, name: descriptor.name))
  }
}
