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
    let number = cursor.takeDecimal()
    cursor.skipBlanks()
    let tookWord = cursor.take(ignoringCase: "AB")
    let rest = cursor.take(upTo: 0x22)
    let next = cursor.peek
    #expect(number == 12 && tookWord && rest.isEmpty && next == 0x22)
    cursor.skip(100)
    let isAtEnd = cursor.isAtEnd
    let beyond = cursor.next()
    let further = cursor.peek(ahead: 1)
    #expect(isAtEnd && beyond == nil && further == nil)
    cursor.move(to: -4)
    let place = cursor.position
    #expect(place == 0)
  }
}
