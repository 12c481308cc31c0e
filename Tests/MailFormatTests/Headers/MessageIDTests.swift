import MailFormat
import Testing

@Suite struct MessageIDTests {
  @Test(arguments: [
    ("<a@b>", ["a@b"]),
    ("<a@b> <c@d>", ["a@b", "c@d"]),
    ("<a@b><c@d>", ["a@b", "c@d"]),
    ("<a@b>,\r\n\t<c@d>", ["a@b", "c@d"]),
    ("Your message of Monday <a@b>", ["a@b"]),
    ("<a@\r\n b>", ["a@b"]),
    ("<no-at>", ["no-at"]),
    ("<a@b> <broken", ["a@b"]),
    ("<a@b> <broken@c", ["a@b", "broken@c"]),
    ("<<a@b>>", ["a@b"]),
    ("<>", []),
    ("someone@example.org", []),
    ("", []),
    ("<a\u{0}@b>", []),
    ("<a@b> <a\u{1}b@c> <d\u{7f}@e> <f@\tg>", ["a@b", "f@g"]),
  ])
  func lists(_ text: String, _ expected: [String]) {
    #expect(MessageID.parse(Array(text.utf8)).map(\.text) == expected)
  }

  @Test func bareOnlyWhereItIsAllowed() {
    for (text, ids) in [("x.1@example.org", ["x.1@example.org"]), ("x\u{0}y@example.org", [])] {
      let bytes = Array(text.utf8)
      #expect(MessageID.parse(bytes, in: 0..<bytes.count, allowsBare: true).map(\.text) == ids)
    }
  }

  @Test func valuesThatWouldBreakAHeaderAreNone() {
    #expect(MessageID("a\nBcc: x") == nil)
    #expect(MessageID("a b") == nil)
    #expect(MessageID("<a>") == nil)
    #expect(MessageID(String(repeating: "x", count: Limits.messageID + 1)) == nil)
    #expect(MessageID("a@b")?.bracketed == "<a@b>")
    #expect(MessageID.parse(Array("<\(String(repeating: "x", count: 1_000_000))@b>".utf8)).isEmpty)
  }

  @Test func theNewestReferencesAreKept() {
    let text = (0..<5000).map { "<\($0)@x>" }.joined(separator: " ")
    let ids = MessageID.parse(Array(text.utf8))
    #expect(ids.count == Limits.references)
    #expect(ids.last?.text == "4999@x")
  }
}
