import Foundation
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
    // The first message and the fourth were gone already.
    #expect(report.missed == 2)
    #expect(report.dropped == 1)
    #expect(report.restated == 1)
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [3, 5, 6, 7])
    // What either of them did to it stays.
    #expect(directory.text(of: "box")?.contains("<message-3@example.org>\nStatus: RO\nX-Status: A\n") == true)
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

  /// A deliverer that had the file open when it was removed writes into a file without a name.
  @Test func mailForARemovedFileIsKept() throws {
    let box = try box(SampleMail.mbox(2))
    let path = box.path
    let isOpen = DispatchSemaphore(value: 0)
    let deliverer = Thread {
      guard let file = try? FileDescriptor.open(path, .write, options: .append) else { return }
      isOpen.signal()
      let deadline = Deadline.after(seconds: 10)
      while FileSystem.exists(path), !deadline.hasPassed { Clock.sleep(milliseconds: 1) }
      try? file.write(Array(SampleMail.message(3).utf8))
    }
    deliverer.start()
    isOpen.wait()
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(2, to: .drop)
    plan.whenEmpty = .remove
    let report = try box.commit(plan)
    #expect(!report.isRemoved)
    #expect(report.arrived == 1)
    #expect(SampleMail.numbers(in: directory.text(of: "box") ?? "") == [3])
    #expect(box.count == 1)
  }

  private func job(_ text: String, id: String? = nil) -> String {
    "From cron Mon Mar  2 10:00:00 2026\nFrom: cron\n" + (id.map { "Message-ID: <\($0)@host>\n" } ?? "")
      + "\n\(text)\n\n"
  }

  /// Two mails of one second and of equal length: only what can be told apart is removed.
  @Test(arguments: [false, true], [false, true]) func twinsAreNotMistaken(_ isInPlace: Bool, _ haveNames: Bool) throws {
    let one = job("one", id: haveNames ? "a" : nil)
    let two = job("two", id: haveNames ? "b" : nil)
    let first = try box(one + two + SampleMail.message(1))
    if isInPlace { try FileSystem.link(first.path, to: directory.file("other")) }
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    let second = try MboxMailbox(path: first.path, options: options)
    for number in 1...3 { _ = try second.header(of: number) }
    let other = try MboxMailbox(path: first.path, options: options)
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(2, to: .keep([.read, .old]))
    _ = try other.commit(plan)
    let left = directory.text(of: "box")
    var own = QuitPlan()
    own.set(1, to: .drop)
    if haveNames {
      #expect(try second.commit(own).dropped == 0)
    } else {
      do {
        _ = try second.commit(own)
        Issue.record("one of two that cannot be told apart was removed")
      } catch { #expect(error.kind == .changed) }
    }
    #expect(directory.text(of: "box") == left)
    #expect(left?.contains("\ntwo\n") == true)
  }

  /// A crash within an append leaves a part of a message; the next one begins a message of its own all the same.
  @Test func whatFollowsAPartOfAMessageIsAMessage() throws {
    let source = try box(SampleMail.message(9))
    let cut = Array(SampleMail.message(2).utf8)
    let fields = (cut.firstIndex(of: 0x0A) ?? 0) + 1
    let whole = cut[..<fields] + Array("Content-Length: 4000\n".utf8) + cut[fields...]
    for end in 6..<whole.count {
      try directory.write(Array(SampleMail.message(1).utf8) + whole[..<end], to: "mbox")
      _ = try Mailboxes.append([.stored(source, number: 1, flags: nil)], to: directory.file("mbox"))
      let mbox = try MboxMailbox(path: directory.file("mbox"))
      let last = try String(decoding: mbox.header(of: mbox.count), as: UTF8.self)
      #expect(last.contains("<message-9@example.org>"), "cut at \(end)")
      #expect(try String(decoding: mbox.header(of: 1), as: UTF8.self).contains("<message-1@"), "cut at \(end)")
      #expect(directory.text(of: "mbox")?.contains("\n\nFrom sender9@") == true, "cut at \(end)")
    }
  }

  static let edits: [(String, String)] = [
    ("Subject: new\nContent-Length: 5\n\nother\n", "Subject: new\nStatus: RO\n\nother\n\n"),
    (
      "Subject: new\n\nFrom here\n>From there\nno end",
      "Subject: new\nStatus: RO\n\n>From here\n>From there\nno end\n\n"
    ),
    ("Subject: no body\n", "Subject: no body\nStatus: RO\n\n\n"),
    ("Status: O\nSubject: x\n\n", "Subject: x\nStatus: RO\n\n\n"),
  ]

  /// What `edit` made of a message, with `writebackedited`.
  @Test(arguments: edits) func aMessageWrittenAnew(_ content: String, _ wanted: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(SampleMail.mbox(3), to: "box")
    let box = try MboxMailbox(path: path)
    var plan = QuitPlan()
    plan.set(2, to: .replace(Array(content.utf8), [.read, .old]))
    #expect(try box.commit(plan).restated == 1)
    let fromLine = SampleMail.message(2).prefix { $0 != "\n" } + "\n"
    #expect(directory.text(of: "box") == SampleMail.message(1) + fromLine + wanted + SampleMail.message(3))
    let again = try MboxMailbox(path: path)
    #expect(again.count == 3)
    for number in 1...3 {
      #expect(try again.summary(of: number) == box.summary(of: number))
      #expect(try again.content(of: number) == box.content(of: number))
    }
  }
}
