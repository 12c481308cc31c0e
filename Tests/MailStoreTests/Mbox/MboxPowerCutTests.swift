import MailFormat
import MailStore
import MailTesting
import Testing

@testable import MailSystem

/// Power cuts at every call of a commit, in many ways each, more than a thousand for each way of rewriting: no message is
/// lost (security.md R05).
@Suite struct MboxPowerCutTests {
  private static let waysEach = 60

  /// A generator whose throws are the same in each run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: [false, true]) func everyPoint(_ isInPlace: Bool) throws {
    let directory = try TemporaryDirectory()
    let spool = directory.file("spool")
    let state = directory.file("state")
    for folder in [spool, state] { try FileSystem.makeDirectories(folder) }
    let path = try directory.write(SampleMail.mbox(6), to: "spool/box")
    let mbox = try directory.write(SampleMail.message(20), to: "mbox")
    if isInPlace { try FileSystem.link(path, to: spool + "/other") }
    var options = MboxOptions()
    options.stateDirectory = state
    let before = try PowerCut(
      paths: [path, mbox], directories: [spool, state, directory.path], operations: [])
    let box = try MboxMailbox(path: path, options: options)
    var plan = QuitPlan()
    plan.secondary = mbox
    plan.set(2, to: .drop)
    plan.set(3, to: .move([.read, .old]))
    plan.set(5, to: .keep([.read, .old]))
    let operations = OperationLog.record { _ = try? box.commit(plan) }
    #expect(SampleMail.numbers(in: directory.text(of: "spool/box") ?? "") == [1, 4, 5, 6])
    let cut = try before.adding(operations, directories: [spool, state, directory.path])
    var dice = Dice(state: 1)
    #expect(operations.count * Self.waysEach > 1000)
    for point in 0...operations.count {
      for way in 0..<Self.waysEach {
        let disk = cut.state(at: point, dice: &dice)
        try restore(disk, in: directory, keeping: isInPlace ? path : nil)
        let what: Comment = "\(isInPlace ? "in place" : "replaced"), point \(point) of \(operations.count), way \(way)"
        try check(directory, options, isOver: point == operations.count, what)
      }
    }
  }

  /// Puts the files as the disk has them; the one that is kept stays the same file, since its journal names it.
  private func restore(
    _ disk: [String: (inode: UInt64, content: [UInt8])], in directory: TemporaryDirectory, keeping kept: String?
  ) throws {
    for folder in ["spool", "state", "."] {
      for name in try FileSystem.names(in: directory.file(folder)) {
        let path = directory.file(folder == "." ? name : folder + "/" + name)
        if path != kept, !path.hasSuffix("/other"), !FileSystem.isDirectory(path) { try FileSystem.remove(path) }
      }
    }
    // The process is dead; its locks are stale.
    for (path, file) in disk where !path.hasSuffix(".lock") && !path.contains("/.lk") {
      let target = try FileDescriptor.open(path, .write, options: [.create, .truncate])
      try target.write(file.content)
    }
  }

  private func check(
    _ directory: TemporaryDirectory, _ options: MboxOptions, isOver: Bool, _ what: Comment
  ) throws {
    let again = try MboxMailbox(path: directory.file("spool/box"), options: options)
    let kept = SampleMail.numbers(in: directory.text(of: "spool/box") ?? "missing")
    let moved = directory.text(of: "mbox") ?? ""
    #expect(kept == [1, 2, 3, 4, 5, 6] || kept == [1, 2, 4, 5, 6] || kept == [1, 4, 5, 6], what)
    #expect(again.count == kept?.count, what)
    #expect(moved.hasPrefix(SampleMail.message(20)), what)
    if kept?.contains(3) == false || isOver { #expect(SampleMail.numbers(in: moved) == [20, 3], what) }
    if isOver { #expect(kept == [1, 4, 5, 6], what) }
  }
}
