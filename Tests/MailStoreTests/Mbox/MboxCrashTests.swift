import MailFormat
import MailStore
import MailTesting
import Testing

@testable import MailSystem

/// A fault at every single call of a session that deletes, moves and marks: nothing may be lost (security.md R01, R02, R04,
/// R06).
@Suite struct MboxCrashTests {
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case replacing
    case inPlace
    var testDescription: String { rawValue }
  }

  struct Trial: CustomTestStringConvertible {
    var way: Way
    var fault: FaultInjection.Fault
    var testDescription: String { "\(way) \(fault)" }
  }

  static let trials: [Trial] = Way.allCases.flatMap { way in
    [.stop, .full, .inputOutput, .quota, .interruption, .short].map { Trial(way: way, fault: $0) }
  }

  /// Ten messages: 2 and 5 go, 3 and 9 move, 4 is restated; 11 arrives meanwhile.
  private static let staying = [1, 4, 6, 7, 8, 10, 11]

  @Test(arguments: trials) func everyCall(_ trial: Trial) throws {
    var number = 1
    var isPast = false
    while !isPast {
      let directory = try TemporaryDirectory()
      let outcome = try session(in: directory, trial, number)
      isPast = !outcome.struck
      let box = SampleMail.numbers(in: directory.text(of: "spool/box") ?? "missing")
      let mbox = SampleMail.numbers(in: directory.text(of: "mbox") ?? "")
      let what = Comment(
        rawValue:
          "\(trial.testDescription), call \(number): box \(String(describing: box)), mbox \(String(describing: mbox))")
      let kept = try #require(box, what)
      if trial.fault != .stop || isPast { #expect(mbox != nil, what) }
      // Whole, in order, never one too few: what has left the box is in mbox or was to go.
      #expect(kept == kept.sorted(), what)
      #expect(Set(Self.staying).isSubset(of: Set(kept)), what)
      for moved in [3, 9] where !kept.contains(moved) { #expect(mbox?.contains(moved) == true, what) }
      let isWithoutMoved = kept == (1...11).filter { $0 != 3 && $0 != 9 }
      #expect(kept == Self.staying || kept == Array(1...11) || isWithoutMoved, what)
      // R06: what has arrived in mbox is not left here as well.
      for moved in [3, 9] where kept.contains(moved) { #expect(mbox?.contains(moved) != true, what) }
      if outcome.succeeded { #expect(kept == Self.staying && mbox == [20, 3, 9], what) }
      if isPast || trial.fault == .interruption || trial.fault == .short { #expect(outcome.succeeded, what) }
      number += 1
      try #require(number < 2000)
    }
    #expect(number > 20)
  }

  /// Takes messages 1 and 4 out of a mailbox of eight that has a second name, so that it is rewritten in its place.
  ///
  /// - Returns: whether the crash came before the end.
  private func rewriteInPlace(
    in directory: TemporaryDirectory, _ options: MboxOptions, stoppingAt number: Int
  ) throws -> Bool {
    let path = try directory.write(SampleMail.mbox(8), to: "box")
    try FileSystem.link(path, to: directory.file("other"))
    let box = try MboxMailbox(path: path, options: options)
    var plan = QuitPlan()
    plan.locks.usesDotLock = false
    plan.set(1, to: .drop)
    plan.set(4, to: .drop)
    return FaultInjection.with(.stop, atCall: number, of: .changing) { _ = try? box.commit(plan) }
  }

  /// What is added behind a rewrite in place that a crash cut short, or before it, finds the mailbox whole.
  @Test(arguments: [false, true]) func anAppendFinishesARewriteFirst(_ prepends: Bool) throws {
    var number = 1
    var struck = true
    while struck {
      let directory = try TemporaryDirectory()
      let path = directory.file("box")
      var options = MboxOptions()
      options.stateDirectory = directory.file("state")
      struck = try rewriteInPlace(in: directory, options, stoppingAt: number)
      try FileSystem.remove(directory.file("other"))
      let source = try MboxMailbox(path: directory.write(SampleMail.message(9), to: "source"))
      var adding = MboxAppender.Options()
      adding.stateDirectory = options.stateDirectory
      adding.prepends = prepends
      _ = try Mailboxes.append([.stored(source, number: 1, flags: nil)], to: path, options: adding)
      let left = SampleMail.numbers(in: directory.text(of: "box") ?? "")
      let whole = [Array(1...8), [2, 3, 5, 6, 7, 8]].map { prepends ? [9] + $0 : $0 + [9] }
      #expect(left.map(whole.contains) == true, "call \(number): \(String(describing: left))")
      number += 1
      try #require(number < 200)
    }
    #expect(number > 5)
  }

  /// What a crash has left half written is finished for a look as well: there is no other whole mailbox to be shown.
  @Test func aReadOnlyLookFinishesARewrite() throws {
    var number = 1
    var struck = true
    while struck {
      let directory = try TemporaryDirectory()
      let path = directory.file("box")
      var options = MboxOptions()
      options.stateDirectory = directory.file("state")
      struck = try rewriteInPlace(in: directory, options, stoppingAt: number)
      options.isReadOnly = true
      let again = try MboxMailbox(path: path, options: options)
      let left = SampleMail.numbers(in: directory.text(of: "box") ?? "")
      #expect(left == Array(1...8) || left == [2, 3, 5, 6, 7, 8], "call \(number): \(String(describing: left))")
      #expect(again.isReadOnly && again.count == left?.count)
      number += 1
      try #require(number < 200)
    }
    #expect(number > 5)
  }

  /// One session with one fault, and what a second run finds.
  private func session(
    in directory: TemporaryDirectory, _ trial: Trial, _ number: Int
  ) throws -> (struck: Bool, succeeded: Bool) {
    try FileSystem.makeDirectories(directory.file("spool"))
    try directory.write(SampleMail.mbox(10), to: "spool/box")
    try directory.write(SampleMail.message(20), to: "mbox")
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    let box = try MboxMailbox(path: directory.file("spool/box"), options: options)
    let arrival = try FileDescriptor.open(box.path, .write, options: .append)
    try arrival.write(Array(SampleMail.message(11).utf8))
    try arrival.close()
    if trial.way == .inPlace {
      // A second name keeps the file from being replaced, as an unwritable folder does for all but root.
      try FileSystem.link(box.path, to: directory.file("spool/other"))
    }
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(2, to: .drop)
    plan.set(5, to: .drop)
    plan.set(3, to: .move([.read, .old]))
    plan.set(9, to: .move([.read, .old]))
    plan.set(4, to: .keep([.read, .old]))
    plan.locks = LockPolicy(waiting: 0)
    var succeeded = false
    let struck = FaultInjection.with(trial.fault, atCall: number) {
      do {
        succeeded = try box.commit(plan).isChanged
      } catch {}
    }
    // A killed process holds no lock any more; its dot lock is found stale in time.
    for name in directory.names where name.hasSuffix(".lock") { try FileSystem.remove(directory.file(name)) }
    try? FileSystem.remove(directory.file("spool/box.lock"))
    let again = try MboxMailbox(path: directory.file("spool/box"), options: options)
    for message in 0..<again.count { _ = try again.content(of: message + 1) }
    let left = try FileSystem.names(in: directory.file("spool")).filter { $0.hasPrefix(".mail-") }
    #expect(left == [], "\(trial.testDescription), call \(number)")
    return (struck, succeeded)
  }
}
