import MailBytes
import MailFormat
import Testing

struct MediaTypesTests {
  @Test(arguments: [
    ("a.txt", "text/plain"), ("A.TXT", "text/plain"), ("x.tar.gz", "application/gzip"), ("noext", nil),
    (".profile", nil), ("a.7z", "application/x-7z-compressed"),
    ("a.zst", "application/zstd"), ("a.unknownext", nil), ("a.", nil), ("\u{fc}.pdf", "application/pdf"),
    ("a.h", "text/x-chdr"),
    ("a. txt", nil), ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ])
  func byName(_ name: String, _ expected: String?) { #expect(MediaTypes().type(forFileName: name) == expected) }

  @Test func systemTablesCountFirst() {
    var types = MediaTypes()
    types.mimeTypes = [Array("# c\ntext/x-mine\t\ttxt text2\napplication/x-foo foo\n#x/y bar\n".utf8)]
    types.globs = Array("50:application/x-glob:*.glob\n50:text/x-tgz:*.tar.gz\n50:a/b:*.glo\n".utf8)
    #expect(types.type(forFileName: "a.txt") == "text/x-mine")
    #expect(types.type(forFileName: "a.foo") == "application/x-foo")
    #expect(types.type(forFileName: "a.bar") == nil)
    #expect(types.type(forFileName: "a.glob") == "application/x-glob")
    #expect(types.type(forFileName: "a.tar.gz") == "text/x-tgz")
    #expect(types.type(forFileName: "a.pdf") == "application/pdf")
  }
}
