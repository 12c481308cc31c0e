import MailFormat
import Testing

@Suite struct FlowedTextTests {
  private static func render(_ body: String, parameters: String = "", width: Int = 40) -> String {
    MessageTextTests.render(
      "Content-Type: text/plain; format=flowed\(parameters)\n\n" + body, options: TextOptions(width: width))
  }

  @Test(arguments: [
    ("one \ntwo\n", "one two\n"),
    ("fixed\nlines\n", "fixed\nlines\n"),
    ("> quoted \n> on\n", "> quoted on\n"),
    ("> a \nb\n", "> a\nb\n"),
    (">> deep \n>> er\n> less\n", ">> deep er\n> less\n"),
    (" stuffed\n From here\n", "stuffed\nFrom here\n"),
    ("text \n-- \nname\n", "text\n--\nname\n"),
    ("\n\nafter blank lines\n", "\n\nafter blank lines\n"),
    ("a \n\nb\n", "a\nb\n"),
    (
      "word word word word word word word \nword word word word\n",
      "word word word word word word word word\nword word word\n"
    ),
  ])
  func paragraphsAreJoined(body: String, text: String) {
    #expect(
      Self.render(body).split(separator: "\n", omittingEmptySubsequences: false).map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
      }.joined(separator: "\n") == text)
  }

  @Test func delSpTakesTheBlankAway() {
    #expect(Self.render("日本 \n語\n", parameters: "; delsp=yes") == "日本語\n")
  }

  @Test func theSignatureKeepsItsBlank() {
    #expect(Self.render("text\n-- \nname\n") == "text\n-- \nname\n")
  }

  @Test func reflowingCanBeOff() {
    let text = MessageTextTests.render(
      "Content-Type: text/plain; format=flowed\n\none \ntwo\n", options: TextOptions(reflows: false))
    #expect(text == "one \ntwo\n")
  }
}
