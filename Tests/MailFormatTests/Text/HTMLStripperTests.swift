import MailFormat
import Testing

@Suite struct HTMLStripperTests {
  @Test(arguments: [
    ("<p>One</p><p>two &amp; three &euro; &#228; &#xe4;</p>", "One\n\ntwo & three \u{20ac} \u{e4} \u{e4}\n"),
    ("<style>x</style><script>alert('</p>')</script>shown<!-- no -->", "shown\n"),
    ("a<br>b", "a\nb\n"),
    ("<ul><li>one<li>two</ul>", "* one\n* two\n"),
    ("<blockquote>said</blockquote>x", "> said\n\nx\n"),
    ("<div style='display:none'>no</div>yes", "yes\n"),
    ("<a href=\"x>y\">link</a>", "link\n"),
    ("5 < 6 & 7", "5 < 6 & 7\n"),
    ("<img src=x alt='A logo'>", "[A logo]\n"),
    ("<title>no</title>t", "t\n"),
    ("<p title=\"unclosed>shown", "shown\n"),
    ("<!-- unclosed", "unclosed\n"),
    ("<", "<\n"),
    ("</", "</\n"),
    ("<a", ""),
    ("&#0;&#xD800;&unknown;", "\u{fffd}\u{fffd}&unknown;\n"),
  ])
  func tagsAreTakenOut(html: String, text: String) {
    #expect(String(decoding: HTMLStripper.strip(Array(html.utf8), width: 72), as: UTF8.self) == text)
  }

  @Test func cleaningBoundsDepthAndAttributes() {
    let deep = HTMLCleaner.clean(Array(String(repeating: "<div>", count: 10_000).utf8) + Array("in".utf8))
    #expect(deep.count <= HTMLCleaner.Bounds.depth * 5 + 2)
    let wide = HTMLCleaner.clean(Array(("<a href=\"" + String(repeating: "x", count: 100_000) + "\">in").utf8))
    #expect(wide.count < HTMLCleaner.Bounds.attribute + 100)
  }
}
