import MailFormat
import MailStore
import MailSystem
import MailTesting
import Testing

@Suite struct MboxCommitTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  private func box(_ text: String) throws -> MboxMailbox { try MboxMailbox(path: directory.write(text, to: "box")) }

  @Test func anEmptyPlanTouchesNothing() throws {
    let box = try box(SampleMail.mbox(3))
    let before = try FileSystem.status(of: box.path)
    let report = try box.commit(QuitPlan())
    #expect(!report.isChanged)
    #expect(try FileSystem.status(of: box.path) == before)
  }

  @Test func dropKeepMove() throws {
    let box = try box(SampleMail.mbox(5))
    try directory.write("From old Mon Mar  2 09:00:00 2026\n\nno line end", to: "mbox")
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(2, to: .drop)
    plan.set(4, to: .move([.read, .old]))
    plan.set(5, to: .keep([.old]))
    let report = try box.commit(plan)
    #expect(report.held == 3)
    #expect(report.moved == 1)
    #expect(report.dropped == 1)
    #expect(report.restated == 1)
    #expect(report.secondary?.isNew == false)
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [1, 3, 5])
    let mbox = directory.text(of: "mbox") ?? ""
    #expect(mbox.hasPrefix("From old Mon Mar  2 09:00:00 2026\n\nno line end\n\nFrom sender4@"))
    #expect(mbox.contains("\nStatus: RO\n\n"))
    #expect(directory.text(of: "box")?.contains("<message-5@example.org>\nStatus: O\n\n") == true)
    #expect(directory.names == ["box", "mbox"])
    // The mailbox goes on with the new content.
    #expect(box.count == 3)
    #expect(try String(decoding: box.header(of: 3), as: UTF8.self).contains("number 5"))
    #expect(try box.summary(of: 3).flags == [.old])
    let fresh = try MboxMailbox(path: box.path)
    for number in 1...3 { #expect(try fresh.summary(of: number) == box.summary(of: number)) }
  }

  @Test func ownerRightsAndLinksStay() throws {
    let path = try directory.write(SampleMail.mbox(3), to: "real")
    let file = try FileDescriptor.open(path, .readWrite)
    try file.setMode(0o640)
    #expect(try Launcher.run(["ln", "-s", "real", directory.file("link")]).isSuccess)
    let box = try MboxMailbox(path: directory.file("link"))
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    _ = try box.commit(plan)
    #expect(try FileSystem.status(of: path)?.mode == 0o640)
    #expect(try FileSystem.status(of: directory.file("link"), followLinks: false)?.kind == .link)
    #expect(SampleMail.numbers(in: directory.text(of: "real") ?? "") == [2, 3])
  }

  @Test func emptied() throws {
    let first = try box(SampleMail.mbox(2))
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(2, to: .drop)
    #expect(try first.commit(plan).held == 0)
    #expect(directory.content(of: "box") == [])
    #expect(first.count == 0)
    let second = try box(SampleMail.mbox(2))
    plan.whenEmpty = .remove
    #expect(try second.commit(plan).isRemoved)
    #expect(directory.content(of: "box") == nil)
  }

  @Test func arrivalsStay() throws {
    let box = try box(SampleMail.mbox(3))
    let file = try FileDescriptor.open(box.path, .write, options: .append)
    try file.write(Array((SampleMail.message(4) + SampleMail.message(5)).utf8))
    var plan = QuitPlan()
    for number in 1...3 { plan.set(number, to: .drop) }
    let report = try box.commit(plan)
    #expect(report.arrived == 2)
    #expect(report.held == 0)
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [4, 5])
    #expect(box.count == 2)
  }

  /// Two sessions on one mailbox: the second one finds its messages again in what the first left.
  @Test(arguments: [false, true]) func twoSessionsMerge(_ isInPlace: Bool) throws {
    let first = try box(SampleMail.mbox(6))
    if isInPlace { try FileSystem.link(first.path, to: directory.file("other")) }
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    let second = try MboxMailbox(path: first.path, options: options)
    for number in 1...6 { _ = try second.header(of: number) }
    let other = try MboxMailbox(path: first.path, options: options)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(3, to: .keep([.read, .old]))
    plan.set(4, to: .drop)
    _ = try other.commit(plan)
    let file = try FileDescriptor.open(first.path, .write, options: .append)
    try file.write(Array(SampleMail.message(7).utf8))
    try file.close()
    var own = QuitPlan()
    own.set(1, to: .drop)
    own.set(2, to: .drop)
    own.set(3, to: .keep([.answered, .old]))
    let report = try second.commit(own)
    #expect(report.dropped == 1)
    #expect(report.restated == 1)
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [3, 5, 6, 7])
    #expect(directory.text(of: "box")?.contains("<message-3@example.org>\nStatus: O\nX-Status: A\n") == true)
    #expect(second.count == 4)
  }

  @Test func whatCannotBeToldIsNotTouched() throws {
    let box = try box(SampleMail.mbox(3))
    // Not one message was looked at, and the old content is gone.
    try directory.write(SampleMail.message(5) + SampleMail.message(1), to: "box")
    let after = directory.content(of: "box")
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    do {
      _ = try box.commit(plan)
      Issue.record("committed over another program's change")
    } catch {
      #expect(error.kind == .changed)
    }
    #expect(directory.content(of: "box") == after)
    #expect(directory.names == ["box"])
  }

  @Test func aLockedFileIsWaitedForAndLeft() throws {
    let box = try box(SampleMail.mbox(3))
    let other = try FileDescriptor.open(box.path, .readWrite)
    let lock = try FileLock.acquire(on: other, exclusive: true, by: .after(seconds: 1))
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.locks = LockPolicy(waiting: 0)
    do {
      _ = try box.commit(plan)
      Issue.record("committed a locked file")
    } catch {
      #expect(error.kind == .locked)
      #expect(error.exitStatus == .temporaryFailure)
    }
    _ = consume lock
    plan.locks = LockPolicy(waiting: 5)
    #expect(try box.commit(plan).dropped == 1)
  }

  @Test func prependedWithoutAppend() throws {
    let box = try box(SampleMail.mbox(2))
    try directory.write(SampleMail.message(7), to: "mbox")
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.appends = false
    plan.set(1, to: .move([.old, .read]))
    plan.set(2, to: .move([.old, .read]))
    _ = try box.commit(plan)
    #expect(SampleMail.numbers(in: directory.text(of: "mbox") ?? "") == [1, 2, 7])
  }

  @Test func readOnly() throws {
    var options = MboxOptions()
    options.isReadOnly = true
    let box = try MboxMailbox(path: directory.write(SampleMail.mbox(2), to: "box"), options: options)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    #expect(throws: StoreError.self) { try box.commit(plan) }
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [1, 2])
  }
}
