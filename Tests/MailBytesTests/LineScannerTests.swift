import MailBytes
import Testing

struct LineScannerTests {
  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\n", ["a", "b"]), ("\n\n", ["", ""]), ("\r\n", [""]),
    ("a\rb\n", ["a\rb"]),
  ])
  func walks(_ text: String, _ expected: [String]) {
    let bytes = Array(text.utf8)
    var scanner = LineScanner(bytes.span)
    var lines: [String] = []
    while let line = scanner.next() { lines.append(String(decoding: bytes[line.content], as: UTF8.self)) }
    #expect(lines == expected)
  }

  @Test func cursorNeverLeavesTheBytes() {
    let bytes = Array("12 ab\"c".utf8)
    var cursor = ByteCursor(bytes.span)
    #expect(cursor.takeDecimal() == 12)
    cursor.skipBlanks()
    #expect(cursor.take(ignoringCase: "AB"))
    #expect(cursor.take(upTo: 0x22).isEmpty)
    #expect(cursor.peek == 0x22)
    cursor.skip(100)
    #expect(cursor.isAtEnd && cursor.next() == nil && cursor.peek(ahead: 1) == nil)
    cursor.move(to: -4)
    #expect(cursor.position == 0)
  }
}
