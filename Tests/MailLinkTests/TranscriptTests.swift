import Testing

@testable import MailLink

@Suite struct TranscriptTests {
  @Test func linesAreWholeAndCutAndSecretsReplaced() {
    var lines: [String] = []
    let transcript = Transcript { side, line in lines.append("\(side) " + String(decoding: line, as: UTF8.self)) }
    transcript.received(Array("220 h".utf8)[...])
    transcript.received(Array("i\r\n250".utf8)[...])
    transcript.received(Array(" ok\r\n".utf8)[...])
    transcript.sent(Array("MAIL\r\nRCPT\r\n".utf8))
    transcript.sent(shown: "AUTH ********")
    transcript.received([UInt8](repeating: 65, count: 1_000_000)[...])
    transcript.note("end")
    #expect(
      lines.prefix(5) == ["server 220 hi", "server 250 ok", "client MAIL", "client RCPT", "client AUTH ********"])
    #expect(lines[5].utf8.count < 1100)
    #expect(lines.last == "note end")
  }
}
