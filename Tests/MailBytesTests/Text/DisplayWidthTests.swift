import MailBytes
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("\u{e4}", 1), ("a\u{308}", 1), ("\u{65e5}\u{672c}", 4), ("\u{ff21}", 2), ("\u{1f600}", 2),
    ("\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", 2), ("\u{1f44d}\u{1f3fd}", 2), ("\u{1f1e9}\u{1f1ea}", 2),
    ("\u{1f1e9}\u{1f1ea}\u{1f1eb}\u{1f1f7}", 4), ("\u{2764}\u{fe0f}", 2), ("\u{2764}", 1), ("1\u{fe0f}\u{20e3}", 2),
    ("\u{1b}[1mab\u{1b}[0m", 2), ("\u{ac00}", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("a\u{300}\u{301}\u{302}b", 2),
    ("\u{5d0}\u{5b0}", 1), ("\u{e01}\u{e34}", 1), ("\u{3042}\u{3099}", 2),
  ])
  func counts(_ text: String, _ expected: Int) { #expect(DisplayWidth.columns(of: Array(text.utf8)) == expected) }

  @Test(
    "A line that fits even where the pieces of a cluster are drawn one behind the other",
    arguments: [
      ("ab\u{1f44d}\u{1f3fd}cd", 5, "ab"), ("ab\u{1f44d}\u{1f3fd}cd", 7, "ab\u{1f44d}\u{1f3fd}c"),
      ("\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}x", 5, ""), ("a\u{308}b\u{301}c", 2, "a\u{308}b\u{301}"),
      ("\u{1b}[1m\u{e9}b", 1, "\u{1b}[1m\u{e9}"), ("\u{65e5}\u{672c}", 3, "\u{65e5}"),
      ("\u{2764}\u{fe0f}\u{2764}\u{fe0f}", 3, "\u{2764}\u{fe0f}"),
    ])
  func drawnApart(_ text: String, _ columns: Int, _ expected: String) {
    let bytes = Array(text.utf8)
    let cut = DisplayWidth.prefix(of: bytes.span, fitting: columns, drawnApart: true)
    #expect(Array(bytes[..<cut.end]) == Array(expected.utf8) && cut.columns <= columns)
  }

  @Test func neverTrapsAndCutsBetweenCharacters() {
    var noise = Noise(41)
    for _ in 0..<3000 {
      let bytes = noise.bytes(
        Int.random(in: 0...30, using: &noise), of: [0x1b, 0x5b, 0x41, 0xf0, 0x9f, 0x98, 0x80, 0xe2, 0x8d, 0xcc, 0x88])
      let whole = DisplayWidth.columns(of: bytes)
      for columns in 0...5 {
        let cut = DisplayWidth.prefix(of: bytes.span, fitting: columns)
        #expect(cut.columns <= columns && cut.end <= bytes.count)
        #expect(cut.end == bytes.count || cut.columns <= whole)
      }
    }
  }

  @Test func knowsLettersAsTheTableDoes() {
    let table = BuiltInWidths()
    for value in UInt32(0xa0)...0xffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(DisplayWidth.columns(of: Array(String(scalar).utf8)) == table.columns(of: scalar))
    }
  }

  @Test func cutsBetweenClusters() {
    var noise = Noise(31)
    let pieces = ["a", "1", " ", "ä", "Ж", "日", "か", "\u{301}", "\u{200d}", "\u{fe0f}", "\u{20e3}", "😀", "\u{1b}[1m"]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &noise)).map { _ in pieces.randomElement(using: &noise) ?? "" }
      let bytes = Array(text.joined().utf8) + (Bool.random(using: &noise) ? [0xd0] : [])
      for columns in 0...14 {
        var end = 0
        var total = 0
        while end < bytes.count {
          let cluster = DisplayWidth.cluster(in: bytes.span, at: end)
          if total + cluster.columns > columns { break }
          total += cluster.columns
          end = cluster.end
        }
        let cut = DisplayWidth.prefix(of: bytes.span, fitting: columns)
        #expect(cut.end == end && cut.columns == total, "\(bytes) \(columns)")
      }
    }
  }
}
