import Testing

@testable import MailShell

@Suite struct SmallTextTests {
  @Test(
    "Sizes for people", arguments: [(0, "0"), (1023, "1023"), (1024, "1.0K"), (12_700, "12K"), (3_565_200, "3.4M")])
  func byteCount(_ count: Int, _ words: String) {
    #expect(ByteCount.words(count) == words)
  }

  @Test("Shell words", arguments: [("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'")])
  func shellQuote(_ word: String, _ quoted: String) {
    #expect(ShellQuote.quoted(word) == quoted)
  }

  @Test func columns() {
    #expect(Columns.arranged(["a", "b", "c"], width: 7) == "a  c\nb\n")
    #expect(Columns.arranged([], width: 80) == "")
  }

  @Test(
    "Dates as datefield asks",
    arguments: [
      ("%Y-%m-%d %H:%M", "2026-03-02 10:01"), ("%a %b %e", "Mon Mar  2"), ("100%", "100%"),
      ("%F %T %q", "2026-03-02 10:01:05 %q"),
    ])
  func dates(_ template: String, _ text: String) {
    let rendered = DateTemplate.render(Array(template.utf8), 1_772_445_665, offsetMinutes: 0)
    #expect(String(decoding: rendered, as: UTF8.self) == text)
  }

  @Test(
    "The date of a From_ line",
    arguments: [
      ("From a@b Mon Mar  2 10:01:00 2026", "Mon Mar  2 10:01"),
      ("From - Thu Jan  1 00:00:00 1970", "Thu Jan  1 00:00"),
      ("From a b c Mon Mar  2 10:01:00 2026", "Mon Mar  2 10:01"), ("From nobody", nil), ("", nil),
    ] as [(String, String?)])
  func fromLineDate(_ line: String, _ date: String?) {
    let bytes = Array(line.utf8)
    let found = MessageHeadline.date(ofFromLine: bytes.span)
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == date)
  }
}
