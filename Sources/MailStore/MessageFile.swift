import MailBytes
import MailFormat
import MailSystem

/// A file that holds one message and nothing else, as in Maildir and MH folders.
struct MessageFile {
  let content: FileContent
  /// Bytes read at once.
  private static let blockSize = 1 << 17

  /// Size and lines; the file is read once for it.
  func summary(flags: MessageFlags) throws(StoreError) -> MessageSummary {
    var summary = MessageSummary(
      size: content.count, length: content.count, lines: 0, headerSize: content.count, fromLineSize: 0, flags: flags)
    var block: [UInt8] = []
    var offset = 0
    var isInHeader = true
    while offset < content.count {
      block.removeAll(keepingCapacity: true)
      try read(at: offset, limit: Self.blockSize, into: &block)
      if block.isEmpty { break }
      if isInHeader, let end = Self.endOfHeader(block.span) {
        summary.headerSize = offset + end
        isInHeader = false
      }
      summary.lines += Kernels.count(0x0A, in: block.span)
      offset += block.count
      // A border of blocks must not cut the end of the header in two.
      if isInHeader, offset < content.count, block.count > 4 {
        summary.lines -= Kernels.count(0x0A, in: Array(block.suffix(3)).span)
        offset -= 3
      }
    }
    return summary
  }

  /// The summary, and the header in place of what a buffer holds; a short file is read once for both.
  ///
  /// - Parameter look: gets such a file whole, and where its body begins.
  func readHead(
    flags: MessageFlags, into buffer: inout [UInt8], _ look: (Span<UInt8>, Int) -> Void = { _, _ in }
  ) throws(StoreError) -> MessageSummary {
    buffer.removeAll(keepingCapacity: true)
    try read(at: 0, limit: Self.blockSize, into: &buffer)
    guard buffer.count == content.count, let end = Self.endOfHeader(buffer.span) else {
      buffer = try header()
      return try summary(flags: flags)
    }
    let lines = Kernels.count(0x0A, in: buffer.span)
    look(buffer.span, end)
    Self.cut(&buffer, behind: end)
    return MessageSummary(
      size: content.count, length: content.count, lines: lines, headerSize: end, fromLineSize: 0, flags: flags)
  }

  /// Takes off the empty line that ends a header, and what is behind it.
  private static func cut(_ bytes: inout [UInt8], behind end: Int) {
    bytes.removeSubrange(end...)
    bytes.removeLast(bytes.count >= 2 && bytes[bytes.count - 2] == 0x0D ? 2 : 1)
  }

  /// The header fields with their line ends, without the empty line behind them.
  func header() throws(StoreError) -> [UInt8] {
    var header: [UInt8] = []
    while header.count < content.count {
      let before = header.count
      try read(at: before, limit: max(8192, before), into: &header)
      if let end = Self.endOfHeader(header.span) {
        Self.cut(&header, behind: end)
        return header
      }
      if header.count == before { break }
    }
    return header
  }

  /// Appends up to `limit` bytes from an offset; nothing at the end.
  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    do { try content.read(at: offset, limit: limit, into: &buffer) } catch { throw StoreError(error) }
  }

  /// Where the body begins, behind the first empty line.
  static func endOfHeader(_ bytes: Span<UInt8>) -> Int? {
    if bytes.count > 0, bytes[0] == 0x0A { return 1 }
    var position = 0
    while let newline = Kernels.firstIndex(of: 0x0A, in: bytes, from: position) {
      if newline + 1 < bytes.count, bytes[newline + 1] == 0x0A { return newline + 2 }
      if newline + 2 < bytes.count, bytes[newline + 1] == 0x0D, bytes[newline + 2] == 0x0A { return newline + 3 }
      position = newline + 1
    }
    return nil
  }
}
