import MailBytes
import Testing

@Suite(.serialized)
struct QuotedPrintableTests {
  private func encoded(_ text: String) -> String {
    String(decoding: QuotedPrintable.encode(Array(text.utf8)), as: UTF8.self)
  }

  private func decoded(_ text: String) -> String {
    String(decoding: QuotedPrintable.decode(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("a\n", "a\n"), ("a", "a=\n"), ("Gr\u{fc}\u{df}e = ja\n", "Gr=C3=BC=C3=9Fe =3D ja\n"),
    ("a \n", "a=20\n"), ("a\t\n", "a=09\n"), ("a ", "a=20=\n"), ("a\r\n", "a=0D\n"), ("From x\n", "=46rom x\n"),
    ("Fred\n", "Fred\n"), (".\n", "=2E\n"), (".x\n", ".x\n"), ("a\0b\n", "a=00b\n"), ("-- \n", "--=20\n"),
    ("\n\n", "\n\n"), ("\u{c}\n", "=0C\n"), ("a\tb c\n", "a\tb c\n"),
  ])
  func encodesText(_ text: String, _ expected: String) {
    #expect(encoded(text) == expected)
    #expect(decoded(expected) == text)
  }

  @Test(arguments: [
    ("a=\nb", "ab"), ("a= \t\nb", "ab"), ("a=\r\nb", "ab"), ("a  \nb", "a  \nb"), ("a \t\r\nb", "a \t\r\nb"),
    ("=e4=C3", "\u{fffd}\u{fffd}"),
    ("=c3=a4", "\u{e4}"), ("=zz", "=zz"), ("=3", "=3"), ("a=", "a"), ("a= ", "a"), ("=20\n", " \n"), ("a =\nb", "a b"),
    ("=\n", ""), ("==41", "=A"), ("=4=41", "=4A"), ("x=3D=", "x="), ("end  ", "end  "),
  ])
  func decodesWithTolerance(_ text: String, _ expected: String) {
    #expect(decoded(text) == expected)
  }

  @Test func roundTripsAtEachLevelInPieces() {
    defer { Kernels.limitLevel(to: 2) }
    var noise = Noise(21)
    let alphabets: [[UInt8]] = [[], Array("abc def \t\nF.=From \r".utf8), Array(" \n=".utf8), Array("aaaaaaa \n".utf8)]
    for level in [0, 2] {
      Kernels.limitLevel(to: level)
      for round in 0..<200 {
        let bytes = noise.bytes(Int.random(in: 0...600, using: &noise), of: alphabets[round % alphabets.count])
        for mode in [QuotedPrintableEncoder.Mode.text, .binary] {
          var encoder = QuotedPrintableEncoder(mode: mode)
          var output: [UInt8] = []
          let piece = Int.random(in: 1...100, using: &noise)
          for start in stride(from: 0, to: bytes.count, by: piece) {
            encoder.encode(bytes.span.extracting(start..<min(start + piece, bytes.count)), into: &output)
          }
          encoder.finish(into: &output)
          #expect(QuotedPrintable.decode(output) == bytes)
          for line in output.split(separator: 10, omittingEmptySubsequences: false) {
            #expect(line.count <= 76)
            #expect(!line.starts(with: Array("From ".utf8)))
            #expect(line != [0x2e])
            #expect(line.last != 0x20 && line.last != 9)
          }
          var decoder = QuotedPrintableDecoder()
          var decoded: [UInt8] = []
          for start in stride(from: 0, to: output.count, by: piece) {
            decoder.decode(output.span.extracting(start..<min(start + piece, output.count)), into: &decoded)
          }
          decoder.finish(into: &decoded)
          #expect(decoded == bytes)
        }
      }
    }
  }

  @Test func piecesOfDirtyTextMakeTheSameAsTheWhole() {
    var noise = Noise(22)
    for _ in 0..<400 {
      let bytes = noise.bytes(Int.random(in: 0...80, using: &noise), of: Array("a =\n\r\t4A".utf8))
      let whole = QuotedPrintable.decode(bytes)
      for piece in [1, 2, 3, 11] {
        var decoder = QuotedPrintableDecoder()
        var decoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
          decoder.decode(bytes.span.extracting(start..<min(start + piece, bytes.count)), into: &decoded)
        }
        decoder.finish(into: &decoded)
        #expect(decoded == whole, "\(bytes) in pieces of \(piece)")
      }
    }
  }

  @Test func blanksWithoutEndAreNotHeld() {
    var decoder = QuotedPrintableDecoder()
    var decoded: [UInt8] = []
    let blanks = [UInt8](repeating: 0x20, count: 1000)
    for _ in 0..<100 { decoder.decode(blanks.span, into: &decoded) }
    #expect(decoded.count > 90_000)
  }
}
