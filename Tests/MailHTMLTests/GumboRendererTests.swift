import MailFormat
import MailHTML
import Testing

@Suite struct GumboRendererTests {
  /// The library may be missing where the tests run; then there is nothing to compare.
  private static func render(_ html: String, width: Int = 72) -> String? {
    GumboRenderer().render(Array(html.utf8), width: width).map { String(decoding: $0, as: UTF8.self) }
  }

  static let isInstalled = render("<p>x") != nil

  @Test(
    .enabled(if: isInstalled),
    arguments: [
      ("<p>One</p><p>two &amp; three &euro;</p>", "One\n\ntwo & three \u{20ac}\n"),
      ("<h1>Title</h1>text", "Title\n=====\n\ntext\n"),
      ("<h2>Sub</h2><h3>Subsub</h3>text", "Sub\n---\n\nSubsub\n\ntext\n"),
      ("a<br>b<br/>c", "a\nb\nc\n"),
      ("a<br><br><br><br>b<p><br></p><p>c", "a\n\nb\n\nc\n"),
      ("<ul><li>one<li>two<ul><li>deep</ul></ul>after", "* one\n* two\n  * deep\n\nafter\n"),
      ("<ol start=9><li>nine</li><li>ten</li></ol>", "9. nine\n10. ten\n"),
      ("<blockquote>said<blockquote>before</blockquote></blockquote>x", "> said\n>\n> > before\n\nx\n"),
      ("<pre>  two\n    four</pre>", "  two\n    four\n"),
      (
        "<a href='https://e.example/a'>here</a> and <a href='https://e.example/b'>there</a>",
        """
        here[1] and there[2]

        [1] https://e.example/a
        [2] https://e.example/b

        """
      ),
      ("<a href='https://e.example/'>https://e.example</a>", "https://e.example\n"),
      ("<a href='mailto:a@e.example'>a@e.example</a>", "a@e.example\n"),
      ("<a href='javascript:alert(1)'>click</a>", "click\n"),
      ("<a href=' java\nscript:alert(1)'>click</a>", "click\n"),
      ("<a href='data:text/html,x'>click</a>", "click\n"),
      ("<img alt='A logo' src='http://e.example/x.png'>", "[A logo]\n"),
      ("<img src='http://e.example/pixel.gif' width=1 height=1 alt=x>t", "t\n"),
      ("<style>p{color:red}</style><script>alert(1)</script>shown", "shown\n"),
      ("<title>no</title>shown", "shown\n"),
      (
        "<table><tr><th>Name</th><th>Sum</th></tr><tr><td>Bolts</td><td>12</td></tr></table>", "Name   Sum\nBolts  12\n"
      ),
      ("<table><tr><td><table><tr><td>inner</td></tr></table></td></tr></table>", "inner\n"),
      ("<table><tr><td>one cell</td></tr></table>", "one cell\n"),
      ("a <b>bold</b> <i>word</i><span>s</span>", "a bold words\n"),
      ("<hr>", "--------------------\n"),
      ("unclosed <b>tag <p>and more", "unclosed tag\n\nand more\n"),
      ("5 < 6 && 7 > 3", "5 < 6 && 7 > 3\n"),
      ("<!-- comment -->x<!-- a > b -->y", "xy\n"),
      ("", ""),
    ])
  func htmlBecomesText(html: String, text: String) {
    #expect(Self.render(html, width: html == "<hr>" ? 20 : 72) == text)
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [
      "<div style='display:none'>no</div>yes", "<span style='font-size:0px'>no</span>yes",
      "<p style='visibility: hidden'>no</p>yes", "<p hidden>no</p>yes", "<font style='FONT-SIZE: 0'>no</font>yes",
      "<div style='opacity:0;color:white'>no<div>no</div></div>yes",
      "<style>.x{display:none}</style><b class=x>no</b>yes",
      "<div style='max-height:0;overflow:hidden'>no</div>yes", "<p style='display:none'>no<p>yes",
      "<table><tr><td style='display:none'>no<td>yes</table>", "<div style='display:none'><p>no</div>yes",
    ])
  func hiddenTextStaysHidden(html: String) throws {
    let text = try #require(Self.render(html))
    #expect(text.contains("yes"))
    #expect(!text.contains("no"))
  }

  @Test(.enabled(if: isInstalled)) func longLinesAreWrappedAtTheWidth() throws {
    let html = "<p>" + String(repeating: "word ", count: 100) + "</p><p>" + String(repeating: "漢", count: 100)
    let text = try #require(Self.render(html, width: 40))
    for line in text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 40) }
    #expect(text.split(separator: "\n").filter { $0.contains("漢") }.count == 5)
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [
      String(repeating: "<div>", count: 20_000) + "inside", String(repeating: "<b><i>", count: 3000) + "inside",
      String(repeating: "<table><tr><td>", count: 3000) + "inside",
      String(repeating: "<blockquote>", count: 3000) + "inside",
      String(repeating: "<font size=1><p>", count: 3000) + "inside",
      String(repeating: "<li>", count: 3000) + "inside",
      String(repeating: "<ul><li>", count: 3000) + "inside",
      String(repeating: "<a href=x>", count: 3000) + "inside",
      String(repeating: "<!--", count: 300_000) + "inside", String(repeating: "<!--x--", count: 200_000) + "inside",
      String(repeating: "<!-- --!>", count: 100_000) + "inside",
      "<pre>" + String(repeating: "\t", count: 500_000) + "inside",
      "<p title=\"" + String(repeating: "x", count: 500_000) + "\">inside",
      "<p " + String(repeating: "a=b ", count: 50_000) + ">inside",
      String(repeating: "</p>", count: 20_000) + "inside",
      String(repeating: "<p style='display:none'>", count: 3000) + "<p>inside",
      String(repeating: "<select><option>", count: 20_000) + "inside",
      String(repeating: "<svg><math>", count: 20_000) + "</math></svg>inside",
      String(repeating: "&", count: 50_000) + "inside", String(repeating: "<", count: 50_000) + " inside",
    ])
  func hostileNestingIsBounded(html: String) throws {
    let text = try #require(Self.render(html))
    #expect(text.contains("inside"))
    #expect(text.utf8.count < max(html.utf8.count * 2, 1000))
  }

  @Test(.enabled(if: isInstalled)) func controlsInEntitiesComeAsCharactersForTheTerminalFilter() throws {
    let text = try #require(Self.render("a&#27;[31mb&#155;c"))
    #expect(!text.contains("&#27;"))
  }

  @Test(.enabled(if: isInstalled)) func aLargeDocumentIsReadInPieces() {
    let row = "<tr><td>left</td><td>right</td></tr>"
    let html =
      "<table>" + String(repeating: row, count: 6000) + "</table><blockquote>"
      + String(repeating: "<p>word <a href='http://e.example/x'>link</a></p>", count: 3000) + "</blockquote>done"
    let text = Self.render(html) ?? ""
    #expect(text.split(separator: "\n").count(where: { $0 == "left  right" }) == 6000)
    #expect(text.split(separator: "\n").count(where: { $0 == "> word link[1]" }) == 3000)
    #expect(text.hasSuffix("done\n\n[1] http://e.example/x\n"))
  }
}
