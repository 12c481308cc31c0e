import MailBytes
import MailFormat
import MailSystem

/// What tells the message of a file from others, whatever fields other programs add to its header: its Message-ID and every
/// byte of its body.
struct MessageMark: Equatable {
  private let id: [UInt8]
  private let count: Int
  private let body: UInt64

  /// Looks at a message; nil when it has no Message-ID, or the body is cut short.
  init?(_ file: MessageFile) throws(StoreError) {
    let header = try file.header()
    guard let id = HeaderBlock(header).unfolded(.messageID), !id.isEmpty else { return nil }
    // The empty line between them has no part in it.
    var end: [UInt8] = []
    try file.read(at: header.count, limit: 2, into: &end)
    let start = header.count + (end.first == 0x0D ? 2 : 1)
    var hash = MboxMerge.seed
    var offset = start
    while offset < file.content.count {
      var block: [UInt8] = []
      try file.read(at: offset, limit: Self.blockSize, into: &block)
      guard !block.isEmpty else { return nil }
      MboxMerge.mix(block.span, into: &hash)
      offset += block.count
    }
    self.id = id
    count = max(0, file.content.count - start)
    body = hash
  }

  /// Looks at a message that fits into one block; nil when it has no Message-ID.
  init?(_ content: Span<UInt8>, bodyStart: Int) {
    var header: [UInt8] = []
    header.append(content.extracting(..<bodyStart))
    guard let id = HeaderBlock(header).unfolded(.messageID), !id.isEmpty else { return nil }
    var hash = MboxMerge.seed
    if bodyStart < content.count { MboxMerge.mix(content.extracting(bodyStart...), into: &hash) }
    self.id = id
    count = content.count - bodyStart
    body = hash
  }

  private static let blockSize = 1 << 17
}
