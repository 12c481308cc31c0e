/// Content that lies in memory.
public struct MemoryContent: ContentSource {
  /// The content.
  public let bytes: [UInt8]

  /// Takes the content.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes there are.
  public var count: Int { bytes.count }

  /// Appends a stretch of the content.
  public func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset >= 0, offset < bytes.count, limit > 0 else { return }
    buffer.append(contentsOf: bytes[offset..<min(bytes.count, offset + min(limit, bytes.count))])
  }
}
