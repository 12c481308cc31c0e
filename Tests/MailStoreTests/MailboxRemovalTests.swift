import MailStore
import MailSystem
import MailTesting
import Testing

@Suite struct MailboxRemovalTests {
  /// The files of a folder, and whether it goes.
  static let folders: [(files: [String], isRemoved: Bool)] = [
    (["cur/1.a:2,S", "new/2.b", "tmp/3.c"], true),
    (["cur/1.a:2,S", "new/", "tmp/", "maildirfolder", "dovecot.index.log"], true),
    (["cur/1.a:2,S", "new/", ".Sub/cur/1.b:2,"], false),
    (["cur/1.a:2,S", "new/", "notes"], false),
    (["1", "2", ",3", ".mh_sequences"], true),
    (["1", "2", "notes"], false),
    (["1", "2/1"], false),
  ]

  /// What stands in the files 2022 and 2023 of a folder, whether there are sequences, and whether it goes.
  static let numbered: [(content: String, hasSequences: Bool, isRemoved: Bool)] = [
    ("Subject: one\n\ntext\n", false, true),
    ("Subject: one\n\ntext\n", true, true),
    (SampleMail.mbox(2), false, false),
    (SampleMail.mbox(2), true, false),
    ("Sum of the year: 5\n", false, false),
    ("\nno header\n", true, true),
    ("", false, false),
  ]

  /// Mailboxes named by years are no messages.
  @Test(arguments: numbered)
  func filesNamedByNumbers(_ content: String, _ hasSequences: Bool, _ isRemoved: Bool) throws {
    let directory = try TemporaryDirectory()
    try FileSystem.makeDirectories(directory.file("box"))
    try directory.write("Subject: first\n\n", to: "box/2022")
    try directory.write(content, to: "box/2023")
    if hasSequences { try directory.write("unseen: 2023\n", to: "box/.mh_sequences") }
    let went = (try? Mailboxes.remove(directory.file("box"))) != nil
    #expect(went == isRemoved)
    #expect(directory.text(of: "box/2022") == (isRemoved ? nil : "Subject: first\n\n"))
    #expect(directory.text(of: "box/2023") == (isRemoved ? nil : content))
  }

  @Test(arguments: folders) func aFolderGoesWithItsMessagesAndNothingElse(_ files: [String], _ isRemoved: Bool) throws {
    let directory = try TemporaryDirectory()
    for file in files {
      let path = "box/" + file
      try FileSystem.makeDirectories(FileSystem.directory(of: directory.file(path)))
      if !file.hasSuffix("/") {
        try directory.write("", to: path)
      } else {
        try FileSystem.makeDirectories(String(directory.file(path).dropLast()))
      }
    }
    let went = (try? Mailboxes.remove(directory.file("box"))) != nil
    #expect(went == isRemoved)
    #expect(FileSystem.exists(directory.file("box")) == !isRemoved)
    if !isRemoved { for file in files { #expect(FileSystem.exists(directory.file("box/" + file))) } }
  }
}
