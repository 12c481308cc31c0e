import MailBytes
import MailFormat
import MailSubmit
import Testing

@testable import MailShell

/// Dead letters of messages that some got and some did not.
@Suite struct MissingRecipientsTests {
  private func text(_ message: OutgoingMessage) throws -> String {
    var bytes: [UInt8] = []
    for segment in message.segments {
      switch segment {
      case .text(let text): bytes += text
      case .file(let source, _): try source.read(at: 0, limit: source.count, into: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let letter = """
    From: me@x.org
    To: Ann <a@x.org>,
     b@x.org
    Cc: c@x.org
    Bcc: old@x.org
    Subject: s

    To: a@x.org stays here

    """

  @Test("Only the missing stay in the header", arguments: [true, false])
  func onlyTheMissingStay(inFile: Bool) throws {
    let bytes = Array(Self.letter.utf8)
    let segment: OutgoingMessage.Segment = inFile ? .file(MemoryContent(bytes), .identity) : .text(bytes)
    let message = OutgoingMessage(segments: [segment], needs8Bit: false)
    let missing = ["b@x.org", "d@x.org"].flatMap { AddressParser.parse(Array($0.utf8)).mailboxes }
    #expect(
      try text(message.addressed(onlyTo: missing))
        == "Bcc: d@x.org\nFrom: me@x.org\nTo: b@x.org\nSubject: s\n\nTo: a@x.org stays here\n")
  }

  @Test func aReceiptTellsWhoIsMissing() {
    let addresses = ["a@x.org", "b@x.org", "c@x.org"].flatMap { AddressParser.parse(Array($0.utf8)).mailboxes }
    let receipt = Receipt([
      Receipt.Entry(addresses[0], .accepted("ok")), Receipt.Entry(addresses[1], .deferred("later")),
      Receipt.Entry(addresses[2], .rejected("no")),
    ])
    #expect(receipt.missing.map(\.addrSpec) == ["b@x.org", "c@x.org"])
  }
}
