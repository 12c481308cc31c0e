import MailFormat
import Testing

@Suite struct QuoteFolderTests {
  @Test(
    "Long lines are broken at blanks, older quotes stay in front of both parts",
    arguments: [
      ("short\n", "> short\n"), ("", ""), ("\n", ">\n"),
      ("one two three four five six\n", "> one two three four\n> five six\n"),
      ("> > one two three four five\n", "> >> one two three\n> >> four five\n"),
      ("anextremelylongwordwithoutanyblanks x\n", "> anextremelylongwordwithoutanyblanks\n> x\n"),
      ("    indented stays\n", ">     indented stays\n"), ("ends without", "> ends without\n"),
      ("äöü äöü äöü äöü äöü äöü\n", "> äöü äöü äöü äöü\n> äöü äöü\n"),
    ])
  func folds(_ text: String, _ wanted: String) {
    let folder = QuoteFolder(prefix: Array("> ".utf8), goal: 20)
    #expect(String(decoding: folder.quote(Array(text.utf8)), as: UTF8.self) == wanted)
  }

  @Test func senselessLimitsAreMended() {
    let folder = QuoteFolder(prefix: Array("\t".utf8), goal: -5, least: 900)
    #expect(folder.quote(Array("a b".utf8)) == Array("\ta b\n".utf8))
  }
}
