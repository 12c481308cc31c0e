import Foundation
import MailTesting
import Testing

@testable import MailSystem

@Suite struct LockedAppendTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  @Test func makesPrivateFilesWhateverTheMask() throws {
    var append = try LockedAppend.open(directory.file("new"))
    try append.write(Array("text\n".utf8))
    try append.finish()
    #expect(directory.text(of: "new") == "text\n")
    #expect(try FileSystem.status(of: directory.file("new"))?.mode == 0o600)
    #expect(directory.names == ["new"])
  }

  @Test func unfinishedIsTakenBack() throws {
    try directory.write("old\n", to: "file")
    do {
      var append = try LockedAppend.open(directory.file("file"))
      try append.write([UInt8](repeating: 0x41, count: 1 << 20))
      #expect(append.startSize == 4)
    }
    #expect(directory.text(of: "file") == "old\n")
    do {
      var append = try LockedAppend.open(directory.file("other"))
      try append.write([UInt8](repeating: 0x41, count: 1 << 20))
    }
    #expect(directory.names == ["file"])
  }

  @Test(arguments: [FaultInjection.Fault.full, .inputOutput, .quota, .interruption, .short])
  func aFailedAppendLeavesTheOldFile(_ fault: FaultInjection.Fault) throws {
    var number = 1
    while true {
      try directory.write("old\n", to: "file")
      var succeeded = false
      let struck = FaultInjection.with(fault, atCall: number, of: .changing) {
        do {
          var options = LockedAppend.Options()
          options.locks = LockPolicy(waiting: 0)
          var append = try LockedAppend.open(directory.file("file"), options: options)
          try append.write(Array("new\n".utf8))
          try append.finish()
          succeeded = true
        } catch {}
      }
      #expect(directory.text(of: "file") == (succeeded ? "old\nnew\n" : "old\n"), "\(fault) at call \(number)")
      if fault == .short || fault == .interruption { #expect(succeeded, "\(fault) at call \(number)") }
      try? FileSystem.remove(directory.file("file.lock"))
      if !struck { break }
      number += 1
      try #require(number < 200)
    }
  }

  @Test func foldersPipesAndLinksAreRefused() throws {
    #expect(throws: SystemError.self) { _ = try LockedAppend.open(directory.path) }
    #expect(try Launcher.run(["mkfifo", directory.file("pipe")]).isSuccess)
    #expect(throws: SystemError.self) { _ = try LockedAppend.open(directory.file("pipe")) }
    try directory.write("x", to: "target")
    #expect(try Launcher.run(["ln", "-s", "target", directory.file("link")]).isSuccess)
    var options = LockedAppend.Options()
    options.followsLinks = false
    #expect(throws: SystemError.self) { _ = try LockedAppend.open(directory.file("link"), options: options) }
  }

  @Test func devicesTakeEverything() throws {
    var append = try LockedAppend.open("/dev/null")
    try append.write(Array("text".utf8))
    try append.finish()
    #expect(throws: SystemError.self) {
      var full = try LockedAppend.open("/dev/full")
      try full.write(Array("text".utf8))
      try full.finish()
    }
  }

  @Test func movedToTheFront() throws {
    try directory.write("old\n", to: "file")
    var append = try LockedAppend.open(directory.file("file"))
    try append.write(Array("\nnew\n".utf8))
    try append.finish(movingToFrontFrom: 5)
    #expect(directory.text(of: "file") == "new\nold\n")
    #expect(directory.names == ["file"])
  }

  @Test func aFileOfTwoNamesIsNotReplaced() throws {
    try directory.write("old\n", to: "file")
    try FileSystem.link(directory.file("file"), to: directory.file("other"))
    var append = try LockedAppend.open(directory.file("file"))
    try append.write(Array("new\n".utf8))
    try append.finish(movingToFrontFrom: 4)
    #expect(directory.text(of: "file") == "old\nnew\n")
    #expect(directory.text(of: "other") == "old\nnew\n")
  }

  /// What is durable at the end is no failure, whatever happens on its way to the front.
  @Test func aFailedMoveToTheFrontLosesNothing() throws {
    var outcomes: Set<String> = []
    for number in 1..<200 {
      try directory.write("old\n", to: "file")
      var succeeded = false
      let struck = FaultInjection.with(.full, atCall: number, of: .changing) {
        do {
          var options = LockedAppend.Options()
          options.locks = LockPolicy(waiting: 0)
          var append = try LockedAppend.open(directory.file("file"), options: options)
          try append.write(Array("new\n".utf8))
          try append.finish(movingToFrontFrom: 4)
          succeeded = true
        } catch {}
      }
      let text = directory.text(of: "file") ?? ""
      #expect(succeeded ? text == "old\nnew\n" || text == "new\nold\n" : text == "old\n", "call \(number): \(text)")
      if succeeded { outcomes.insert(text) }
      try? FileSystem.remove(directory.file("file.lock"))
      if !struck { break }
    }
    #expect(outcomes.count == 2)
  }

  @Test func whatIsWrittenToTheFileBeforeTheMoveIsKept() throws {
    let path = try directory.write("old\n", to: "file")
    let isOpen = DispatchSemaphore(value: 0)
    let deliverer = Thread {
      guard let file = try? FileDescriptor.open(path, .write, options: .append), let own = try? file.status() else {
        return
      }
      isOpen.signal()
      let deadline = Deadline.after(seconds: 10)
      while (try? FileSystem.status(of: path))?.isSameFile(as: own) == true, !deadline.hasPassed {
        Clock.sleep(milliseconds: 1)
      }
      try? file.write(Array("late\n".utf8))
    }
    deliverer.start()
    isOpen.wait()
    var append = try LockedAppend.open(path)
    try append.write(Array("new\n".utf8))
    try append.finish(movingToFrontFrom: 4)
    #expect(directory.text(of: "file") == "new\nold\nlate\n")
  }

  /// In a folder such as /tmp, somebody else's link to nothing yet does not choose where a file of ours is made.
  @Test(
    .enabled(if: User.effectiveID == 0),
    arguments: [(0o1777, 12345, false), (0o1777, 0, true), (0o1777, 54321, true), (0o755, 12345, true)]
      as [(UInt32, UInt32, Bool)])
  func theLinksOfOthers(_ mode: UInt32, _ owner: UInt32, _ isFollowed: Bool) throws {
    try FileSystem.makeDirectories(directory.file("shared"))
    let shared = try FileDescriptor.open(directory.file("shared"), .read, options: .directory)
    try shared.setMode(mode)
    try shared.setOwner(user: 54321, group: 0)
    #expect(try Launcher.run(["ln", "-s", directory.file("victim"), directory.file("shared/link")]).isSuccess)
    #expect(try Launcher.run(["chown", "-h", String(owner), directory.file("shared/link")]).isSuccess)
    #expect(try Launcher.run(["ln", "-s", "shared/link", directory.file("further")]).isSuccess)
    for name in ["shared/link", "further"] {
      do {
        var append = try LockedAppend.open(directory.file(name))
        try append.write(Array("text".utf8))
        try append.finish()
        #expect(isFollowed)
      } catch {
        #expect(!isFollowed && error.errno == EACCES)
      }
      #expect(FileSystem.exists(directory.file("victim")) == isFollowed)
      try FileSystem.remove(directory.file("victim"))
    }
  }

  /// A link to nothing yet is where the person wants the file.
  @Test func theEndOfALinkIsMade() throws {
    let directory = try TemporaryDirectory()
    try FileSystem.makeDirectories(directory.file("there"))
    #expect(try Launcher.run(["ln", "-s", "there/one", directory.file("link")]).isSuccess)
    #expect(try Launcher.run(["ln", "-s", directory.file("link"), directory.file("further")]).isSuccess)
    var append = try LockedAppend.open(directory.file("further"))
    let isNew = append.isNew
    #expect(isNew)
    try append.write(Array("text".utf8))
    try append.finish()
    #expect(directory.text(of: "there/one") == "text")
    #expect(try FileSystem.status(of: directory.file("further"), followLinks: false)?.kind == .link)
    #expect(try Launcher.run(["ln", "-s", "circle", directory.file("circle")]).isSuccess)
    do {
      _ = try LockedAppend.open(directory.file("circle"))
      Issue.record("opened a circle of links")
    } catch { #expect(error.errno == ELOOP) }
    #expect(FileSystem.whyMissing(directory.file("circle")).errno == ELOOP)
    #expect(FileSystem.whyMissing(directory.file("nothing")).isMissing)
  }
}
