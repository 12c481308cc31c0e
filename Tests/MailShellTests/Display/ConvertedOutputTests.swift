import MailSystem
import Testing

@testable import MailShell

/// Output for terminals that speak no UTF-8.
@Suite struct ConvertedOutputTests {
  private static let box =
    "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: =?utf-8?q?caf=C3=A9?=\nMIME-Version: 1.0\n"
    + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\u{e9} \u{2019} \u{4e2d}.\n\n"

  @Test(
    "The charset that is named",
    arguments: [
      ("ttycharset=iso-8859-1", [0xe9, 0x20, 0x27, 0x20, 0x3f, 0x3f, 0x2e]),
      ("ttycharset=ISO-8859-15", [0xe9, 0x20, 0x27, 0x20, 0x3f, 0x3f, 0x2e]),
      ("charset=windows-1252", [0xe9, 0x20, 0x92, 0x20, 0x3f, 0x3f, 0x2e]),
      ("ttycharset=utf-8", Array("\u{e9} \u{2019} \u{4e2d}.".utf8)), ("ttycharset=auto", Array("\u{e9} ".utf8)),
      ("ttycharset=euc-jp", [0x8f, 0xab, 0xb1, 0x20, 0xa1, 0xc7, 0x20, 0xc3, 0xe6, 0x2e]),
      ("ttycharset=eucJP", [0xc3, 0xe6, 0x2e]),
      ("ttycharset=shift_jis", [0x3f, 0x20, 0x81, 0x66, 0x20, 0x92, 0x86, 0x2e]),
      ("ttycharset=euc-kr", [0xf1, 0xe9, 0x2e]), ("ttycharset=big5", [0xa4, 0xa4, 0x2e]),
      ("ttycharset=gb18030", [0xd6, 0xd0, 0x2e]), ("ttycharset=cp437", [0x82, 0x20]),
      // Shifts between states, has another ASCII, or is not known.
      ("ttycharset=hz", Array("\u{e9} ".utf8)), ("ttycharset=utf-16", Array("\u{e9} ".utf8)),
      ("ttycharset=utf-7", Array("\u{e9} ".utf8)), ("ttycharset=ibm037", Array("\u{e9} ".utf8)),
      ("ttycharset=us-ascii", Array("\u{e9} ".utf8)),
      ("ttycharset=iso-2022-jp", Array("\u{e9} ".utf8)), ("ttycharset=cp850-none", Array("\u{e9} ".utf8)),
    ] as [(String, [UInt8])])
  func converts(_ setting: String, _ expected: [UInt8]) throws {
    let reader = try ScriptedReader(["set \(setting)", "print 1", "x"], box: Self.box)
    #expect(reader.output.bytes.firstRange(of: expected) != nil, "\(reader.text)")
  }

  @Test func objectsStayUTF8() throws {
    let reader = try ScriptedReader(["set ttycharset=iso-8859-1", "set json", "print 1", "x"], box: Self.box)
    #expect(reader.output.bytes.firstRange(of: Array("caf\u{e9}".utf8)) != nil)
  }
}
