import MailFormat
import Testing

@Suite struct TextNeedleTests {
  @Test(
    "Case does not count, in ASCII nor beyond, and letters of either that fold to the other are found",
    arguments: [
      ("needle", "a NeeDLe in hay", true), ("needle", "a nedle", false), ("", "anything", true), ("x", "", false),
      ("stop", "\u{17f}top", true), ("it", "\u{130}T", true), ("ab", "\u{17f}\u{130}", false),
      ("gr\u{fc}n", "GR\u{dc}N", true), ("\u{43f}\u{440}", "\u{41f}\u{420}", true), ("grun", "gr\u{fc}n", false),
      ("\u{17f}o", "SO", true), ("needle", "\u{fc}\u{fc} NEEDLE \u{fc}", true),
    ])
  func finds(_ needle: String, _ text: String, _ isFound: Bool) {
    #expect(TextNeedle(needle).isFound(in: Array(text.utf8)) == isFound)
  }
}
