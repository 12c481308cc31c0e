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
