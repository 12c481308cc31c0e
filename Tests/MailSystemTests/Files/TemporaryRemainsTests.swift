import MailTesting
import Testing

@testable import MailSystem

/// What killed writers leave beside a file, and who may remove it.
@Suite struct TemporaryRemainsTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write("old", to: "file")
  }

  private var remains: TemporaryRemains { TemporaryRemains(target: path, prefix: ".mail-") }

  /// What is left of a writer, as far as its name goes.
  private func left(_ prefix: String = ".mail-") -> String {
    FileSystem.lastComponent(of: TemporaryRemains(target: path, prefix: prefix).newPath())
  }

  /// The lock of a process that is gone, old enough to be believed.
  private func leaveLock() throws {
    let child = try Launcher.run(["sh", "-c", "echo $$ >\(path).lock; touch -d '1 hour ago' \(path).lock"])
    #expect(child.isSuccess)
  }

  private func replace(isLocked: Bool) throws {
    let replacement = try AtomicReplace.begin(path, old: nil, isLocked: isLocked)
    try replacement.write(Array("new".utf8))
    try replacement.commit()
  }

  /// Dies at every call of a replacement; the next one under the locks leaves the file alone.
  @Test func ofAKilledWriter() throws {
    var number = 1
    while FaultInjection.with(.stop, atCall: number, of: .changing, { try? replace(isLocked: true) }) {
      try replace(isLocked: true)
      // A child that another test starts holds what is open here until it has begun its program, and the lock with it.
      for _ in 0..<20 where directory.names != ["file"] {
        Clock.sleep(milliseconds: 50)
        try replace(isLocked: true)
      }
      #expect(directory.names == ["file"], "call \(number)")
      number += 1
      try #require(number < 50)
    }
    #expect(number > 3)
  }

  @Test func nobodyCanGuessTheirNames() throws {
    let names = try (0..<20).map { _ in try AtomicReplace.begin(path, old: nil).temporary.path }
    #expect(Set(names).count == 20 && directory.names == ["file"])
  }

  @Test func ofAWriterAtWorkStay() throws {
    let first = try AtomicReplace.begin(path, old: nil)
    let second = try AtomicReplace.begin(path, old: nil)
    #expect(directory.names.count == 3)
    AtomicReplace.tidy(path)
    #expect(!TemporaryRemains.remove(first.temporary.path, isLocked: true))
    #expect(!TemporaryRemains.remove(second.temporary.path, isLocked: false, olderThan: -1))
    #expect(directory.names.count == 3)
    try first.write(Array("one".utf8))
    try first.commit()
    #expect(directory.text(of: "file") == "one")
    try second.write(Array("two".utf8))
    try second.commit()
    #expect(directory.text(of: "file") == "two" && directory.names == ["file"])
  }

  @Test func withoutTheLocksOnlyWhenTheyAreOld() throws {
    let left = left()
    try directory.write("private", to: left)
    try directory.write("other", to: ".mail-aaaaaaaabbbb")
    try replace(isLocked: false)
    #expect(directory.names == [left, ".mail-aaaaaaaabbbb", "file"].sorted())
    remains.remove(among: directory.names, isLocked: false)
    TemporaryFile.removeRemains(in: directory.path, among: directory.names, prefixes: [".mail-"])
    #expect(directory.names.contains(left))
    #expect(TemporaryRemains.remove(directory.file(left), isLocked: false, olderThan: -1))
    #expect(directory.names == [".mail-aaaaaaaabbbb", "file"])
  }

  @Test func underALockOfAnotherStay() throws {
    try directory.write("private", to: left())
    try directory.write("\(Environment.processID)\n", to: "file.lock")
    AtomicReplace.tidy(path)
    #expect(directory.names.count == 3)
  }

  @Test(arguments: ["link", "folder", "pipe", "second name"]) func otherThingsStay(_ kind: String) throws {
    let victim = try directory.write("precious", to: "victim")
    let left = directory.file(left())
    switch kind {
    case "link": #expect(try Launcher.run(["ln", "-s", victim, left]).isSuccess)
    case "folder": try FileSystem.makeDirectories(left)
    case "pipe": #expect(try Launcher.run(["mkfifo", left]).isSuccess)
    default: try FileSystem.link(victim, to: left)
    }
    let before = directory.names
    try replace(isLocked: true)
    #expect(directory.names == before && directory.text(of: "file") == "new")
    #expect(directory.text(of: "victim") == "precious")
  }

  /// A start and a delivery look for more where the lock of a dead process lies.
  @Test func thatLeftItsLockGoesWithIt() async throws {
    try leaveLock()
    // A younger lock may be one that is just being written.
    try await Task.sleep(for: .seconds(2))
    try directory.write("private", to: left())
    AtomicReplace.tidy(path)
    #expect(directory.names == ["file"])
    try leaveLock()
    try await Task.sleep(for: .seconds(2))
    try directory.write("private", to: left())
    var append = try LockedAppend.open(path)
    try append.write(Array("er".utf8))
    try append.finish()
    #expect(directory.text(of: "file") == "older" && directory.names == ["file"])
  }
}
