import MailBytes
import MailFormat
import Testing

struct VerbatimMessageTests {
  private var options: BuildOptions {
    var options = BuildOptions()
    options.date = MailDate(secondsSinceEpoch: 1_772_445_600, offsetMinutes: 0)
    options.random = Array(1...16)
    options.messageIDHost = "h.example"
    return options
  }

  private func text(_ message: OutgoingMessage) throws -> String {
    var bytes: [UInt8] = []
    for segment in message.segments {
      switch segment {
      case .text(let text): bytes += text
      case .file(let content, _): try content.read(at: 0, limit: content.count, into: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aCompleteMessageStaysAsItIs() throws {
    let body = "--b\n\n\u{fc}\n--b--\n"
    let source = MemoryContent(
      Array(
        "From: a@x\r\nTo: b@x\nBcc: secret@x\nSubject: =?x?=\n folded\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\nStatus: RO\n\n\(body)"
          .utf8))
    let message = try VerbatimMessage(source)
    #expect(message.isMIME)
    var more = Draft()
    more.to = [Address(localPart: "c", domain: "x"), Address(localPart: "b", domain: "x")]
    let out = try message.completed(with: more, options: options)
    #expect(out.needs8Bit)
    let text = try text(out)
    #expect(
      text.hasSuffix(
        "From: a@x\nSubject: =?x?=\n folded\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\(body)"))
    #expect(text.contains("To: b@x, c@x\n") && text.hasPrefix("Date: Mon, 2 Mar 2026 10:00:00 +0000\n"))
    #expect(!text.contains("secret") && !text.contains("Status") && text.contains("Message-ID: <"))
  }

  @Test func sendingOnAddsResentFields() throws {
    let source = MemoryContent(
      Array("From x Mon Mar  2 10:00:00 2026\nFrom: a@x\nMessage-ID: <1@x>\nBcc: s@x\nX-Status: A\n\nbody\n".utf8))
    let me = Address(localPart: "me", domain: "x")
    let text = try text(
      try VerbatimMessage(source).resent(from: me, to: [Address(localPart: "d", domain: "x")], options: options))
    #expect(text.hasPrefix("Resent-From: me@x\nResent-Date: Mon, 2 Mar 2026 10:00:00 +0000\nResent-Message-ID: <"))
    #expect(text.hasSuffix("Resent-To: d@x\nFrom: a@x\nMessage-ID: <1@x>\n\nbody\n"))
  }

  @Test func loneReturnsInTheHeaderAreRefused() throws {
    let message = try VerbatimMessage(MemoryContent(Array("A: b\rBcc: e@x\n\nbody\n".utf8)))
    #expect(throws: ComposeError.self) { try message.completed(with: Draft(), options: options) }
  }
}
