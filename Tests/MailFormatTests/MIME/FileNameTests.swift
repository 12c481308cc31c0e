import MailFormat
import Testing

@Suite struct FileNameTests {
  @Test(arguments: [
    ("report.pdf", "report.pdf"), ("a\u{202e}fdp.exe", "afdp.exe"), ("a\u{1b}[31mb", "a[31mb"), ("a\nb\tc", "a b c"),
    ("zero\u{200b}width\u{feff}", "zerowidth"), ("nul\0byte", "nulbyte"), ("\u{9b}x", "x"), ("日本.txt", "日本.txt"),
  ])
  func shownNamesAreOneHonestLine(name: String, shown: String) {
    #expect(FileName.display(name) == shown)
  }

  @Test(arguments: [
    ("report.pdf", "report.pdf"), ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"), (".bashrc", "bashrc"),
    ("C:\\dir\\x.txt", "x.txt"), ("|touch evil", "_touch evil"), ("..", "attachment"), ("", "attachment"),
    (" ", "attachment"), ("-rf", "rf"), ("~root", "root"), ("a\nb", "ab"), ("a/", "attachment"), ("x .. ", "x"),
    ("$(id).txt", "_(id).txt"), ("a`id`;b&c", "a_id__b_c"),
  ])
  func savedNamesStayInTheFolder(name: String, saved: String) {
    #expect(FileName.safe(name) == saved)
  }

  @Test func longNamesKeepTheirEnding() {
    let name = FileName.safe(String(repeating: "\u{e4}", count: 400) + ".pdf")
    #expect(name.utf8.count <= 255)
    #expect(name.hasSuffix(".pdf"))
    #expect(FileName.safe(String(repeating: "x", count: 300)).utf8.count == 255)
    #expect(FileName.display(String(repeating: "x", count: 300)).count == 255)
    let message = Array("Content-Type: a/b; name=\"\(String(repeating: "x", count: 300)).txt\"\n\n".utf8)
    let shown = PartTree(message: message, charsets: NoCharsets()).parts[0].fileName ?? ""
    #expect(shown.hasSuffix("x.txt") && shown.count == 255)
  }
}
