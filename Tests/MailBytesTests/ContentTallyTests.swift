import MailBytes
import Testing

@Suite(.serialized)
struct ContentTallyTests {
  @Test func countsTheSameInAnyPieces() {
    defer { Kernels.limitLevel(to: 2) }
    var noise = Noise(51)
    let alphabets: [[UInt8]] = [
      [], Array("From \nab".utf8), Array("a\r\n=\t".utf8), [0x41, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 10],
    ]
    for level in [0, 2] {
      Kernels.limitLevel(to: level)
      for round in 0..<200 {
        let bytes = noise.bytes(Int.random(in: 0...300, using: &noise), of: alphabets[round % alphabets.count])
        let piece = Int.random(in: 1...90, using: &noise)
        var tally = ContentTally()
        for start in stride(from: 0, to: bytes.count, by: piece) {
          tally.add(bytes.span.extracting(start..<min(start + piece, bytes.count)))
        }
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        #expect(tally.count == bytes.count)
        #expect(tally.newlineCount == lines.count - 1)
        #expect(tally.longestLine == lines.map(\.count).max())
        #expect(tally.fromLineCount == lines.filter { $0.starts(with: Array("From ".utf8)) }.count)
        #expect(tally.highCount == bytes.filter { $0 >= 0x80 }.count)
        #expect(tally.nulCount == bytes.filter { $0 == 0 }.count)
        #expect(tally.carriageReturnCount == bytes.filter { $0 == 13 }.count)
        #expect(tally.lineEndPairCount == zip(bytes, bytes.dropFirst()).filter { $0 == 13 && $1 == 10 }.count)
        #expect(tally.controlCount == bytes.filter { $0.isASCIIControl && ![9, 10, 13].contains($0) }.count)
        #expect(tally.isUTF8 == UTF8Text.isValid(bytes), "\(bytes) in pieces of \(piece)")
        #expect(tally.endsWithNewline == (bytes.isEmpty || bytes.last == 10))
      }
    }
  }
}
