import MailFormat
import Testing

/// Text that a program coloured for a terminal.
@Suite struct ANSITextTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1b}[31mred\u{1b}[0m", "red"), ("\u{1b}[1;38;5;200mx\u{1b}[K\u{1b}[2Jy", "xy"),
    ("\u{1b}]0;title\u{7}x", "x"), ("\u{1b}]8;;http://h/\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
    ("\u{1b}", "\u{1b}"), ("\u{1b}[", "\u{1b}["), ("\u{1b}[31", "\u{1b}[31"), ("a\u{1b}\u{1c}b", "a\u{1b}\u{1c}b"),
    ("\u{1b}[31mred\u{1b}(B\u{1b}[m x", "red x"), ("\u{1b}[31mred\u{1b}[m\u{1b}(B x", "red x"),
    ("\u{1b}[31mred\u{1b}[m\u{f} x", "red x"), ("a\u{1b}(Bb", "a\u{1b}(Bb"), ("\u{f}", "\u{f}"),
    ("\u{1b}[1m\u{1b}$B$\"\u{1b}(B\u{1b}[m", "\u{1b}$B$\"\u{1b}(B"),
    ("\u{1b}]never ended\nx", "\u{1b}]never ended\nx"), ("\u{1b}\u{1b}[mx", "\u{1b}x"),
  ]) func codesGo(text: String, plain: String) {
    #expect(String(decoding: ANSIText.plain(Array(text.utf8)), as: UTF8.self) == plain)
    #expect(ANSIText.hasCodes(Array(text.utf8)) == (text != plain))
  }

  @Test(arguments: [
    ("\u{1b}[31mr\u{1b}[0m", "<span style=\"color:#cd0000\">r</span>"),
    (
      "\u{1b}[1;4mr\u{1b}[22mx",
      "<span style=\"font-weight:bold;text-decoration:underline\">r</span>"
        + "<span style=\"text-decoration:underline\">x</span>"
    ),
    ("\u{1b}[38;2;1;2;300mr", "<span style=\"color:#0102ff\">r</span>"),
    ("\u{1b}[48;5;232mr", "<span style=\"background-color:#080808\">r</span>"),
    ("\u{1b}[7mr", "<span style=\"color:#ffffff;background-color:#000000\">r</span>"),
    ("\u{1b}[38;5mr", "r"), ("\u{1b}[99999999999999999999mr", "r"), ("<&>\u{1b}[m", "&lt;&amp;&gt;"),
  ]) func coloursStay(text: String, inside: String) {
    let html = String(decoding: ANSIText.html(Array(text.utf8)), as: UTF8.self)
    #expect(html.contains("<pre>" + inside + "</pre>"), "\(html)")
  }

  @Test func noTextTraps() {
    var seed: UInt64 = 7
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(Array("\u{1b}[]0123456789;:mK\u{7}\\x\n".utf8)[Int(seed >> 33) % 20])
      }
      _ = ANSIText.html(bytes)
      #expect(ANSIText.plain(bytes).count <= bytes.count)
    }
  }
}
