import MailBytes
import Testing

@Suite struct TextSearchTests {
  @Test(arguments: [
    ("xterm-256color", "256", true), ("xterm", "256", false), ("", "", true), ("a", "", true), ("", "a", false),
    ("smtp://h", "://", true), ("straße", "ß", true), ("e\u{301}", "e", true),
  ])
  func finds(_ whole: String, _ part: String, _ isThere: Bool) {
    #expect(whole.contains(bytesOf: part) == isThere)
  }
}
