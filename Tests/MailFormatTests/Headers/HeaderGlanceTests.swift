import Testing

@testable import MailFormat

@Suite struct HeaderGlanceTests {
  private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  @Test func findsTheFirstOfEachField() {
    let bytes = Array(
      """
      Received: from x
        by y; date: no
      SUBJECT : one
       more
      From:a@b
      Fromage: no
      Subject: two
      To:\u{20}
      Date: Mon, 2 Mar 2026 10:00:00 +0000

      Cc: body
      """.utf8)
    let glance = HeaderGlance(bytes.span)
    #expect(text(bytes, glance.subject) == "one\n more")
    #expect(text(bytes, glance.from) == "a@b")
    #expect(glance.to.isEmpty)
    #expect(text(bytes, glance.date) == "Mon, 2 Mar 2026 10:00:00 +0000")
    let brief = HeaderGlance(bytes.span, isBrief: true)
    #expect(brief.subject == glance.subject && brief.from == glance.from)
    #expect(brief.to.isEmpty && brief.date.isEmpty)
  }

  @Test("No bytes trap", arguments: ["", "\n", "From", "From:", "from:\n\n", ":", "s:", "\u{1}\u{2}"])
  func anything(_ header: String) {
    #expect(HeaderGlance(Array(header.utf8).span).subject.isEmpty)
  }

  @Test(
    "Single plain addresses need no parser; all else does",
    arguments: [
      ("a@b", "a@b"), ("Ann <a@b>", "a@b"), ("\"Smith, Ann\" <a@b.c>", "a@b.c"), ("=?utf-8?q?J=C3=BC?= <j@x>", "j@x"),
      ("a@b, c@d", nil), ("a@b (Ann)", nil), ("g: a@b;", nil), ("Ann <a@b> x", nil), ("<a@b", nil), ("Ann", "Ann"),
      ("A B", nil), ("\"x\\\"y\" <a@b>", nil), ("J\u{fc} <a@b>", nil), ("<a b@c>", nil), ("<>", nil), ("", nil),
      ("<a@b><c@d>", nil), ("Ann <a@b>,", nil),
      ("\"Smith\" x <a@b>", "a@b"), ("\"x\"y <a@b>", "a@b"), ("\"x <a@b>", nil),
    ] as [(String, String?)])
  func plainAddress(_ value: String, _ address: String?) {
    let bytes = Array(value.utf8)
    let found = HeaderGlance.plainAddress(bytes.span, in: 0..<bytes.count)
    #expect(found.map { text(bytes, $0) } == address)
  }
}
