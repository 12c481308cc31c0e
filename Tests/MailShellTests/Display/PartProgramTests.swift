import MailFormat
import MailSystem
import Testing

@testable import MailShell

/// Programs for kinds of parts, in print and mimeview.
@Suite struct PartProgramTests {
  @Test(
    "What a value means",
    arguments: [
      ("tr a-z A-Z", "tr a-z A-Z", true, false), ("?* cat", "cat", true, true), ("@* cat", "cat", true, true),
      ("?*? cat", "cat", true, true), ("? less", "less", false, false), ("?!++=? vim x", "vim x", false, false),
      ("?*!? cat", "cat", false, false), ("?", "", true, true), ("@", "", true, true),
    ])
  func values(_ value: String, _ command: String, _ filtersText: Bool, _ filtersOthers: Bool) {
    let program = PartProgram(value)
    #expect(program.command == command)
    #expect(program.filters(part("text/html"), inQuotation: false) == filtersText)
    #expect(program.filters(part("application/pdf"), inQuotation: false) == filtersOthers)
  }

  @Test func marksForQuotationsAndFiles() {
    #expect(!PartProgram("?*#? x").filters(part("text/html"), inQuotation: true))
    #expect(PartProgram("?*#? x").filters(part("text/html"), inQuotation: false))
    #expect(PartProgram("?+? x").wantsFile)
    #expect(PartProgram("date +%Y").line(file: "f", type: "t").line == "date +%Y")
  }

  private func part(_ type: String) -> Part {
    PartTree(message: Array("Content-Type: \(type)\n\nx\n".utf8), charsets: IconvConverter()).parts[0]
  }

  private static let box =
    "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: one\nMIME-Version: 1.0\n"
    + "Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<b>caf=E9</b>\n\n"
    + "From a@x.org Mon Mar  2 10:01:00 2026\nFrom: a@x.org\nSubject: two\nMIME-Version: 1.0\n"
    + "Content-Type: application/x-a; name=\"$(touch ran);.x\"\nContent-Transfer-Encoding: base64\n\naGVsbG8K\n\n"

  @Test(
    "What is shown",
    arguments: [
      (["pipe-text/html=tr a-z A-Z"], "print 1", "<B>CAF\u{e9}</B>\n"),
      (["pipe-text/html=?"], "print 1", "<b>caf\u{e9}</b>\n"),
      (["pipe-text/html=tr a-z A-Z"], "mimeview 1", "<B>CAF\u{e9}</B>\n"),
      (["pipe-text/html=false"], "print 1", "caf\u{e9}\n"),
      (["pipe-text/html=cat >/dev/null; printf 'a\\033]2;x\\007b\\n'"], "print 1", "a"),
      (["pipe-application/x-a=?* tr a-z A-Z"], "print 2", "HELLO\n"),
      (["pipe-application/x-a=?"], "print 2", "\n\nhello\n"),
      (["pipe-x=?* tr a-z A-Z"], "print 2", "HELLO\n"),
      (["pipe-application/x-a=tr a-z A-Z"], "print 2", "[-- Attachment"),
      (["pipe-application/x-a=?* echo $MAILX_CONTENT"], "print 2", "application/x-a\n"),
      (["pipe-application/x-a=?*+? cat \"$MAILX_FILENAME_TEMPORARY\""], "print 2", "hello\n"),
      (["pipe-application/x-a=?* cat %s"], "mimeview 2", "hello\n"),
    ])
  func shown(_ settings: [String], _ command: String, _ expected: String) throws {
    let reader = try ScriptedReader([command, "x"], box: Self.box, settings: settings)
    #expect(reader.text.contains(expected), "\(reader.text)\(reader.errors.text)")
    #expect(!reader.text.contains("\u{1b}") && !reader.text.contains("\u{7}"))
    #expect(reader.folder.text(of: "ran") == nil)
  }

  @Test func pipesAndOtherProgramsGetTheMessage() throws {
    let reader = try ScriptedReader(
      ["pipe 1 \"cat > ~/piped\"", "x"], box: Self.box, settings: ["pipe-text/html=tr a-z A-Z", "SHELL=/bin/sh"])
    #expect(!reader.text.contains("CAF"))
  }
}
