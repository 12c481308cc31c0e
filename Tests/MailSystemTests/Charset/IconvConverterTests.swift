import MailSystem
import Testing

@Suite struct IconvConverterTests {
  private let converter = IconvConverter()

  private func decoded(_ bytes: [UInt8], _ charset: String) -> String? {
    converter.decode(bytes, from: charset).map { String(decoding: $0, as: UTF8.self) }
  }

  static let known: [(String, [UInt8], String)] = [
    ("KOI8-R", [0xf0, 0xd2], "\u{41f}\u{440}"),
    ("GB18030", [0xc4, 0xe3, 0x81, 0x30, 0x81, 0x30], "\u{4f60}\u{80}"),
    ("ISO-2022-JP", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42], "\u{65e5}"),
    ("SHIFT_JIS", [0x93, 0xfa], "\u{65e5}"),
    ("UTF-16LE", [0x41, 0, 0x3d, 0xd8, 0x00, 0xde], "A\u{1f600}"),
    ("UTF-16BE", [0, 0x41], "A"),
    ("UTF-7", Array("Hi +AKM- +ZeVnLA-".utf8), "Hi \u{a3} \u{65e5}\u{672c}"),
    ("CP1252", [0x80], "\u{20ac}"),
    ("UTF-8", Array("plain".utf8), "plain"),
    ("KOI8-R", [], ""),
  ]

  @Test(arguments: known) func readsCharsets(charset: String, bytes: [UInt8], text: String) {
    #expect(decoded(bytes, charset) == text)
  }

  static let broken: [(String, [UInt8], String)] = [
    ("UTF-8", [0x41, 0xff, 0x42], "A\u{fffd}B"),
    ("UTF-8", [0x41, 0xe2, 0x82], "A\u{fffd}"),
    ("GB18030", [0x41, 0xff, 0x42], "A\u{fffd}B"),
    ("UTF-16LE", [0x41, 0, 0x42], "A\u{fffd}"),
    ("UTF-16LE", [0x00, 0xdc, 0x42, 0], "\u{fffd}B"),
    ("EUC-JP", [0xc6], "\u{fffd}"),
    ("EUC-JP", [0xff, 0xff], "\u{fffd}\u{fffd}"),
  ]

  @Test(arguments: broken) func marksWhatCannotBeRead(charset: String, bytes: [UInt8], text: String) {
    #expect(decoded(bytes, charset) == text)
  }

  @Test(arguments: ["no-such-charset", "", "UTF-8//TRANSLIT", "UTF-16//IGNORE", "a b", "\u{e4}", "../x"])
  func unknownNamesAreRefused(charset: String) {
    #expect(converter.decode([0x41], from: charset) == nil)
    #expect(converter.encode([0x41], to: charset) == nil)
  }

  @Test func writesCharsetsOrRefuses() {
    #expect(converter.encode(Array("\u{20ac}".utf8), to: "ISO-8859-15") == [0xa4])
    #expect(converter.encode(Array("\u{20ac}".utf8), to: "ISO-8859-1") == nil)
    #expect(converter.encode([0xff], to: "ISO-8859-1") == nil)
    #expect(
      converter.encode(Array("\u{65e5}".utf8), to: "ISO-2022-JP") == [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42])
  }

  @Test func aBrokenTextLeavesNoStateBehind() {
    _ = converter.decode([0x1b, 0x24, 0x42, 0x46], from: "ISO-2022-JP")
    #expect(decoded(Array("plain".utf8), "ISO-2022-JP") == "plain")
    for charset in ["KOI8-R", "CP1250", "CP1251", "CP1253", "CP1254", "CP1255"] { _ = decoded([0xe4], charset) }
    #expect(decoded(Array("plain".utf8), "ISO-2022-JP") == "plain")
  }

  /// The byte order of one text is not that of the next.
  @Test(arguments: ["UTF-16", "UNICODE", "UTF-32"]) func aByteOrderMarkCountsForItsTextOnly(charset: String) {
    let wide = charset == "UTF-32"
    let big: [UInt8] = wide ? [0, 0, 0xfe, 0xff, 0, 0, 0, 0xe9] : [0xfe, 0xff, 0, 0xe9]
    let little: [UInt8] = wide ? [0xff, 0xfe, 0, 0, 0xe9, 0, 0, 0] : [0xff, 0xfe, 0xe9, 0]
    let plain: [UInt8] = wide ? [0xe9, 0, 0, 0] : [0xe9, 0]
    for text in [big, little, big, plain, little, plain] { #expect(decoded(text, charset) == "\u{e9}") }
  }

  @Test func longTextsGrowTheOutput() {
    let bytes = [UInt8](repeating: 0xd1, count: 1_000_000)
    #expect(converter.decode(bytes, from: "KOI8-R")?.count == 2_000_000)
    #expect(converter.decode([UInt8](repeating: 0xff, count: 100_000), from: "UTF-8")?.count == 300_000)
  }

  @Test func noiseNeverTraps() {
    var state: UInt64 = 88_172_645_463_325_252
    for charset in ["GB18030", "ISO-2022-JP", "ISO-2022-KR", "UTF-7", "BIG5-HKSCS", "EUC-TW", "UTF-16", "HZ-GB-2312"] {
      for _ in 0..<200 {
        var noise: [UInt8] = []
        for _ in 0..<64 {
          state ^= state << 13
          state ^= state >> 7
          state ^= state << 17
          noise.append(UInt8(truncatingIfNeeded: state))
        }
        _ = converter.decode(noise, from: charset)
      }
    }
  }
}
