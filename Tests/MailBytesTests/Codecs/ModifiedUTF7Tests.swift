import MailBytes
import Testing

@Suite struct ModifiedUTF7Tests {
  @Test(
    "Both ways, with the examples of RFC 3501",
    arguments: [
      ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"), ("Entwürfe", "Entw&APw-rfe"), ("a&b", "a&-b"),
      ("", ""), ("plain", "plain"), ("😀", "&2D3eAA-"),
    ])
  func bothWays(_ name: String, _ encoded: String) {
    #expect(ModifiedUTF7.encode(Array(name.utf8)) == Array(encoded.utf8))
    #expect(ModifiedUTF7.decode(Array(encoded.utf8)) == Array(name.utf8))
  }

  @Test("What is malformed is nothing", arguments: ["&", "&A", "a&AP", "&!-", "\u{7f}", "&2D0-", "ü"])
  func malformed(_ text: String) { #expect(ModifiedUTF7.decode(Array(text.utf8)) == nil) }
}
