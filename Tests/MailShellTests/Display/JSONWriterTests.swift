import Testing

@testable import MailShell

@Suite struct JSONWriterTests {
  @Test func members() {
    var json = JSONWriter()
    json.beginObject()
    json.key("number")
    json.number(3)
    json.key("names")
    json.strings(["a", "b"])
    json.key("none")
    json.string(nil)
    json.key("pairs")
    json.beginList()
    json.beginList()
    json.string("")
    json.string("x@y")
    json.endList()
    json.endList()
    json.key("on")
    json.boolean(true)
    json.endObject()
    json.endLine()
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"number":3,"names":["a","b"],"none":null,"pairs":[["","x@y"]],"on":true}"# + "\n")
  }

  @Test(
    "Strings are escaped as RFC 8259 asks",
    arguments: [
      ("plain", "\"plain\""), ("a\"b\\c", #""a\"b\\c""#), ("l1\nl2\r\t", #""l1\nl2\r\t""#),
      ("\u{1b}[31m\u{0}\u{7f}", #""\u001b[31m\u0000\u007f""#), ("Grüße 日本", "\"Grüße 日本\""),
    ])
  func strings(_ text: String, _ expected: String) {
    var json = JSONWriter()
    json.string(text)
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }

  @Test func invalidUTF8() {
    var json = JSONWriter()
    json.text([0x61, 0xff, 0x62])
    #expect(String(decoding: json.bytes, as: UTF8.self) == "\"a\u{FFFD}b\"")
  }
}
