import Testing

@testable import MailSubmit

@Suite struct MboxQuoterTests {
  @Test(arguments: [
    ("From me\nx\n", ">From me\nx\n"), ("x\nFrom me\n", "x\n>From me\n"), (">From me\n", ">>From me\n"),
    (">>>From x", ">>>>From x"), ("From\nFro m\n", "From\nFro m\n"), (" From me\n", " From me\n"), ("", ""),
    ("From ", ">From "),
    (">", ">"), (">> x\n", ">> x\n"), ("\n\nFrom a\n", "\n\n>From a\n"), ("xFrom a\n", "xFrom a\n"), ("From", "From"),
  ])
  func linesAreQuotedAtEverySplit(text: String, expected: String) {
    let bytes = Array(text.utf8)
    for piece in 1...max(1, bytes.count) {
      var quoter = MboxQuoter()
      var output: [UInt8] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        quoter.quote(Array(rest.prefix(piece)).span, into: &output)
        rest = rest.dropFirst(piece)
      }
      quoter.finish(into: &output)
      #expect(String(decoding: output, as: UTF8.self) == expected)
    }
  }
}
