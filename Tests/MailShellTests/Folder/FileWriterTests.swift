import MailSystem
import MailTesting
import Testing

@testable import MailShell

@Suite struct FileWriterTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  @Test func aPipeIsRefusedInsteadOfWaitedFor() throws {
    #expect(try Launcher.run(["mkfifo", directory.file("pipe")]).isSuccess)
    #expect(throws: SystemError.self) { try FileWriter.append([65], to: directory.file("pipe")) }
    #expect(throws: SystemError.self) { try FileWriter.append([65], to: "/dev/full") }
  }

  @Test func aTakenNameGetsANumber() throws {
    try directory.write("old", to: "a.txt")
    #expect(try FileWriter.create([65], at: directory.file("a.txt")).0 == directory.file("a-2.txt"))
    _ = try FileWriter.append([66], to: directory.file("a.txt"))
    #expect(directory.text(of: "a.txt") == "oldB")
  }

  @Test func aFailedWriteLeavesNothing() throws {
    for number in 1..<20 {
      try directory.write("old", to: "there")
      var failures = 0
      let struck = FaultInjection.with(.full, atCall: number, of: .changing) {
        do { _ = try FileWriter.append([65], to: directory.file("there")) } catch { failures += 1 }
      }
      #expect(directory.text(of: "there") == (failures == 0 ? "oldA" : "old"), "call \(number)")
      let struckNew = FaultInjection.with(.full, atCall: number, of: .changing) {
        do { _ = try FileWriter.create([65], at: directory.file("new")) } catch { failures += 1 }
      }
      #expect(FileSystem.exists(directory.file("new")) != struckNew, "call \(number)")
      try? FileSystem.remove(directory.file("new"))
      if !struck && !struckNew { return }
    }
    Issue.record("never without a fault")
  }
}
