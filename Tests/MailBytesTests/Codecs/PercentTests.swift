import MailBytes
import Testing

struct PercentTests {
  @Test(arguments: [("a%20b", "a b"), ("%C3%A4", "\u{e4}"), ("", ""), ("%41%42", "AB"), ("a%4", nil), ("%zz", nil)])
  func decodes(_ text: String, _ expected: String?) {
    #expect(Percent.decode(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func toleratesAndEncodes() {
    #expect(Percent.decodeLeniently(Array("100% %41".utf8).span) == Array("100% A".utf8))
    #expect(Percent.encode(Array("a b/\u{e4}~".utf8)) == Array("a%20b%2F%C3%A4~".utf8))
  }
}
