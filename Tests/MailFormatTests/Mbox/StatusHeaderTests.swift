import MailBytes
import MailFormat
import Testing

struct StatusHeaderTests {
  @Test(
    arguments: [
      ("From x\nA: b\n\n", MessageStatus.read.union(.old), "From x\nA: b\nStatus: RO\n\n"),
      ("A: b\nStatus: O\nC: d\n\n", [.read, .old, .answered, .flagged], "A: b\nC: d\nStatus: RO\nX-Status: AF\n\n"),
      ("A: b\r\nStatus: O\r\n\r\n", [.old, .draft], "A: b\r\nStatus: O\r\nX-Status: T\r\n\r\n"),
      ("A: b\nStatus: O\n continued\nX-Status: F\n\nStatus: body\n", [], "A: b\n\nStatus: body\n"),
      ("A: b", [.old], "A: b\nStatus: O\n"),
      ("", [.old], "Status: O\n"),
    ] as [(String, MessageStatus, String)])
  func rewrites(_ header: String, _ status: MessageStatus, _ expected: String) {
    let result = StatusHeader.rewritten(Array(header.utf8).span, status: status)
    #expect(String(decoding: result, as: UTF8.self) == expected)
  }

  @Test func letters() {
    #expect(StatusHeader.parse(status: Array(" OR".utf8).span) == [.read, .old])
    #expect(StatusHeader.parse(xStatus: Array("AFTDX".utf8).span) == [.answered, .flagged, .draft, .deleted])
    #expect(StatusHeader.statusLetters([.read]) == Array("R".utf8))
  }
}
