import MailSystem
import MailTesting
import Testing

@testable import MailShell

/// Searches in folders that are not open, wildcards in names of folders, and the folder before.
@Suite struct FolderSearchTests {
  private static let settings = ["folder=mail", "headline=%1m %s"]

  /// A reader over five messages, with a mail folder beside them that holds three boxes and other files.
  private static func reader(_ commands: [String], isSystem: Bool = false) throws -> ScriptedReader {
    let one = Boxes.box([("ann", "one plan", "RO"), ("bob", "two", nil)])
    return try ScriptedReader(
      ["! mkfifo $HOME/mail/fifo"] + commands + ["x"], box: Boxes.five, isSystem: isSystem, settings: settings
    ) { _ in
    } prepare: { folder in
      for name in ["mail/sub", "mail/md/cur", "mail/md/new", "mail/md/tmp"] {
        try FileSystem.makeDirectories(folder.file(name))
      }
      for name in ["one", "two.mbox", "mail/on1.mbox"] { try folder.write(one, to: name) }
      try folder.write(Boxes.box([("cid", "plan B", "O")]), to: "mail/sub/b")
      try folder.write("notes\n", to: "mail/notes")
      try folder.write("Subject: plan in\n\nx\n", to: "mail/md/new/1")
    }
  }

  @Test(
    arguments: [
      (
        ["search in:+ subject:plan"],
        "\"+md\": 1 of 1\n1 plan in\n\"+on1.mbox\": 1 of 2\n1 one plan\n\"+sub/b\": 1 of 1\n"
      ),
      (["search in:+on1.mbox in:+sub/b unread"], "\": 1 of 2\n2 two\n\"+sub/b\": 1 of 1\n1 plan B\n"),
      (["search in:+on* :u in:+on1.mbox"], "\"+on1.mbox\": 1 of 2\n2 two\n"),
      (["search in:~/box :n", "="], "2 banana split\n4 date cake\n2\n"),
      (["search /cherry"], "3 cherry tart\n"),
      (["set json", "search in:+sub unread"], "{\"folder\":\"+sub/b\",\"number\":1,"),
    ])
  func finds(_ commands: [String], _ expected: String) throws {
    let reader = try Self.reader(commands)
    #expect(reader.text.contains(expected), "\(reader.text)\(reader.errors.text)")
    #expect(reader.errors.text.isEmpty)
    #expect(reader.folder.text(of: "mail/on1.mbox") == reader.folder.text(of: "one"))
  }

  @Test(
    arguments: [
      ("search in:+ subject:nothing", "No applicable messages"), ("search in:+", "nothing to look for"),
      ("search in:+none unread", "No such file"), ("search in:+notes :u", "not a mailbox"),
      ("search in:+ :y", "Unknown colon modifier"),
    ])
  func tells(_ command: String, _ expected: String) throws {
    let reader = try Self.reader([command, "="])
    #expect(reader.errors.text.contains(expected), "\(reader.errors.text)")
    #expect(reader.text == "2\n")
  }

  @Test func wildcardsMeanOneFolder() throws {
    let reader = try Self.reader([
      "file +on*.mbox", "copy 1 +su?/[b]", "copy 2 ~/t*o.mbox", "copy 1 ~/new*", "file ~/*o*", "copy 1 \"~/*o\"",
    ])
    #expect(reader.text.contains("\"HOME/mail/on1.mbox\": 2 messages"), "\(reader.text)")
    #expect(
      reader.text.contains("\"HOME/mail/sub/b\" [Appended]") && reader.text.contains("\"HOME/two.mbox\" [Appended]"))
    #expect(reader.text.contains("\"HOME/new*\" [New file]") && reader.text.contains("\"HOME/*o\" [New file]"))
    #expect(reader.errors.text.contains("folders match, and one is needed"), "\(reader.errors.text)")
  }

  @Test func theSystemMailboxStaysOneAsTheFolderBefore() throws {
    let reader = try Self.reader(["file ~/one", "file #", "p 2", "file"], isSystem: true)
    #expect(reader.text.components(separatedBy: "HOME/inbox\": 5 messages").count == 3, "\(reader.text)")
    let left = try ScriptedReader(["file ~/mbox", "file #", "p 2", "q"], box: Boxes.five, isSystem: true) { _ in
    } prepare: {
      try $0.write(Boxes.box([("ann", "old", "RO")]), to: "mbox")
    }
    #expect(left.text.contains("Saved 1 message in"), "\(left.text)\(left.errors.text)")
    #expect(left.folder.text(of: "mbox")?.contains("banana split") == true)
  }
}
