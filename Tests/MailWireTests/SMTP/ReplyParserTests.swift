import Testing

@testable import MailWire

@Suite struct ReplyParserTests {
  private func parse(_ text: String, piece: Int = .max) throws(WireError) -> [Reply] {
    var parser = ReplyParser()
    var replies: [Reply] = []
    var input: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while true {
      var position = 0
      while let reply = try parser.next(in: input, at: &position) { replies.append(reply) }
      input.removeFirst(position)
      guard !rest.isEmpty else { return replies }
      input += rest.prefix(piece)
      rest = rest.dropFirst(piece)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 1000]) func repliesAreReadAtEverySplit(piece: Int) throws {
    let replies = try parse(
      "220 hi\r\n250-one\r\n250-two\r\n250 three\r\n354\r\n221 \n550-5.1.1 no such\r\n550 5.1.1 user\r\n", piece: piece)
    #expect(replies.map(\.code) == [220, 250, 354, 221, 550])
    #expect(replies[1].lines.map { String(decoding: $0, as: UTF8.self) } == ["one", "two", "three"])
    #expect(replies[2].text == "354")
    #expect(replies[4].text == "550 5.1.1 no such user (no such mailbox)")
    #expect(replies[4].enhanced == EnhancedStatus(category: 5, subject: 1, detail: 1))
  }

  @Test(arguments: [
    "hello\r\n", "25\r\n", "\r\n", "250x\r\n", "999 x\r\n", "100 x\r\n", "250-a\r\n251 b\r\n", "abc", "2 ",
    "\u{0}\u{1}\u{2}",
  ])
  func whatIsNoReplyIsRefused(text: String) { #expect(throws: WireError.self) { try parse(text) } }

  @Test func limitsHold() throws {
    _ = try parse(String(repeating: "250-x\r\n", count: ReplyParser.maximumLines - 1) + "250 x\r\n")
    #expect(throws: WireError.self) { try parse(String(repeating: "250-x\r\n", count: 10_000)) }
    #expect(throws: WireError.self) { try parse("250 " + String(repeating: "x", count: 100_000)) }
    let long = "250-" + String(repeating: "x", count: 8000) + "\r\n"
    #expect(throws: WireError.self) { try parse(String(repeating: long, count: 20), piece: 4096) }
  }

  @Test func errorsNameTheProtocol() {
    do throws(WireError) {
      _ = try parse("SSH-2.0-OpenSSH\r\n")
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus.rawValue == 76)
      #expect(error.summary.contains("does not speak SMTP"))
    }
  }

  @Test(arguments: [
    ("5.1.1 x", 550, "5.1.1"), ("4.7.0", 421, "4.7.0"), ("5.1.1x", 550, nil), ("4.1.1 x", 550, nil),
    ("5.1 x", 550, nil),
    ("5.1234.1 x", 550, nil), ("", 550, nil),
  ])
  func enhancedStatusCodes(text: String, code: Int, expected: String?) {
    #expect(Reply(code: code, lines: [Array(text.utf8)]).enhanced?.text == expected)
  }
}
