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
}
