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

  @Test func aLargeDocumentComesInPieces() {
    let row = "<tr><td>cell</td><td><b>bold</b></td></tr>"
    let html = "<table><blockquote>" + String(repeating: row, count: 5000) + "<p>the end"
    var cleaner = HTMLCleaner(Array(html.utf8))
    var pieces = 0
    while let piece = cleaner.next() {
      pieces += 1
      #expect(piece.count < HTMLCleaner.Bounds.piece * 5 / 4 + 8192)
    }
    #expect(pieces > 1)
    let text = String(decoding: HTMLStripper.strip(Array(html.utf8), width: 72), as: UTF8.self)
    #expect(text.split(separator: " ").count(where: { $0.contains("cell") }) == 5000)
    #expect(text.contains("the end"))
  }

  @Test func whatIsHiddenStaysHiddenOverTheBordersOfPieces() {
    let html = "a<div hidden>" + String(repeating: "<p>secret</p>", count: 30_000) + "</div>z"
    #expect(String(decoding: HTMLStripper.strip(Array(html.utf8), width: 72), as: UTF8.self) == "az\n")
    let script = String(repeating: "x<br>", count: 60_000) + "<script>" + String(repeating: "<b>no", count: 60_000)
    #expect(!HTMLStripper.strip(Array(script.utf8), width: 72).contains(UInt8(ascii: "n")))
  }

  @Test(arguments: [
    ("color: white; background: #FFF", true), ("color:#ffffff;background-color:white", true),
    ("color:transparent", true), ("color:#000; background-color: black !important", true),
    ("color:white", false), ("color:white;background:#333", false), ("background:white", false),
    ("color:inherit;background:inherit", false), ("color:#fff;background:url(x.png)", false),
  ])
  func textInTheColourOfItsBackgroundIsHidden(style: String, isHidden: Bool) {
    #expect(HTMLVisibility.hides(style: Array(style.utf8)) == isHidden)
  }
}
