import MailBytes
import Testing

struct TerminalTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\u{1b}[2Jb", "a\u{241b}[2Jb"), ("\u{7}\u{8}\u{0}\u{7f}", "\u{2407}\u{2408}\u{2400}\u{2421}"),
    ("a\nb\tc\rd", "a\u{240a}b c\u{240d}d"), ("\u{9b}31m", "\u{fffd}31m"), ("a\u{202e}b\u{2066}", "a\u{fffd}b\u{fffd}"),
    ("pay\u{200b}pal\u{feff}\u{ad}", "paypal"), ("a\u{e0041}b", "ab"), ("\u{2028}x", "\u{240a}x"),
    ("\u{85}", "\u{fffd}"),
    ("a\u{200d}b", "ab"), ("\u{1f468}\u{200d}\u{1f469}", "\u{1f468}\u{200d}\u{1f469}"),
    ("Gr\u{fc}\u{df}e", "Gr\u{fc}\u{df}e"),
    ("\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}"),
    ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
    ("x\u{fe0f}", "x"),
  ])
  func cleansValues(_ foreign: String, _ expected: String) {
    #expect(TerminalText(cleaning: foreign).string == expected)
    #expect((TerminalText("[") + "\(foreign)" + "]").string == "[" + expected + "]")
  }

  @Test func keepsLinesWhereAsked() {
    #expect(TerminalText(cleaningLines: Array("a\r\nb\tc\rd\u{1b}\n".utf8)).string == "a\nb\tc\u{240d}d\u{241b}\n")
    let body = Array("x\n\u{1b}".utf8)
    #expect(("\u{1b}[1m\(lines: body)" as TerminalText).string == "\u{1b}[1mx\n\u{241b}")
  }

  @Test func nothingThatActsGetsOutOfRandomBytes() {
    var noise = Noise(31)
    for round in 0..<3000 {
      let alphabet: [UInt8] = round % 2 == 0 ? [] : [0xc2, 0xe2, 0x80, 0xae, 0x9b, 0x1b, 0x0a, 0xf3, 0xa0, 0x81, 0x41]
      let bytes = noise.bytes(Int.random(in: 0...60, using: &noise), of: alphabet)
      for lines in [false, true] {
        let text = lines ? TerminalText(cleaningLines: bytes) : TerminalText(cleaning: bytes)
        #expect(UTF8Text.isValid(text.bytes))
        for scalar in text.string.unicodeScalars {
          let value = scalar.value
          if value == 10 || value == 9 { #expect(lines) } else { #expect(value >= 0x20 && value != 0x7f) }
          #expect(!(0x80...0x9f).contains(value))
          #expect(!(0x202a...0x202e).contains(value) && !(0x2066...0x2069).contains(value))
        }
        for byte in text.asciiBytes { #expect(byte < 0x7f && (byte >= 0x20 || byte == 10 || byte == 9)) }
      }
    }
  }

  @Test func fits() {
    let text = TerminalText(cleaning: "ab\u{65e5}\u{672c}c")
    #expect(text.columns() == 7)
    #expect(text.truncated(toColumns: 5).string == "ab\u{65e5}")
    #expect(text.fitted(toColumns: 5).string == "ab\u{65e5} ")
    #expect(text.padded(toColumns: 9).string == "ab\u{65e5}\u{672c}c  ")
    #expect(TerminalText("7").padded(toColumns: 3, alignedRight: true).string == "  7")
    #expect(("n \(12, width: 4)" as TerminalText).string == "n   12")
    #expect(TerminalText(cleaning: "a\u{1b}\u{e4}\u{7f}").asciiBytes == Array("a^[?^?".utf8))
  }
}
