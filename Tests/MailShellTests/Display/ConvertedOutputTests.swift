import MailSystem
import Testing

@testable import MailShell

/// Output for terminals of eight bits.
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
      // Shifts between states, or is not known.
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
