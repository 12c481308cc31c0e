import MailBytes
import MailSystem
import Testing

@Suite struct SystemCharacterWidthsTests {
  /// The same with the library and without.
  @Test(
    arguments: [
      ("\u{e4}", 1), ("\u{301}", 0), ("\u{65e5}", 2), ("\u{ac00}", 2), ("\u{200d}", 0), ("\u{1f600}", 2),
      ("\u{fe0f}", 0),
      ("\u{448}", 1), ("\u{5d0}", 1), ("\u{ff21}", 2), ("\u{10ffff}", 1),
    ] as [(Unicode.Scalar, Int)])
  func widths(scalar: Unicode.Scalar, columns: Int) {
    #expect(BuiltInWidths().columns(of: scalar) == columns)
    if scalar != "\u{10ffff}" { #expect(SystemCharacterWidths().columns(of: scalar) == columns) }
  }

  @Test func textIsMeasuredAlike() {
    let widths = SystemCharacterWidths()
    for text in ["plain", "Gr\u{fc}\u{df}e", "\u{65e5}\u{672c}\u{8a9e}", "e\u{301}", "\u{1f468}\u{200d}\u{1f469}"] {
      let bytes = Array(text.utf8)
      #expect(DisplayWidth.columns(of: bytes, widths: widths) == DisplayWidth.columns(of: bytes))
    }
  }
}
