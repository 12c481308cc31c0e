import MailLanguage
import Testing

@testable import MailShell

/// Message lists that name a part.
@Suite struct PartListTests {
  private static let box = """
    From ann@x.org Mon Mar  2 10:00:00 2026
    From: ann@x.org
    Subject: two parts
    Date: Mon, 2 Mar 2026 10:00:00 +0000
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain

    the first
    --b
    Content-Type: message/rfc822

    From: bob@x.org
    Subject: inner

    the second
    --b--

    From eve@x.org Mon Mar  2 10:01:00 2026
    From: eve@x.org
    Subject: last

    text


    """

  @Test(
    "What works on messages refuses a part",
    arguments: ["d 1[9]", "d 1.2", "flag 1.1", "f 1[2]", "mv 1.1 ~/f", "S 1.1"])
  func refused(_ command: String) throws {
    let reader = try ScriptedReader([command, "f :d :f", "q"], box: Self.box)
    #expect(
      reader.errors.text.contains("\(command.split(separator: " ")[1]): a part of a message makes no sense here"),
      "\(reader.errors.text)")
    #expect(reader.folder.text(of: "box")?.contains("the second") == true && reader.folder.text(of: "f") == nil)
  }

  @Test("A part that is not there", arguments: ["p 1[9]", "w 1.9 ~/f", "pipe 1.9 cat", "s 1[9] ~/f", "c 1.3 ~/f"])
  func missing(_ command: String) throws {
    let reader = try ScriptedReader([command, "x"], box: Self.box)
    #expect(reader.errors.text.contains("1: no part "), "\(reader.errors.text)")
    #expect(reader.folder.text(of: "f") == nil && !reader.text.contains("the first"))
  }

  @Test("-L names messages", arguments: ["1[9]", "1.1", "1 2.1"]) func listed(_ list: String) throws {
    let reader = try ScriptedReader([], box: Self.box) {
      $0.list = Array(list.utf8)
      $0.onlyLists = true
    }
    #expect(reader.status == .usage && reader.text.isEmpty)
    #expect(reader.errors.text.contains(": a part of a message "), "\(reader.errors.text)")
  }

  @Test("save and copy append a part as a message, and leave the one it is of", arguments: ["s", "c"])
  func saved(_ command: String) throws {
    let reader = try ScriptedReader(
      ["\(command) 1.1 ~/f", "\(command) 1[2] ~/f", "f 1", "q"], box: Self.box, isSystem: true, settings: ["hold"])
    let kept = try #require(reader.folder.text(of: "f"))
    #expect(kept.contains("Subject: two parts\n") && kept.contains("\nMIME-Version: 1.0\nContent-Type: text/plain\n"))
    #expect(kept.contains("\n\nthe first\n") && kept.contains("From: bob@x.org\nSubject: inner\n\nthe second\n"))
    #expect(!kept.contains("--b") && !kept.contains("boundary"))
    #expect(reader.folder.text(of: "inbox")?.contains("the second") == true, "\(kept)")
  }

  @Test func longTypesKeepTheColumns() throws {
    let name = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    let box = Self.box.replacing("message/rfc822", with: name)
    let reader = try ScriptedReader(["struct 1", "x"], box: box)
    let lines = reader.text.split(separator: "\n").filter { $0.hasPrefix("1.") }
    #expect(lines.count == 2 && lines[0].count == lines[1].count, "\(reader.text)")
  }
}
