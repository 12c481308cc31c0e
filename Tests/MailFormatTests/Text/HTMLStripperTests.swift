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
    ("a<!-->b<!--->c<!-- d --!>e<!--!>f-->g", "abceg\n"),
    ("<!--<!--<!--x", "x\n"),
    ("<!--a>b<!--c>d", "a>bc>d\n"),
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
    #expect(HTMLVisibility(style: Array(style.utf8)[...]).hidesText == isHidden)
  }

  private static func strip(_ html: String) -> String {
    String(decoding: HTMLStripper.strip(Array(html.utf8), width: 72), as: UTF8.self)
  }

  @Test(arguments: [
    ("font-size:0", true), ("font-size:0.1pt", true), ("font-size:.5px", true), ("font-size:1px", true),
    ("font:0/0 a", true), ("font: italic bold 0px/0 serif", true), ("font:700 12px/1 serif", false),
    ("font-size:8pt", false), ("font-size:.8em", false), ("font-size:1%", true), ("font-size:90%", false),
    ("font-size:small", false), ("display:none;display:block", false), ("display:none!important;display:block", true),
    ("opacity:.0", true), ("opacity:.5", false), ("max-height:0;overflow:hidden", true), ("max-height:0", false),
  ])
  func stylesHideText(style: String, isHidden: Bool) {
    #expect(HTMLVisibility(style: Array(style.utf8)[...]).hidesText == isHidden)
  }

  @Test(
    "what is inside may be seen again where it says so, unless nothing inside can be",
    arguments: [
      "<td style='font-size:0px'><div style='font-size:13px'>yes</div> no</td>yes",
      "<div style='font-size:0'><p>no</p><table><tr><td style='font-size:1em'>yes</table>no</div>yes",
      "<p style='visibility:hidden'>no<b style='visibility:visible'>yes</b>no</p>yes",
      "<div style='color:#fff;background:#fff'>no<p style='color:#000'>yes</div>yes",
      "<div style='display:none'>no<p style='display:block;font-size:20px'>no</p></div>yes",
      "<table><tr><td style='display:none'>no<table><tr><td>no</table>no<td>yes</table>",
      "<ul><li hidden>no<ul><li>no</ul>no<li>yes</ul>",
      "<div style='font-size:0'><span style='font-size:9pt'>yes</div>yes",
      "<span style='font-size:0'><div>no</div>no</span>yes",
      "<a style='mso-hide:all'>yes</a>",
    ])
  func hidingIsInherited(html: String) {
    let text = Self.strip(html)
    #expect(text.contains("yes"))
    #expect(!text.contains("no"))
  }

  @Test(arguments: [
    ".x{display:none}", "p.x{display:none}", "#i{visibility:hidden}", "p#i{font-size:0}", "p{font:0/0 a}",
    "h1, .x , h2 { color:red; max-height:0; overflow:hidden }", "<!-- .x{opacity:0} -->", "/* } */.x{display:none}",
    "@media screen{.x{display:none}}", "@media all { h1{color:red} .x{display:none} }", "P.x{DISPLAY:NONE}",
    "@import url(x);.x{display:none}", ".x{display:none} .x > b{display:block}", ".y{display:block}.x{display:none}",
    "@font-face{font-family:x}.x{display:none", "@media print{.x{display:block}} .x{display:none}",
  ])
  func styleSheetsHideText(css: String) {
    let text = "a<p id=i class='y x'>no</p>z"
    for html in ["<style>\(css)</style>" + text, text + "<style>\(css)</style>"] {
      #expect(Self.strip(html).filter { $0 != "\n" } == "az")
    }
  }

  @Test(arguments: [
    "@media print{.x{display:none}}", "@media (max-width:600px){.x{display:none}}", ".x b{display:none}",
    ".x:hover{display:none}",
    "div.x{display:none}", ".x.y{display:none}", "*{display:none}", ".X{display:none}", "[class]{display:none}",
    "p{display:none}.x{display:block}", ".x{display:block!important}#i{display:none}",
    ".x{display:none}.x{display:inline}",
    "@media screen and (max-width:9px){h1{color:red}.x{display:none}}", ".x{display:none;display:block}",
    "@supports (x:y){@media all{.x{display:none}}}", "body,html{display:none}", "x{}}", "{display:none}",
  ])
  func otherRulesHideNothing(css: String) {
    #expect(Self.strip("<style>\(css)</style>a<p id=i class='y x'>yes</p>z") == "a\n\nyes\n\nz\n")
    #expect(Self.strip("<style media=print>p{display:none}</style><p>yes</p>") == "yes\n")
  }

  @Test(
    "the later rule of equal weight decides on its own properties alone, in later sheets too",
    arguments: [
      ("body{margin:0} h1{color:red} .a{display:none}</style><style>.b{display:block}", true),
      (".a{display:none} .b{display:block} .a{color:red}", true),
      ("i{color:red} .a{display:block}</style><style>.b{display:none}", false),
      (".a{display:block} .b{display:none} .a{color:red}", false),
      (".a{display:none!important} .b{display:block} .a{display:block}", false),
      (".a{display:none} .b{color:red} .a{display:block}", true),
      (".a{display:none} .a{display:block!important} .a{display:none}", true),
    ])
  func theOrderOfRules(css: String, isShown: Bool) {
    let shown = Self.strip("<style>\(css)</style><p class='a b'>yes</p><p>end")
    #expect(shown == (isShown ? "yes\n\nend\n" : "end\n"))
  }

  @Test func aRepeatedRuleKeepsItsPlace() {
    let rules = String(repeating: ".a{color:red}.b{display:block}.a{width:1px}", count: 3000)
    #expect(Self.strip("<style>.a{display:none}\(rules)</style><p class='a b'>yes</p>") == "yes\n")
  }

  @Test(
    "what HTML itself closes hides nothing behind it",
    arguments: [
      "<table><tr><td><div style='display:none'>no</td><td>yes1</td></tr></table><p>yes2</p>",
      "<table><tr><td><span style='display:none'>no</td></tr><tr><td>yes1</td></tr></table>yes2",
      "<table><tr><td><span style='display:none'>no</tr><tr><td>yes1</td></tr></table>yes2",
      "<table><tr><td><b hidden>no</table>yes1<p>yes2",
      "<p><span style='display:none'>no</p><p>yes1</p>yes2",
      "<p style='display:none'>no<div>yes1</div>yes2",
      "<div><p><span hidden>no</div>yes1<p>yes2",
      "<ul><li><span hidden>no<li>yes1</ul>yes2",
      "<table><tr><td><div hidden>no<table><tr><td>no<td>no</table>no</td><td>yes1</table>yes2",
    ])
  func whatIsClosedHidesNoMore(html: String) {
    let text = Self.strip(html)
    #expect(text.contains("yes1") && text.contains("yes2"))
    #expect(!text.contains("no"))
  }

  @Test(
    "tags inside of what is hidden do not end it",
    arguments: [
      "<table><tr><td><div hidden>no<table><tr><td>no</td>no</tr></table>no</div>yes</table>",
      "<p>a<section hidden>no<p>no</p>no<div>no</div>no</section>yes",
      "<div><div hidden>no<div>no<ul><li>no</ul>no</div>no</p>no</div>yes</div>",
      "<ul><li hidden>no<p>no<ul><li>no</ul>no</p>no</ul>yes",
    ])
  func whatIsInsideStaysHidden(html: String) {
    let text = Self.strip(html)
    #expect(text.contains("yes") && !text.contains("no"))
  }

  @Test func deepHiddenElementsStayHidden() {
    let html = "<div hidden>" + String(repeating: "<div>", count: 3000) + String(repeating: "no</div>", count: 3000)
    #expect(Self.strip("<div>a" + html + "no</div>z</div>").filter { $0 != "\n" } == "az")
  }

  @Test func anInlineStyleHasTheLastWord() {
    #expect(Self.strip("<style>.x{display:none}</style><p class=x style='display:block'>yes</p>") == "yes\n")
    #expect(Self.strip("<style>.x{display:none!important}</style><p class=x style='display:block'>no</p>z") == "z\n")
  }

  @Test func behindTooManyElementsTheTextAloneIsShown() {
    let cells = HTMLCleaner.Bounds.document + 1000
    let cleaned = HTMLCleaner.clean(Array((String(repeating: "<hr>", count: cells) + "<p>the<p>end").utf8))
    let tags = cleaned.count { $0 == UInt8(ascii: "<") }
    #expect(tags <= HTMLCleaner.Bounds.document + 2)
    let text = String(decoding: cleaned.suffix(1200), as: UTF8.self)
    #expect(text.contains("[-- Too many elements: the rest is shown without its layout --]"))
    #expect(text.hasSuffix("the end"))
  }

  @Test(
    "pieces are bounded whatever a document consists of", arguments: ["<br>", "<p>", "<img alt=x>", "x", "x ", "&amp;"])
  func floodsComeInPieces(unit: String) {
    var cleaner = HTMLCleaner(Array(String(repeating: unit, count: (5 << 17) / unit.utf8.count).utf8))
    var pieces = 0
    while let piece = cleaner.next() {
      pieces += 1
      #expect(piece.count < HTMLCleaner.Bounds.piece * 3 / 2 + (64 << 10))
      #expect(piece.count { $0 == UInt8(ascii: "<") } < HTMLCleaner.Bounds.elements * 2 * 3 / 2 + 1000)
      #expect(!piece.suffix(5).elementsEqual("&amp".utf8))
    }
    #expect(pieces > 1)
  }
}
