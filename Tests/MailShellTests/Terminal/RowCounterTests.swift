import Testing

@testable import MailShell

@Suite struct RowCounterTests {
  @Test(
    arguments: [
      ("", 0), ("abc\n", 1), ("abc", 0), ("\n\n\n", 3), (String(repeating: "x", count: 80) + "\n", 1),
      (String(repeating: "x", count: 81) + "\n", 2), (String(repeating: "x", count: 100_000), 1249),
      (String(repeating: "x", count: 100_000) + "\ny\n", 1251), (String(repeating: "\u{4e2d}", count: 41) + "\n", 2),
      (String(repeating: "\t", count: 10) + "\n", 1), ("abc" + String(repeating: "\t", count: 10) + "x\n", 2),
      ("\u{1b}[1m" + String(repeating: "x", count: 80) + "\u{1b}[0m\n", 1),
      (String(repeating: "e\u{301}", count: 80) + "\n", 1),
    ])
  func counts(_ text: String, _ rows: Int) {
    var whole = RowCounter(width: 80)
    whole.add(Array(text.utf8))
    #expect(whole.rows == rows)
    // Between lines it does not matter how much comes at once.
    var pieces = RowCounter(width: 80)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast() {
      pieces.add(Array(line.utf8))
      pieces.add([0x0a])
    }
    if text.hasSuffix("\n") { #expect(pieces.rows == rows) }
  }
}
