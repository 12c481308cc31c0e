import MailFormat
import Testing

/// A message made of text, which notes whether its body was asked for.
final class SampleMessage: SearchableMessage {
  let header: HeaderBlock
  let body: String
  var bodyReads = 0
  var size: Int { 500 }
  var number: Int { 3 }
  var uid: Int? { 17 }
  var receivedAt: Int64? { 1_578_287_043 }

  init(_ header: String, body: String = "") {
    self.header = HeaderBlock(Array(header.utf8))
    self.body = body
  }

  func has(_ state: SearchQuery.MessageStateKey) -> Bool { state == .seen }
  func has(keyword: String) -> Bool { keyword == "work" }

  func textHolds(_ needle: TextNeedle) -> Bool {
    bodyReads += 1
    return needle.isFound(in: Array(body.utf8))
  }
}

@Suite struct MatcherTests {
  private let header = """
    From: =?utf-8?Q?J=C3=BCrgen?= <jm@example.org>
    To: root
    Subject: Grüße AUS Köln
    Date: Mon, 6 Jan 2020 23:30:00 -0500
    X-Spam:


    """

  private func matches(_ criterion: String) throws -> Bool {
    let query = try SearchQuery.parse(Array(criterion.utf8))
    return Matcher(query, decoder: CharsetDecoder()).matches(SampleMessage(header, body: "Der ÄRGER ist groß"))
  }

  @Test(arguments: [
    "(from jürgen)", "(from JÜRGEN)", "(from JM@EXAMPLE)", "(subject \"aus köln\")", "(to root)",
    "(not (cc \"\"))", "(header x-spam \"\")", "(body ärger)", "(text jürgen)", "(text ärger)", "(larger 499)",
    "(smaller 501)",
    "(on 6-Jan-2020)", "(since 6-Jan-2020)", "(not (before 6-Jan-2020))", "(senton 6-Jan-2020)", "(seen)",
    "(unanswered)",
    "(keyword work)", "(3)", "(1:*)", "(uid 17)", "(or (from x) (to root))", "((to root) (subject köln))", "all",
  ])
  func hits(_ criterion: String) throws {
    #expect(try matches(criterion))
  }

  @Test(arguments: [
    "(from xx)", "(cc root)", "(body jürgen)", "(larger 500)", "(before 6-Jan-2020)", "(sentsince 7-Jan-2020)", "(new)",
    "(keyword home)", "(4)", "(uid 3)", "(not (to root))", "((to root) (subject x))", "(header x-none \"\")",
  ])
  func misses(_ criterion: String) throws {
    #expect(try !matches(criterion))
  }

  @Test func bodiesAreReadOnceAndOnlyWhenNeeded() throws {
    let message = SampleMessage(header, body: "text")
    let query = try SearchQuery.parse(Array("((body text) (from nobody))".utf8))
    #expect(!Matcher(query, decoder: CharsetDecoder()).matches(message))
    #expect(message.bodyReads == 0)
    let two = try SearchQuery.parse(Array("((body text) (not (body other)))".utf8))
    #expect(Matcher(two, decoder: CharsetDecoder()).matches(message))
    #expect(message.bodyReads == 2)
  }

  @Test(arguments: [
    ("ÄÖÜ", "xäöüx", true), ("ΣΟΦΟΣ", "σοφος", true), ("ПРИВЕТ", "привет", true), ("Ё", "ё", true),
    ("ŁÓDŹ", "łódź", true),
    ("Ａ", "ａ", true), ("a", "", false), ("", "", true), ("abc", "ab", false), ("k", "\u{212A}", false),
    ("日本", "日本語", true),
  ])
  func folding(_ needle: String, _ text: String, _ expected: Bool) {
    #expect(TextNeedle(needle).isFound(in: Array(text.utf8)) == expected)
  }

  @Test func foldingKeepsInvalidBytes() {
    let bytes: [UInt8] = [0x41, 0xFF, 0xC3, 0xE2, 0x82, 0x42, 0xF0, 0x9F]
    #expect(CaseFolding.fold(bytes) == [0x61, 0xFF, 0xC3, 0xE2, 0x82, 0x62, 0xF0, 0x9F])
  }
}
