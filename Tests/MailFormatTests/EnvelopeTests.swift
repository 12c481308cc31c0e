import MailFormat
import Testing

@Suite struct EnvelopeTests {
  private let decoder = CharsetDecoder()

  @Test func allFields() {
    let text = """
      From: Ann <a@b.c>
      Sender: s@b.c
      Reply-To: r@b.c
      To: t1@b.c, t2@b.c
      To: t3@b.c
      Cc: Team: c1@b.c, c2@b.c;
      Bcc: x@b.c
      Subject: =?utf-8?Q?Gr=C3=BC?=
       =?utf-8?Q?=C3=9Fe?=   again
      Date: Mon, 6 Jan 2020 06:04:03 +0100
      Message-ID: <1@b.c>
      In-Reply-To: <0@b.c>
      References: <-1@b.c>
       <0@b.c>

      body
      """
    let envelope = Envelope(HeaderBlock(Array(text.utf8)), using: decoder)
    #expect(envelope.subject == "Grüße again")
    #expect(envelope.from == [Address(displayName: "Ann", localPart: "a", domain: "b.c")])
    #expect(envelope.sender.map(\.addrSpec) == ["s@b.c"])
    #expect(envelope.replyTo.map(\.addrSpec) == ["r@b.c"])
    #expect(envelope.to.map(\.addrSpec) == ["t1@b.c", "t2@b.c", "t3@b.c"])
    #expect(envelope.cc.map(\.addrSpec) == ["c1@b.c", "c2@b.c"])
    #expect(envelope.bcc.map(\.addrSpec) == ["x@b.c"])
    #expect(envelope.date.map { DateFormat.rfc3339($0) } == "2020-01-06T05:04:03Z")
    #expect(envelope.messageID?.text == "1@b.c")
    #expect(envelope.inReplyTo.map(\.text) == ["0@b.c"])
    #expect(envelope.references.map(\.text) == ["-1@b.c", "0@b.c"])
  }

  @Test func nothingThere() {
    let envelope = Envelope(HeaderBlock([]), using: decoder)
    #expect(envelope.subject.isEmpty && envelope.date == nil && envelope.from.isEmpty && envelope.messageID == nil)
  }

  @Test func twoFromFieldsAreBothShown() {
    let block = HeaderBlock(Array("From: a@good\nFrom: b@evil\n\n".utf8))
    #expect(Envelope(block, using: decoder).from.map(\.addrSpec) == ["a@good", "b@evil"])
    #expect(block.firstAddress(.from, using: decoder)?.addrSpec == "a@good")
  }
}
