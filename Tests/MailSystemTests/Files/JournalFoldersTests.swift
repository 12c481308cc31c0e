import MailTesting
import Testing

@testable import MailSystem

@Suite struct JournalFoldersTests {
  /// A home that is no folder does not keep a note from being written, and found again.
  @Test func theFirstThatCanBeUsed() throws {
    let directory = try TemporaryDirectory()
    try directory.write("a file", to: "home")
    let folders = JournalFolders(preferred: directory.file("home/state"), beside: directory.file("box"))
    #expect(folders.areUsable)
    #expect(!folders.holds("note"))
    try folders.write(Array("one".utf8), as: "note")
    #expect(folders.existing("note") == [directory.file("note")])
    // What could not be used then can be used now.
    let others = JournalFolders(preferred: directory.file("state"), beside: directory.file("box"))
    #expect(others.contents(of: "note") == [Array("one".utf8)])
    try others.write(Array("two".utf8), as: "note")
    #expect(others.contents(of: "note") == [Array("two".utf8)])
    others.remove("note")
    #expect(!others.holds("note") && !folders.holds("note"))
  }

  /// After a power cut a note is there, and so are the folders that were made for it.
  @Test func aNoteIsDurable() throws {
    let directory = try TemporaryDirectory()
    let folders = JournalFolders(preferred: directory.file("a/b"), beside: directory.file("box"))
    let inode = { (path: String) in try FileSystem.status(of: directory.file(path))?.inode }
    let operations = OperationLog.record { try? folders.write([1], as: "note") }
      .compactMap { if case .sync(let inode) = $0 { inode } else { nil } }
    for path in [".", "a", "a/b", "a/b/note"] {
      let wanted = try #require(try inode(path))
      #expect(operations.contains(wanted), "\(path)")
    }
    #expect(operations.last == (try inode("a/b")))
  }

  /// What a killed writer has left goes when the next note is written, but not what is being written, nor anything else.
  @Test func leftoversGo() throws {
    let directory = try TemporaryDirectory()
    try FileSystem.makeDirectories(directory.file("state"))
    let folders = JournalFolders(preferred: directory.file("state"), beside: directory.file("box"))
    for name in [".mail-note-old", ".mail-note-new", "note-old", "other"] {
      try directory.write("x", to: "state/" + name)
      guard !name.hasSuffix("new") else { continue }
      #expect(try Launcher.run(["touch", "-d", "2020-01-01", directory.file("state/" + name)]).isSuccess)
    }
    try folders.write([1], as: "note")
    let names = try FileSystem.names(in: directory.file("state")).sorted()
    #expect(names == [".mail-note-new", "note", "note-old", "other"])
  }

  /// Where everybody may make files a folder counts only when it is ours alone.
  @Test(arguments: [(0o700, true), (0o777, false), (0o750, false)] as [(UInt32, Bool)])
  func exposedFolders(_ mode: UInt32, _ isUsed: Bool) throws {
    let directory = try TemporaryDirectory()
    let folder = directory.file("mail-own")
    try FileSystem.makePrivateDirectory(folder)
    try FileDescriptor.open(folder, .read, options: .directory).setMode(mode)
    try directory.write("note", to: "mail-own/note")
    let folders = JournalFolders(exposed: [folder])
    #expect(folders.areUsable == isUsed)
    #expect(folders.holds("note") == isUsed)
    #expect((try? folders.write([1], as: "other")) == nil || isUsed)
    #expect(FileSystem.exists(folder + "/other") == isUsed)
  }
}
