import MailBytes
import MailFormat
import Testing

/// A converter of one charset that tells which pieces it was given.
final class PieceConverter: CharsetConverter {
  var pieces: [[UInt8]] = []

  func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]? {
    guard charset == "CP932" || charset == "GB18030" else { return nil }
    pieces.append(bytes)
    return Array("<".utf8) + bytes.filter { $0 < 0x80 } + Array(">".utf8)
  }

  func encode(_ text: [UInt8], to charset: String) -> [UInt8]? { nil }
}

@Suite struct EncodedWordTests {
  private func decode(_ text: String) -> String {
    String(decoding: EncodedWord.parse(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("  plain  ", "plain"),
    ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    ("=?UTF-8?q?Gr=c3=bc=c3=9fe?=", "Grüße"),
    ("=?utf-8?B?R3LDvMOfZQ==?=", "Grüße"),
    ("=?utf-8?b?R3LDvMOfZQ?=", "Grüße"),
    ("=?utf-8?B?R3LD vMOf ZQ==?=", "Grüße"),
    ("=?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
    ("=?iso-8859-1?Q?=93q=94?=", "“q”"),
    ("=?us-ascii?Q?a_b?=", "a b"),
    ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"),
    ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
    ("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=", "ä"),
    ("=?utf-8?B?w6Q=?= =?iso-8859-1?Q?=E4?=", "ää"),
    ("=?utf-8*en?Q?gr=C3=BCn?=", "grün"),
    ("=?utf-8?Q?has space?=", "has space"),
    ("=?utf-8?Q?what??=", "what?"),
    ("=?utf-8?Q??=", ""),
    ("pre=?utf-8?Q?=C3=A4?=post", "preäpost"),
    ("=?utf-8?Q?bad=ZZ=4?=", "bad=ZZ=4"),
    ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
    ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"),
    ("=?utf-8?Q?first =?utf-8?Q?second?=", "=?utf-8?Q?first second"),
    ("=?", "=?"), ("=??=", "=??="), ("=???=", "=???="), ("=????=", "=????="),
    ("=?utf-8?Q?line=0Aend=0D=0A?=", "line end"),
    ("=?utf-8?Q?nul=00?=", "nul\u{FFFD}"),
    ("=?utf-8?Q?=FF=FE?=", "\u{FFFD}\u{FFFD}"),
    ("Grüße", "Grüße"),
  ])
  func words(_ text: String, _ expected: String) {
    #expect(decode(text) == expected)
  }

  @Test func rawBytesAreReadAsTheFallback() {
    let raw: [UInt8] = [0x47, 0x72, 0xFC, 0xDF, 0x65]
    #expect(EncodedWord.parse(raw) == Array("Grüße".utf8))
    #expect(EncodedWord.decode(raw, using: CharsetDecoder(fallback: .ascii)).starts(with: [0x47, 0x72, 0xEF]))
  }

  @Test func unknownCharsetsAreShownWithMarks() {
    #expect(decode("=?x-nobody?Q?ascii_=E4_stays?=") == "ascii \u{FFFD} stays")
    #expect(decode("=?x-nobody?Q?=C3=A4?=") == "ä")
  }

  @Test func wordsOfOneCharsetAreJoinedAsBytes() {
    let converter = PieceConverter()
    let text = "=?gb2312?B?xOM=?= =?gb2312?B?usM=?= =?gbk?B?xOM=?="
    _ = EncodedWord.decode(Array(text.utf8), using: CharsetDecoder(converter: converter))
    #expect(converter.pieces == [[0xC4, 0xE3, 0xBA, 0xC3, 0xC4, 0xE3]])
  }

  @Test func charsetsWithShiftStatesAreDecodedWordByWord() {
    let converter = PieceConverter()
    let text = "=?iso-2022-jp?B?GyRCN28bKEI=?= =?iso-2022-jp?B?GyRCN28bKEI=?="
    _ = EncodedWord.decode(Array(text.utf8), using: CharsetDecoder(converter: converter))
    #expect(converter.pieces.count == 2)
  }

  @Test func manyWordsAreLinear() {
    let words = Array(repeating: "=?utf-8?Q?=C3=A4?=", count: 50_000).joined(separator: " ")
    #expect(decode(words).utf8.count <= 100_000)
    #expect(decode(String(repeating: "=?", count: 200_000)).utf8.count == 400_000)
    #expect(decode(String(repeating: "=?a?q?", count: 50_000)).utf8.count == 300_000)
  }
}
