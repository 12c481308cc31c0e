import Testing

@testable import MailLanguage

@Suite struct RCParserTests {
  private func lines(_ content: String) -> [(Int, String)] {
    var parser = RCParser(bytes(content), name: "rc")
    var result: [(Int, String)] = []
    while let line = parser.next() { result.append((line.line, text(line.text) ?? "")) }
    return result
  }

  @Test(arguments: [
    ("set a\nset b", ["1 set a", "2 set b"]),
    ("\n  \n# note\n   set x\n\t#more\nset y\n", ["4 set x", "6 set y"]),
    ("alias t bob \\\n    carol\nset z\n", ["1 alias t bob carol", "3 set z"]),
    ("set a\\\nb\n", ["1 set ab"]),
    ("set p=a\\\\\nset q\n", ["1 set p=a\\\\", "2 set q"]),
    ("# a comment \\\nthat goes on\nset x\n", ["3 set x"]),
    ("set x\\", ["1 set x"]),
    ("set from=a@b\r\nset nosave\r\n", ["1 set from=a@b", "2 set nosave"]),
    ("\u{FEFF}set x\n", ["1 set x"]),
    ("", []),
  ]) func logicalLines(content: String, expected: [String]) {
    #expect(lines(content).map { "\($0.0) \($0.1)" } == expected)
  }

  @Test func continuationIsKnownToThePrompt() {
    var joiner = LineJoiner()
    #expect(joiner.add(bytes("alias a \\\n")) == nil)
    #expect(joiner.isContinuing)
    #expect(joiner.add(bytes("b\n")) == LogicalLine(text: bytes("alias a b"), line: 1))
    #expect(!joiner.isContinuing)
    #expect(joiner.add(bytes("\n")) == LogicalLine(text: [], line: 3))
  }

  @Test func anEndlessLineIsBoundedAndToldApart() {
    var joiner = LineJoiner(longest: 30)
    let long = bytes("aaaaaaaaaa\\")
    for _ in 0..<4 { #expect(joiner.add(long) == nil) }
    #expect(joiner.finish() == LogicalLine(text: [], line: 1, isTooLong: true))
    #expect(joiner.add(bytes("next")) == LogicalLine(text: bytes("next"), line: 5))
  }

  @Test func aLineThatIsTooLongIsNotPassedOverInAFile() {
    var parser = RCParser(bytes("alias a b c\nset x\n"), name: "f", longest: 8)
    #expect(parser.next()?.isTooLong == true)
    #expect(parser.next() == LogicalLine(text: bytes("set x"), line: 2))
  }
}
