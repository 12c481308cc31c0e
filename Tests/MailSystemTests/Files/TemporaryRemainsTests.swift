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

  private func replace(isLocked: Bool) throws {
    let replacement = try AtomicReplace.begin(path, old: nil, isLocked: isLocked)
    try replacement.write(Array("new".utf8))
    try replacement.commit()
  }

  /// Dies at every call of a replacement; the next start or the next replacement under the locks leaves the file alone.
  @Test(arguments: [false, true]) func ofAKilledWriter(_ isTidied: Bool) throws {
    var number = 1
    while FaultInjection.with(.stop, atCall: number, of: .changing, { try? replace(isLocked: true) }) {
      if isTidied { AtomicReplace.tidy(path) } else { try replace(isLocked: true) }
      #expect(directory.names == ["file"], "call \(number)")
      number += 1
      try #require(number < 50)
    }
    #expect(number > 3)
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
    let left = FileSystem.lastComponent(of: remains.path(0))
    try directory.write("private", to: left)
    try replace(isLocked: false)
    #expect(directory.names == [left, "file"].sorted())
    #expect(!TemporaryRemains.remove(remains.path(0), isLocked: false))
    #expect(TemporaryRemains.remove(remains.path(0), isLocked: false, olderThan: -1))
    #expect(directory.names == ["file"])
  }

  @Test func underALockOfAnotherStay() throws {
    try directory.write("private", to: FileSystem.lastComponent(of: remains.path(0)))
    try directory.write("\(Environment.processID)\n", to: "file.lock")
    AtomicReplace.tidy(path)
    #expect(directory.names.count == 3)
    try FileSystem.remove(directory.file("file.lock"))
    AtomicReplace.tidy(path)
    #expect(directory.names == ["file"])
  }

  @Test(arguments: ["link", "folder", "pipe", "second name"]) func otherThingsStay(_ kind: String) throws {
    let victim = try directory.write("precious", to: "victim")
    let left = remains.path(0)
    switch kind {
    case "link": #expect(try Launcher.run(["ln", "-s", victim, left]).isSuccess)
    case "folder": try FileSystem.makeDirectories(left)
    case "pipe": #expect(try Launcher.run(["mkfifo", left]).isSuccess)
    default: try FileSystem.link(victim, to: left)
    }
    let before = directory.names
    AtomicReplace.tidy(path)
    try replace(isLocked: true)
    #expect(directory.names == before && directory.text(of: "file") == "new")
    #expect(directory.text(of: "victim") == "precious")
  }

  @Test func aDeliveryAndALockRemoveThem() throws {
    try directory.write("private", to: FileSystem.lastComponent(of: remains.path(0)))
    var append = try LockedAppend.open(path)
    try append.write(Array("er".utf8))
    try append.finish()
    #expect(directory.text(of: "file") == "older" && directory.names == ["file"])
    var number = 1
    let policy = LockPolicy(waiting: 0)
    while FaultInjection.with(
      .stop, atCall: number, of: .changing, { _ = try? DotLock.acquire(for: path, policy: policy) })
    {
      // The lock of a killed process is found stale in time, and the file from which it was made only then.
      try FileSystem.remove(path + ".lock")
      for place in 0..<2 {
        let left = TemporaryRemains(target: path, prefix: ".lk").path(place)
        _ = TemporaryRemains.remove(left, isLocked: false, olderThan: -1)
      }
      #expect(directory.names == ["file"], "call \(number)")
      number += 1
      try #require(number < 50)
    }
  }

  @Test func manyWritersFindNames() throws {
    let one = try TemporaryFile.make(beside: path, prefix: ".lk")
    let two = try TemporaryFile.make(beside: path, prefix: ".lk")
    let other = try TemporaryFile.make(beside: directory.file("other"), prefix: ".lk")
    #expect(Set([one.path, two.path, other.path]).count == 3)
    let taken = (0..<TemporaryRemains.places).map { remains.path($0) }
    #expect(Set(taken).count == TemporaryRemains.places)
    for path in taken { try directory.write("", to: FileSystem.lastComponent(of: path)) }
    try replace(isLocked: false)
    #expect(directory.text(of: "file") == "new")
  }
}
