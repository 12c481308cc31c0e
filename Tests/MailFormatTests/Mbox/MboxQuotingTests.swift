import MailBytes
import MailFormat
import Testing

struct MboxQuotingTests {
  @Test(arguments: [
    ("", ""), ("From x\n", ">From x\n"), (">From x\n", ">>From x\n"), ("a\nFrom x\n", "a\n>From x\n"),
    ("a From x\n", "a From x\n"),
    ("From: x\n", "From: x\n"), ("> From x\n", "> From x\n"), ("x\n>>>From ", "x\n>>>>From "), ("From", "From"),
    ("\nFrom \nFrom \n", "\n>From \n>From \n"),
    ("F\nFr\nFro\nFrom\n", "F\nFr\nFro\nFrom\n"), ("FFrom x\n", "FFrom x\n"), (">>Fxom\n", ">>Fxom\n"),
  ])
  func quotes(_ text: String, _ expected: String) {
    let quoted = MboxQuoting.quote(Array(text.utf8).span)
    #expect(String(decoding: quoted, as: UTF8.self) == expected)
    #expect(String(decoding: MboxQuoting.unquote(quoted.span), as: UTF8.self) == text)
    let needs = MboxQuoting.needsQuoting(Array(text.utf8).span)
    #expect(needs == (text != expected))
  }

  @Test func piecesMakeTheSameAsTheWhole() {
    var noise = Noise(81)
    for _ in 0..<1000 {
      let bytes = noise.bytes(Int.random(in: 0...60, using: &noise), of: Array(">From \n".utf8))
      for direction in [MboxQuoter.Direction.quote, .unquote] {
        let whole = direction == .quote ? MboxQuoting.quote(bytes.span) : MboxQuoting.unquote(bytes.span)
        for piece in [1, 2, 3, 7] {
          var quoter = MboxQuoter(direction)
          var output: [UInt8] = []
          for start in stride(from: 0, to: bytes.count, by: piece) {
            quoter.pass(bytes.span.extracting(start..<min(start + piece, bytes.count)), into: &output)
          }
          quoter.finish(into: &output)
          #expect(output == whole, "\(String(decoding: bytes, as: UTF8.self)) in pieces of \(piece)")
        }
      }
      #expect(MboxQuoting.unquote(MboxQuoting.quote(bytes.span).span) == bytes)
    }
  }
}
