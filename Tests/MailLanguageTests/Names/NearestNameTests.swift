import Testing

@testable import MailLanguage

@Suite struct NearestNameTests {
  @Test(
    "What was meant",
    arguments: [
      ("tls-verfy", "tls-verify"), ("autoosrt", "autosort"), ("sendcharset", "sendcharsets"), ("smpt", "smtp"),
      ("asksbu", "asksub"), ("my-own-variable", nil), ("tls-verify", nil), ("tls-verfy-mail.example.org", nil),
      ("cm", nil), ("", nil), ("dat", nil),
      ("quot", "quote"), ("recrd", "record"), ("autosor", "autosort"), ("hed", nil),
    ] as [(String, String?)])
  func settings(_ word: String, _ expected: String?) {
    #expect(Settings.suggestion(for: Array(word.utf8)) == expected)
  }

  @Test func theNearestWins() {
    #expect(NearestName.of("foldr", among: ["folders", "folder", "forward"]) == "folder")
    #expect(NearestName.of("dlete", among: ["delete", "deletes"]) == "delete")
    #expect(NearestName.of("quot", among: ["quit", "quote"]) == "quote")
    #expect(NearestName.of("quot", among: ["quote", "quit"]) == "quote")
    #expect(NearestName.of("abcx", among: ["abcy", "abcz"]) == "abcy")
    #expect(NearestName.of(String(repeating: "a", count: 500), among: ["a"]) == nil)
  }

  @Test(arguments: [
    ("", "abc", 3), ("abc", "abc", 0), ("abcd", "acbd", 1), ("abc", "abd", 1), ("kitten", "sitting", 3),
  ])
  func slips(_ left: String, _ right: String, _ count: Int) {
    #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == count)
    #expect(NearestName.distance(Array(right.utf8), Array(left.utf8)) == count)
  }
}
