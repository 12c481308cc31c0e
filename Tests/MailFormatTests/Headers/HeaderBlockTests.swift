import MailFormat
import Testing

@Suite struct HeaderBlockTests {
  private func names(_ text: String) -> [String] {
    let block = HeaderBlock(Array(text.utf8))
    return block.fields.map { String(decoding: block.name(of: $0), as: UTF8.self) }
  }

  private func value(_ text: String, _ name: HeaderFieldName) -> String? {
    HeaderBlock(Array(text.utf8)).unfolded(name).map { String(decoding: $0, as: UTF8.self) }
  }

  private func body(_ text: String) -> String {
    let block = HeaderBlock(Array(text.utf8))
    return String(decoding: block.bytes[block.index.bodyStart...], as: UTF8.self)
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
  func lineEnds(_ end: String) {
    let text = ["From: a@b", "Subject: one", " two", "", "body"].joined(separator: end)
    #expect(names(text) == ["From", "Subject"])
    #expect(value(text, .subject) == "one two" || end == "\r")
    #expect(body(text).hasSuffix("body"))
    #expect(HeaderBlock(Array(text.utf8)).index.hasSeparator)
  }

  @Test func lookupsIgnoreCase() throws {
    let text = "sUBJECT: x\nX-Own-Field: y\n\n"
    #expect(value(text, .subject) == "x")
    #expect(value(text, try #require(HeaderFieldName("x-oWN-field"))) == "y")
    #expect(value(text, .from) == nil)
  }

  @Test func obsoleteBlanksBeforeTheColon() {
    #expect(value("From   : a@b\nDate\t:x\n\n", .from) == "a@b")
    #expect(value("From   : a@b\nDate\t:x\n\n", .date) == "x")
  }

  @Test func emptyValuesAndDuplicates() {
    let block = HeaderBlock(Array("To:\nTo: a\nTo: b".utf8))
    #expect(block.all(.to).map { block.unfolded($0) } == [[], [97], [98]])
    #expect(block.index.bodyStart == block.bytes.count)
    #expect(!block.index.hasSeparator)
  }

  @Test(arguments: [
    ("From x Mon Jan  1 00:00:00 2024\nSubject: s\n\nb", "b"),
    (">From x Mon Jan  1 00:00:00 2024\nSubject: s\n\nb", "b"),
    ("\u{FEFF}Subject: s\n\nb", "b"),
    (" \nSubject: s\n\nb", "b"),
    ("Subject: s\n>From mid\nTo: x\n\nb", "b"),
    ("Subject: s\nno colon here\nTo: x\n\nb", "b"),
    ("Subject: s\nno separator here\n\nb", "no separator here\n\nb"),
    ("Subject: s\nHello Bob,\nNote: this is text\n\nb", "Hello Bob,\nNote: this is text\n\nb"),
    ("Subject: s\n \nText behind a line of blanks\n", "Text behind a line of blanks\n"),
    ("Subject: s\n \n folded on\nTo: x\n\nb", "b"),
    ("\nSubject: s\n", "Subject: s\n"),
    ("// no message at all", "// no message at all"),
    ("", ""),
  ])
  func whereTheBodyStarts(_ text: String, _ expected: String) {
    #expect(body(text) == expected)
  }

  @Test func aLostFoldBelongsToTheFieldBeforeIt() {
    #expect(value("Received: from a\nby b; date\nSubject: s\n\n", .received) == "from a by b; date")
    #expect(value("Subject: s\n>From mid\nTo: x\n\n", .subject) == "s")
  }

  @Test func rangesHoldWithinAWholeMailbox() {
    let bytes = Array("junk\nSubject: s\n\nb".utf8)
    let block = HeaderBlock(bytes, in: 5..<bytes.count)
    #expect(block.unfolded(.subject) == [115])
    #expect(block.index.start == 5)
    #expect(block.index.bodyStart == bytes.count - 1)
  }

  @Test func hostileBlocksAreBounded() {
    var bytes: [UInt8] = []
    for _ in 0..<(Limits.headerFields + 100) { bytes += Array("A: b\n".utf8) }
    let block = HeaderBlock(bytes)
    #expect(block.fields.count == Limits.headerFields)
    #expect(block.index.hasJunk)
    #expect(block.index.bodyStart == bytes.count)
  }

  @Test func aLongFieldIsCutForDisplay() {
    let long = Array("Subject: ".utf8) + [UInt8](repeating: 120, count: Limits.fieldText + 1000)
    #expect(HeaderBlock(long).subject(using: CharsetDecoder())?.utf8.count == Limits.fieldText - 1)
  }

  @Test(arguments: [" \n", "junk\n"])
  func manyOddLinesAreLinear(_ line: String) {
    let text = "A: b\n" + String(repeating: line, count: 100_000) + "X-B: c\n"
    #expect(HeaderBlock(Array(text.utf8)).fields.count == 2)
  }

  @Test func namesCompareByText() {
    #expect(HeaderFieldName("SUBJECT") == .subject)
    #expect(HeaderFieldName("Subjekt") != .subject)
    #expect(HeaderFieldName("") == nil)
    #expect(HeaderFieldName("a b") == nil)
    #expect(HeaderFieldName("a:") == nil)
    #expect(HeaderFieldName("a\n") == nil)
  }
}
