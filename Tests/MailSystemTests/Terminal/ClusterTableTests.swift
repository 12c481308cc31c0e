import MailBytes
import Testing

@testable import MailSystem

/// What stands in the line editor for clusters.
@Suite struct ClusterTableTests {
  private final class Meanings { var all: [Unicode.Scalar: [UInt8]] = [:] }

  private func table(_ meanings: Meanings, count: UInt32 = 100) -> ClusterTable {
    let widths = BuiltInWidths()
    var table = ClusterTable(
      narrow: .init(first: 0xe000, count: count), wide: .init(first: 0x30000, count: count), widths: widths,
      assumed: { widths.columns(of: $0) })
    table.define = { meanings.all[$0] = $1 }
    return table
  }

  private func expanded(_ text: [UInt8], _ meanings: Meanings) -> String {
    var result: [UInt8] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      result += meanings.all[scalar] ?? Array(String(scalar).utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", 5), ("naïve 日本", 8), ("e\u{301}o", 2), ("👨‍👩‍👧‍👦!", 2), ("👍🏽", 1), ("🇩🇪🇫🇷", 2), ("❤️x", 2), ("1️⃣", 1),
    ("\u{e0b0}\u{30000}", 2), ("🏴‍☠️ ok", 4), ("", 0),
  ]) func oneCharacterForEach(_ text: String, _ count: Int) {
    let meanings = Meanings()
    var table = table(meanings)
    let held = table.contract(Array(text.utf8))
    #expect(String(decoding: held, as: UTF8.self).unicodeScalars.count == count)
    #expect(expanded(held, meanings) == text)
    #expect(DisplayWidth.columns(of: held) == DisplayWidth.columns(of: Array(text.utf8)))
    #expect(table.contract(Array(text.utf8)) == held, "the same stands for the same")
  }

  @Test(arguments: ["v\u{9b}31m", "a\u{202e}b", "e\u{7f}"]) func noControlIsHiddenInACluster(_ text: String) {
    let meanings = Meanings()
    var table = table(meanings)
    #expect(table.contract(Array(text.utf8)) == Array(text.utf8))
    #expect(meanings.all.isEmpty)
  }

  @Test func whatDoesNotFitStaysAsItIs() {
    let meanings = Meanings()
    var table = table(meanings, count: 1)
    let text = "👍🏽👍🏿e\u{301}o\u{301}"
    #expect(expanded(table.contract(Array(text.utf8)), meanings) == text)
    #expect(meanings.all.count == 2)
  }

  @Test(
    arguments: [
      ("\u{301}", true), ("\u{200d}", true), ("\u{fe0f}", true), ("\u{1f3fd}", true), ("\u{1f1e9}", true),
      ("\u{e000}", true),
      ("ö", false), ("日", false), ("👍", false), ("a", false),
    ] as [(Unicode.Scalar, Bool)])
  func whatIsLookedAtWhenTyped(_ scalar: Unicode.Scalar, _ isSpecial: Bool) {
    #expect(table(Meanings()).isSpecial(scalar) == isSpecial)
  }
}
