import MailTesting
import Testing

@testable import MailSystem

@Suite struct DotLockTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  @Test func madeAndRemoved() throws {
    let box = try directory.write("", to: "box")
    let lock = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 1))
    let isHeld = if lock != nil { true } else { false }
    #expect(isHeld)
    #expect(directory.names == ["box", "box.lock"])
    #expect(throws: SystemError.self) { _ = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 0)) }
    _ = consume lock
    #expect(directory.names == ["box"])
  }

  @Test func aSymbolicLinkUnderTheNameIsNotFollowed() throws {
    let box = try directory.write("", to: "box")
    let victim = try directory.write("precious", to: "victim")
    #expect(try Launcher.run(["ln", "-s", victim, box + ".lock"]).isSuccess)
    #expect(throws: SystemError.self) {
      _ = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 0, staleAfter: 0))
    }
    #expect(directory.text(of: "victim") == "precious")
  }

  @Test(arguments: ["directory", "pipe"]) func otherThingsUnderTheNameEndInTime(_ kind: String) throws {
    let box = try directory.write("", to: "box")
    #expect(try Launcher.run([kind == "pipe" ? "mkfifo" : "mkdir", box + ".lock"]).isSuccess)
    let start = Clock.monotonicNanoseconds()
    #expect(throws: SystemError.self) {
      _ = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 1, staleAfter: 0))
    }
    #expect(Clock.monotonicNanoseconds() - start < 30_000_000_000)
    try? FileSystem.removeDirectory(box + ".lock")
  }

  @Test func aLockOfADeadProcessIsStale() throws {
    let box = try directory.write("", to: "box")
    var child = try Launcher.start(["true"])
    _ = try child.wait()
    try directory.write("\(child.id)\n", to: "box.lock")
    #expect(try Launcher.run(["touch", "-d", "2020-01-01", box + ".lock"]).isSuccess)
    // Its age is that of the entry itself, which nobody can set back: it must be two seconds old.
    let lock = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 20))
    let isHeld = if lock != nil { true } else { false }
    #expect(isHeld)
    _ = consume lock
    #expect(directory.names == ["box"])
  }

  @Test func aLockOfALivingProcessIsNot() throws {
    let box = try directory.write("", to: "box")
    try directory.write("\(Environment.processID)\n", to: "box.lock")
    #expect(throws: SystemError.self) {
      _ = try DotLock.acquire(for: box, policy: LockPolicy(waiting: 3, staleAfter: 0))
    }
    #expect(directory.names == ["box", "box.lock"])
  }

  @Test func noLockWhereTheFolderIsMissing() throws {
    let lock = try DotLock.acquire(for: directory.file("none/box"), policy: LockPolicy(waiting: 0))
    let isHeld = if lock != nil { true } else { false }
    #expect(!isHeld)
  }
}
