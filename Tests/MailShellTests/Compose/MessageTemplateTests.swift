import Testing

@testable import MailShell

/// The head of a text, as `-t` and editors give it.
@Suite struct MessageTemplateTests {
  @Test func readsFieldsUpToTheEmptyLine() throws {
    let text = "To: a@x.org,\n b@x.org\nCC: c@x.org\n# remark\nX-A: 1\nSubject: s\r\n\ntext\n"
    let template = try #require(MessageTemplate(Array(text.utf8)))
    #expect(template.to == ["a@x.org, b@x.org"])
    #expect(template.cc == ["c@x.org"])
    #expect(template.subject == "s")
    #expect(template.fields.map(\.name) == ["X-A"])
    #expect(text.utf8.dropFirst(template.bodyStart).elementsEqual("text\n".utf8))
    #expect(!template.isMIME)
  }

  @Test(arguments: ["", "\n", "no field\n", " folded: x\n", ": x\n", "a b: x\n", " : x\n"]) func isNone(_ text: String)
  {
    #expect(MessageTemplate(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("To: a@x\nGarbage\nSubject: s\nBcc: b@x\n\ntext\n", true),
    ("To: a@x\nGarbage\nBcc: b@x", true),
    ("To: a@x\nThe text, its empty line forgotten.\nMore: of it\n", false),
    ("To: a@x\nText.\n\nBcc: quoted later\n", false),
  ]) func tellsABrokenHeadFromAText(_ text: String, _ isBroken: Bool) throws {
    #expect(try #require(MessageTemplate(Array(text.utf8))).isBroken == isBroken)
  }

  @Test func knowsACompleteMessage() throws {
    let template = try #require(
      MessageTemplate(Array("MIME-Version: 1.0\nContent-Type: text/html\nTo: a@x\n\n<p>\n".utf8)))
    #expect(template.isMIME)
  }
}
