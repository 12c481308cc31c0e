import MailBytes
import MailFormat
import Testing

@testable import MailSubmit

/// Content in memory, read in windows.
private struct MemoryContent: ContentSource {
  let bytes: [UInt8]
  var count: Int { bytes.count }
  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset < bytes.count else { return }
    buffer += bytes[offset..<min(bytes.count, offset + limit)]
  }
}

/// Content that cannot be read behind its first window.
private struct BrokenContent: ContentSource {
  var count: Int { 1_000_000 }
  func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
    guard offset == 0 else { throw ContentError("broken.bin: cannot be read") }
    buffer += [UInt8](repeating: 65, count: limit)
  }
}

@Suite struct MessageWriterTests {
  private func write(
    _ segments: [OutgoingMessage.Segment], _ style: MessageWriter.Style, blocks: inout [Int]
  ) throws -> [UInt8] {
    var output: [UInt8] = []
    var sizes: [Int] = []
    try MessageWriter.write(OutgoingMessage(segments: segments, needs8Bit: false), style: style) {
      (block: Span<UInt8>) throws(ContentError) in
      output.append(block)
      sizes.append(block.count)
    }
    blocks = sizes
    return output
  }

  private func write(_ segments: [OutgoingMessage.Segment], _ style: MessageWriter.Style) throws -> [UInt8] {
    var blocks: [Int] = []
    return try write(segments, style, blocks: &blocks)
  }

  private func noise(_ count: Int) -> [UInt8] {
    var state: UInt32 = 12345
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
  }

  /// The slow and obvious way.
  private func wire(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var atStart = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 13 || byte == 10 {
        output += [13, 10]
        atStart = true
        if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
      } else {
        if atStart, byte == 46 { output.append(46) }
        output.append(byte)
        atStart = false
      }
      index += 1
    }
    if !atStart { output += [13, 10] }
    return output
  }

  @Test func wireFormEqualsTheObviousOneAtEverySplit() throws {
    let alphabet: [UInt8] = [13, 10, 46, 65]
    for number in 0..<4096 {
      let bytes = (0..<6).map { alphabet[number >> ($0 * 2) & 3] }
      let expected = wire(bytes)
      for split in 0...bytes.count {
        let segments: [OutgoingMessage.Segment] = [.text(Array(bytes[..<split])), .text(Array(bytes[split...]))]
        #expect(try write(segments, .wire) == expected)
      }
    }
    let long = noise(500_000)
    #expect(try write([.file(MemoryContent(bytes: long), .identity)], .wire) == wire(long))
  }

  @Test(arguments: [0, 1, 56, 57, 58, 58_367, 58_368, 58_369, 1_000_000]) func filesAreEncodedOnTheirWay(count: Int)
    throws
  {
    let bytes = noise(count)
    let local = try write([.text(Array("\n".utf8)), .file(MemoryContent(bytes: bytes), .base64)], .local)
    #expect(local == [10] + Base64.encodeLines(bytes.span))
    #expect(try write([.file(MemoryContent(bytes: bytes), .base64)], .wire) == wire(Base64.encodeLines(bytes.span)))
    let text = bytes.map { $0 < 20 ? 10 : $0 }
    var quoted = QuotedPrintableEncoder()
    var expected: [UInt8] = []
    quoted.encode(text.span, into: &expected)
    quoted.finish(into: &expected)
    #expect(try write([.file(MemoryContent(bytes: text), .quotedPrintable)], .wire) == wire(expected))
  }

  @Test func blocksAreLargeAndBounded() throws {
    var blocks: [Int] = []
    let segments: [OutgoingMessage.Segment] = [
      .text(Array("Subject: x\n\n".utf8)), .file(MemoryContent(bytes: noise(5_000_000)), .base64),
      .text(noise(300_000)),
      .file(MemoryContent(bytes: [UInt8](repeating: 65, count: 2_000_000)), .identity),
    ]
    _ = try write(segments, .wire, blocks: &blocks)
    #expect(blocks.count < 200)
    #expect(blocks.allSatisfy { $0 <= MessageWriter.block * 3 })
  }

  @Test func sizeOnTheWireIsKnownBefore() throws {
    for count in [0, 1, 57, 1000, 100_000] {
      let segments: [OutgoingMessage.Segment] = [
        .text(Array("Subject: x\n\n".utf8)), .file(MemoryContent(bytes: noise(count)), .base64),
      ]
      let message = OutgoingMessage(segments: segments, needs8Bit: false)
      #expect(MessageWriter.wireSize(of: message) == (try write(segments, .wire)).count)
    }
  }

  @Test func contentThatCannotBeReadIsAnError() {
    #expect(throws: (any Error).self) { try write([.file(BrokenContent(), .base64)], .wire) }
  }
}
