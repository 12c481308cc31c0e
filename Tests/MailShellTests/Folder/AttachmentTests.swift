import MailSystem
import MailTesting
import Testing

@testable import MailShell

/// Parts are saved under safe names and shown by programs without a shell reading what the sender wrote.
@Suite struct AttachmentTests {
  /// A mailbox with one message of several files, each with its name as the field has it.
  private static func box(_ files: [(field: String, type: String, content: String)]) -> String {
    var text =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nTo: b@x.org\nSubject: files\nMIME-Version: 1.0\n"
      + "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\ntext\n"
    for file in files {
      text += "--B\nContent-Type: \(file.type)\nContent-Disposition: attachment; \(file.field)\n\n\(file.content)\n"
    }
    return text + "--B--\n\n"
  }

  private static let names = [
    "filename=\"../u\"", "filename=\"/abs\"", "filename=\"~/t\"", "filename=\".profile\"", "filename=\"|cmd\"",
    "filename=\"-rf\"", "filename=\"CON\"", "filename=\"a/../b\"",
    "filename=\"" + String(repeating: "n", count: 300) + ".txt\"",
    "filename=\"" + String(repeating: "n", count: 300) + ".txt\"", "filename*=utf-8''x%00y%1b%5b2J",
    "filename*=utf-8''%E2%80%AEgnp.exe", "filename=same", "filename=same", "filename=same", "filename=there",
    "filename=link", "filename*=utf-8''..%2F..%2Fdeep", "filename=\"=?utf-8?B?Li4vLi4vZW52?=\"",
  ]

  @Test(
    "S70, S71, S72: every file lands in the folder, nothing is overwritten, names can be shown",
    arguments: [
      "detach 1 OUT", "write 1 OUT/text",
    ])
  func names(command: String) throws {
    let outside = try TemporaryDirectory()
    try outside.write("kept", to: "target")
    let out = outside.file("out")
    try FileSystem.makeDirectories(out)
    try outside.write("kept", to: "out/there")
    #expect(try Launcher.run(["ln", "-s", outside.file("target"), out + "/link"]).isSuccess)
    let box = Self.box(Self.names.map { ($0, "application/octet-stream", "content") })
    let parts = command.split(separator: "OUT", maxSplits: 1, omittingEmptySubsequences: false)
    let reader = try ScriptedReader([parts[0] + out + parts[1], "x"], box: box)
    let found = try FileSystem.names(in: out).sorted()
    let extra = command.hasPrefix("write") ? 1 : 0
    #expect(found.count == Self.names.count + 2 + extra, "\(found) \(reader.errors.text)")
    for name in found {
      #expect(name.utf8.count <= 255 && !name.hasPrefix(".") && !name.hasPrefix("-") && !name.hasPrefix("~"))
      #expect(name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && $0.value != 0x202e }, "\(name)")
      #expect(!name.contains("|"))
      if name != "there", name != "link", name != "text" {
        #expect(try FileSystem.status(of: out + "/" + name).map { $0.mode & 0o777 } == 0o600, "\(name)")
      }
    }
    #expect(outside.text(of: "out/there") == "kept")
    #expect(outside.text(of: "target") == "kept")
    #expect(try FileSystem.names(in: outside.path).sorted() == ["out", "target"])
    #expect(!reader.text.contains("\u{1b}"))
  }

  /// What print lists is saved, with a name made up where there is none.
  @Test(arguments: ["detach 1 OUT", "write 1 OUT/text"]) func partsWithoutNamesAreSaved(command: String) throws {
    let out = try TemporaryDirectory()
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: files\nMIME-Version: 1.0\n"
      + "Content-Type: multipart/mixed; boundary=B\n\n--B\n\ntext\n--B\nContent-Type: image/png\n\nPNG\n--B\n"
      + "Content-Type: multipart/alternative; boundary=C\n\n--C\n\nplain\n--C\nContent-Type: multipart/mixed; boundary=D\n\n"
      + "--D\nContent-Type: text/html\n\n<p>html\n--D\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--D--\n--C--\n--B--\n\n"
    let reader = try ScriptedReader([command.replacing("OUT", with: out.path), "print 1", "x"], box: box)
    #expect(out.text(of: "part-2.png") == "PNG", "\(reader.errors.text)")
    #expect(out.text(of: "a.pdf") == "PDF")
    #expect(reader.text.contains("Attachment 3.2.2: a.pdf"))
  }

  @Test func filesInTheTextAreDetachedToo() throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: uu\n\nsee\nbegin 644 ../../up\n#86)C\n`\nend\n\n"
    let out = try TemporaryDirectory()
    _ = try ScriptedReader(["detach 1 \(out.path)", "x"], box: box)
    #expect(out.text(of: "up") == "abc")
  }

  @Test("S72: quotes keep names from being read as commands, variables or folders")
  func quotedNames() throws {
    let out = try TemporaryDirectory()
    let reader = try ScriptedReader(
      [
        "save 1 '\(out.path)/|touch P'", "copy 1 \"\(out.path)/a b\"", "write 1 '\(out.path)/$(touch P)'",
        "save 1 '\(out.path)/*'", "x",
      ], box: Boxes.five)
    #expect(out.names == ["$(touch P)", "*", "a b", "|touch P"], "\(reader.errors.text)")
  }

  @Test("S73, S74: a program or an archive that calls itself text is told of")
  func contradictions() throws {
    let box = Self.box([
      ("filename=a.txt", "text/plain", "\u{7f}ELF\u{2}\u{1}"), ("filename=b.txt", "text/plain", "PK\u{3}\u{4}zipped"),
      ("filename=c.txt", "text/plain", "plain"),
    ])
    let out = try TemporaryDirectory()
    let reader = try ScriptedReader(["struct 1", "print 1", "detach 1 \(out.path)", "x"], box: box)
    #expect(reader.text.contains("name=\"a.txt\"     6 (holds application/x-executable)"), "\(reader.text)")
    #expect(reader.text.contains("name=\"b.txt\"    10 (holds application/zip)"), "\(reader.text)")
    #expect(!reader.text.contains("name=\"c.txt\"     5 (holds"))
    #expect(reader.text.contains("b.txt, text/plain (holds application/zip), "), "\(reader.text)")
    #expect(reader.text.contains("b.txt: says text/plain, but holds application/zip"))
  }

  @Test("S56: what the sender wrote never runs when a part is shown")
  func viewing() throws {
    let box = Self.box([
      ("filename=\"a;touch P\"", "image/x-test; charset=\";touch P\"; name=\"$(touch P)\"", "pixels"),
      ("filename=\"`touch P`.png\"", "image/x-test", "pixels"),
    ])
    let out = try TemporaryDirectory()
    let path = out.path
    try out.write("image/*; cat '%s' >> \(path)/seen; echo %t %{charset} %{name} >> \(path)/types\n", to: "caps")
    let reader = try ScriptedReader(
      [
        "set MAILCAPS=\(path)/caps", "mimeview 1", "set pipe-image/x-test='cat %s >> \(path)/again'", "mimeview 1", "x",
      ], box: box)
    #expect(out.text(of: "seen")?.contains("pixels") == true, "\(reader.errors.text)")
    #expect(out.text(of: "again")?.contains("pixels") == true)
    #expect(!out.names.contains("P") && !reader.folder.names.contains("P") && !FileSystem.exists("P"))
  }
}
