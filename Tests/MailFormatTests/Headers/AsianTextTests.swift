import MailFormat
import MailSystem
import Testing

/// ISO-2022-JP, HZ and UTF-16: what is found out before the system's tables are asked.
@Suite struct AsianTextTests {
  private func decoded(_ text: String, _ label: String) -> String {
    let decoder = CharsetDecoder(converter: IconvConverter())
    return String(decoding: decoder.text(Array(text.utf8), from: CharsetLabel(label)), as: UTF8.self)
  }

  static let japanese: [(String, String)] = [
    ("plain", "plain"),
    ("\u{1b}$BF|K\\\u{1b}(B!", "日本!"),
    ("\u{1b}$@F|\u{1b}(J\\~\u{1b}(B\\~", "日\u{a5}\u{203e}\\~"),
    // NEC's row 13, and IBM's rows in NEC's places.
    ("\u{1b}$B-!-5-j\u{1b}(B", "①Ⅰ㈱"),
    ("\u{1b}$By!|~\u{1b}(B", "纊＂"),
    // The long form of the escape, and the announcement of a revision.
    ("\u{1b}$(BF|\u{1b}$(@K\\\u{1b}(B!", "日本!"),
    ("\u{1b}&@\u{1b}$BF|\u{1b}(B!", "日!"),
    ("\u{1b}&", "\u{fffd}&"),
    // Half-width katakana by escape, and by SHIFT OUT as CP50222 has them.
    ("\u{1b}(I1_\u{1b}(Bx", "ｱﾟx"),
    ("a\u{e}1\u{f}b", "aｱb"),
    ("\u{1b}$BF|\u{e}1\u{f}K\\\u{1b}(B", "日ｱ本"),
    ("\u{1b}(I`\u{1b}(B", "\u{fffd}"),
    // The first and last cells of rows: both halves of a lead byte, and the gap at 7F.
    ("\u{1b}$B!!!_!`\"!!~\"~\u{1b}(B", "　×÷◆◇◯"),
    // A line begins in ASCII, whatever the one before it left.
    ("\u{1b}$BF|\nplain", "日\nplain"),
    ("\u{1b}$BF\nx", "\u{fffd}\nx"),
    ("\u{1b}$BF\u{1b}(Bx", "\u{fffd}x"),
    ("\u{1b}$BF", "\u{fffd}"),
    ("\u{1b}$B F|\u{1b}(B", " 日"),
    ("a\u{1b}", "a\u{fffd}"),
    ("a\u{1b}$Zb", "a\u{fffd}$Zb"),
    ("a\u{e9}b", "a\u{fffd}\u{fffd}b"),
    // No such cell.
    ("\u{1b}$B)!F|\u{1b}(B", "\u{fffd}日"),
  ]

  @Test(arguments: japanese) func iso2022JP(_ text: String, _ expected: String) {
    for label in ["iso-2022-jp", "cp50220", "CP50221", "iso-2022-jp-ms"] {
      #expect(decoded(text, label) == expected)
    }
  }

  @Test func theFurtherKanjiOfISO2022JP1() {
    #expect(decoded("\u{1b}$(D='0!Oq\u{1b}(B!", "iso-2022-jp-1") == "彽丂碔!")
  }

  @Test func piecesDoNotShareAState() {
    _ = decoded("\u{1b}$BF|", "iso-2022-jp")
    #expect(decoded("plain", "iso-2022-jp") == "plain")
    let words = "=?iso-2022-jp?B?GyRCLSE=?= =?iso-2022-jp?Q?abc?="
    let decoder = CharsetDecoder(converter: IconvConverter())
    #expect(String(decoding: EncodedWord.decode(Array(words.utf8), using: decoder), as: UTF8.self) == "①abc")
  }

  @Test(
    arguments: [
      ([0, 0x68, 0, 0xe9], "h\u{e9}"), ([0x68, 0, 0xe9, 0], "h\u{e9}"), ([0xff, 0xfe, 0x68, 0], "h"),
      ([0xfe, 0xff, 0, 0x68], "h"),
      ([0xff, 0xfe, 0, 0x68], "\u{6800}"), ([0x65, 0xe5, 0, 0x20, 0x67, 0x2c], "\u{65e5} \u{672c}"), ([], ""),
    ] as [([UInt8], String)])
  func theByteOrderOfUTF16(_ bytes: [UInt8], _ expected: String) {
    for label in ["utf-16", "ucs-2"] {
      let text = CharsetDecoder(converter: IconvConverter()).text(bytes, from: CharsetLabel(label))
      // A mark is the reader's to take away.
      #expect(String(decoding: text, as: UTF8.self).replacing("\u{feff}", with: "") == expected)
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("~{<:Ky2;S{~} bye", "己所不欲 bye"), ("a~~b", "a~b"), ("a~\nb", "ab"), ("~", "~"), ("~x", "~x"),
    ("~{<:\nplain", "己\nplain"), ("~{<", "<"), ("~{<:~}", "己"),
  ])
  func hz(_ text: String, _ expected: String) {
    #expect(decoded(text, "hz-gb-2312") == expected)
  }
}
