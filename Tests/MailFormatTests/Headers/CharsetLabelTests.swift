import MailFormat
import Testing

@Suite struct CharsetLabelTests {
  @Test(arguments: [
    ("utf8", "UTF-8"), ("UTF-8", "UTF-8"), ("\"utf-8\"", "UTF-8"), (" utf-8 ", "UTF-8"), ("ISO-8859-1", "CP1252"),
    ("latin1", "CP1252"), ("us-ascii", "US-ASCII"), ("ANSI_X3.4-1968", "US-ASCII"), ("gb2312", "GB18030"),
    ("x-gbk", "GB18030"), ("euc-kr", "CP949"), ("KS_C_5601-1987", "CP949"), ("iso-8859-8-i", "ISO-8859-8"),
    ("unicode-1-1-utf-7", "UTF-7"), ("shift_jis", "CP932"), ("big5", "BIG5-HKSCS"), ("iso-8859-9", "CP1254"),
    ("tis-620", "CP874"), ("koi8-u", "KOI8-U"), ("utf-16le", "UTF-16LE"), ("x-never-heard", "X-NEVER-HEARD"),
    ("", "US-ASCII"), ("utf-8//TRANSLIT", "UTF-8"), ("koi8-r//IGNORE", "KOI8-R"),
    ("x-never//IGNORE", "X-NEVER__IGNORE"),
    ("cp-1252", "CP1252"), ("cp_1251", "CP1251"), ("windows_1250", "CP1250"), ("8859-1", "CP1252"),
    ("8859-15", "ISO-8859-15"),
    ("8859_2", "ISO-8859-2"), ("iso_8859_7", "ISO-8859-7"), ("iso-latin-1", "CP1252"), ("iso-latin-2", "ISO-8859-2"),
    ("isolatin1", "CP1252"), ("iso_8859-11", "CP874"), ("iso_8859-13", "ISO-8859-13"),
    ("iso-latin-foo", "ISO-LATIN-FOO"), ("hz-gb-2312", "HZ"), ("x-koi8-r", "KOI8-R"),
    ("windows-874", "CP874"), ("win-1255", "CP1255"), ("cp-65001", "UTF-8"), ("x-", "X-"), ("//ignore", "US-ASCII"),
  ])
  func labels(_ label: String, _ expected: String) {
    #expect(CharsetLabel(label).converterName == expected)
  }

  @Test func builtInCharsets() {
    let decoder = CharsetDecoder()
    #expect(decoder.decode([0x80, 0xE4], from: .windows1252) == Array("€ä".utf8))
    #expect(decoder.decode([0xE4], from: .utf8) == [0xEF, 0xBF, 0xBD])
    #expect(decoder.decode(Array("ä".utf8), from: .ascii) == Array("ä".utf8))
    #expect(decoder.decode([0x61, 0xE4], from: CharsetLabel("koi8-r")) == Array("aД".utf8))
    #expect(decoder.decode([0xE4, 0xD2], from: CharsetLabel("iso-8859-7")) == Array("δ\u{FFFD}".utf8))
    #expect(decoder.decode([0x80, 0xA4], from: CharsetLabel("iso-8859-15")) == Array("\u{80}€".utf8))
    #expect(decoder.decode([0xE4], from: CharsetLabel("koi8-u")) == nil)
    #expect(decoder.text([0x61, 0xE4], from: CharsetLabel("koi8-u")) == Array("a\u{FFFD}".utf8))
  }
}
