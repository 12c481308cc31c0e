import MailFormat
import MailTesting
import Testing

@testable import MailStore
@testable import MailSystem

@Suite struct MaildirMailboxTests {
  private let directory: TemporaryDirectory
  private let path: String

  /// Three messages: two in cur (read and flagged; unread), one new.
  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("Maildir")
    for folder in ["cur", "new", "tmp"] { try FileSystem.makeDirectories(path + "/" + folder) }
    try directory.write("Subject: one\n\nbody one\n", to: "Maildir/cur/1000.a.host:2,FS")
    try directory.write("Subject: two\r\n\r\nbody two\r\n", to: "Maildir/cur/1001.b.host:2,Pab")
    try directory.write("Subject: three\n\nFrom here\n", to: "Maildir/new/1002.c.host")
  }

  private var cur: [String] { ((try? FileSystem.names(in: path + "/cur")) ?? []).sorted() }
  private var new: [String] { ((try? FileSystem.names(in: path + "/new")) ?? []).sorted() }

  static let nameCases: [(String, MessageFlags, String)] = [
    ("1.x:2,", [], "1.x:2,S"), ("1.x", [], "1.x:2,S"), ("1.x:2,RS", [.answered, .read], "1.x:2,S"),
    ("1.x:2,DFPTa", [.draft, .flagged, .deleted], "1.x:2,PSa"), ("1.x:1,junk", [], "1.x:2,S"), ("", [], ":2,S"),
  ]

  @Test(arguments: nameCases) func names(_ name: String, _ flags: MessageFlags, _ read: String) {
    #expect(MaildirName(name).flags == flags)
    #expect(MaildirName(name).named([.read]) == read)
  }

  @Test func reads() throws {
    let box = try MaildirMailbox(path: path)
    #expect(box.count == 3)
    #expect(try box.flags(of: 1) == [.read, .flagged, .old])
    #expect(try box.flags(of: 2) == [.old])
    #expect(try box.flags(of: 3) == [])
    #expect(try box.summary(of: 1).lines == 3)
    #expect(try box.summary(of: 1).size == 23)
    #expect(try box.summary(of: 1).headerSize == 14)
    #expect(try box.header(of: 2) == Array("Subject: two\r\n".utf8))
    #expect(try box.content(of: 3) == Array("Subject: three\n\nFrom here\n".utf8))
    #expect(throws: StoreError.self) { try box.header(of: 4) }
  }

  @Test func aStatusTakesNoOtherMessagesName() throws {
    try directory.write("Subject: taken\n\n", to: "Maildir/cur/1002.c.host:2,S")
    let box = try MaildirMailbox(path: path)
    var plan = QuitPlan()
    for number in 1...box.count { plan.set(number, to: .keep([.read, .old])) }
    _ = try box.commit(plan)
    #expect(new.isEmpty)
    #expect(cur.suffix(2) == ["1002.c.host:2,S", "1002.c.host_1:2,S"])
    #expect(directory.text(of: "Maildir/cur/1002.c.host:2,S") == "Subject: taken\n\n")
    #expect(directory.text(of: "Maildir/cur/1002.c.host_1:2,S")?.contains("three") == true)
  }

  @Test func commits() throws {
    let box = try MaildirMailbox(path: path)
    try directory.write("Subject: four\n\n", to: "Maildir/new/1003.d.host")
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(1, to: .drop)
    plan.set(2, to: .keep([.read, .old]))
    plan.set(3, to: .move([.read, .old]))
    let report = try box.commit(plan)
    #expect(report.dropped == 1)
    #expect(report.moved == 1)
    #expect(report.restated == 1)
    #expect(report.held == 1)
    #expect(report.arrived == 1)
    #expect(box.count == 2)
    #expect(cur == ["1001.b.host:2,PSab"])
    #expect(new == ["1003.d.host"])
    let mbox = directory.text(of: "mbox") ?? ""
    #expect(mbox.hasPrefix("From "))
    #expect(mbox.hasSuffix("\nSubject: three\nStatus: RO\n\n>From here\n\n"))
  }

  @Test func newBecomesOld() throws {
    let box = try MaildirMailbox(path: path)
    var plan = QuitPlan()
    plan.set(3, to: .keep([.old]))
    _ = try box.commit(plan)
    #expect(new.isEmpty)
    #expect(cur.contains("1002.c.host:2,"))
  }

  @Test func anotherProgramChangesStatusMeanwhile() throws {
    let box = try MaildirMailbox(path: path)
    try FileSystem.rename(path + "/new/1002.c.host", to: path + "/cur/1002.c.host:2,S")
    #expect(try box.header(of: 3) == Array("Subject: three\n".utf8))
    try FileSystem.rename(path + "/cur/1001.b.host:2,Pab", to: path + "/cur/1001.b.host:2,PSab")
    var plan = QuitPlan()
    plan.set(2, to: .drop)
    plan.set(3, to: .keep([.flagged, .old]))
    _ = try box.commit(plan)
    #expect(cur == ["1000.a.host:2,FS", "1002.c.host:2,F"])
  }

  /// A program that moves everything from new to cur costs one more look at the folders, not one for each message.
  @Test func aFolderIsFollowedAsAWhole() throws {
    let other = directory.file("large")
    for folder in ["cur", "new", "tmp"] { try FileSystem.makeDirectories(other + "/" + folder) }
    for number in 1...300 { try directory.write("Subject: \(number)\n\n", to: "large/new/\(1000 + number).x.host") }
    let box = try MaildirMailbox(path: other)
    for number in 1...300 where number != 7 {
      let name = "\(1000 + number).x.host"
      try FileSystem.rename("\(other)/new/\(name)", to: "\(other)/cur/\(name):2,S")
    }
    try FileSystem.remove(other + "/new/1007.x.host")
    let before = box.listings
    for number in 1...300 where number != 7 {
      #expect(try box.content(of: number) == Array("Subject: \(number)\n\n".utf8))
    }
    #expect(throws: StoreError.self) { try box.content(of: 7) }
    var plan = QuitPlan()
    for number in 1...300 { plan.set(number, to: .drop) }
    let report = try box.commit(plan)
    #expect(report.missed == 1)
    #expect(report.dropped == 299)
    #expect(box.listings - before <= 3)
    #expect(try FileSystem.names(in: other + "/cur").isEmpty)
  }

  /// Two files may have the same beginning of their names; which is which their numbers tell.
  @Test func filesOfOneNameAreToldApart() throws {
    try directory.write("Subject: keep\n\n", to: "Maildir/cur/1002.c.host:2,S")
    let box = try MaildirMailbox(path: path)
    let kept = try #require((1...box.count).first { try box.header(of: $0) == Array("Subject: keep\n".utf8) })
    let other = try #require((1...box.count).first { try box.header(of: $0) == Array("Subject: three\n".utf8) })
    try FileSystem.rename(path + "/new/1002.c.host", to: path + "/cur/1002.c.host:2,F")
    try FileSystem.rename(path + "/cur/1002.c.host:2,S", to: path + "/cur/1002.c.host:2,RS")
    var plan = QuitPlan()
    plan.set(other, to: .drop)
    _ = try box.commit(plan)
    #expect(cur.suffix(1) == ["1002.c.host:2,RS"])
    #expect(directory.text(of: "Maildir/cur/1002.c.host:2,RS") == "Subject: keep\n\n")
    #expect(kept != other)
  }

  @Test func takesMessages() throws {
    let mbox = try MboxMailbox(
      path: directory.write(SampleMail.message(1, status: "RO", body: ">From me\n>>From you\n"), to: "box"))
    let receipt = try Mailboxes.append(
      [
        .stored(mbox, number: 1, flags: [.read, .old]),
        .composed(fromLine: Array("From x".utf8), content: Array("Subject: x\n\nFrom x\n".utf8)),
      ], to: directory.file("other/"))
    #expect(receipt.messages == 2)
    #expect(receipt.isNew)
    let box = try Mailboxes.open(directory.file("other"))
    #expect(box.count == 2)
    let texts = try (1...2).map { try String(decoding: box.content(of: $0), as: UTF8.self) }
    #expect(texts.contains { $0.hasSuffix("Message-ID: <message-1@example.org>\n\nFrom me\n>From you\n") })
    #expect(texts.contains("Subject: x\n\nFrom x\n"))
    #expect(try FileSystem.names(in: directory.file("other/tmp")).isEmpty)
  }

  @Test(arguments: [FaultInjection.Fault.stop, .full, .inputOutput, .interruption, .short])
  func everyCall(_ fault: FaultInjection.Fault) throws {
    var number = 1
    while true {
      let trial = try MaildirMailboxTests()
      let box = try MaildirMailbox(path: trial.path)
      var plan = QuitPlan()
      plan.secondary = trial.directory.file("mbox")
      plan.locks = LockPolicy(waiting: 0)
      plan.set(1, to: .drop)
      plan.set(2, to: .keep([.read, .old]))
      plan.set(3, to: .move([.read, .old]))
      let struck = FaultInjection.with(fault, atCall: number) { _ = try? box.commit(plan) }
      // The locks of a killed process are found stale in time.
      try FileSystem.remove(trial.directory.file("mbox.lock"))
      let left = try MaildirMailbox(path: trial.path)
      var subjects: [String] = []
      for message in 0..<left.count {
        subjects.append(String(decoding: try left.header(of: message + 1), as: UTF8.self).filter { !$0.isNewline })
      }
      let what: Comment = "\(fault) at call \(number): \(subjects)"
      #expect(subjects.contains("Subject: two"), what)
      let isMoved = trial.directory.text(of: "mbox")?.contains("Subject: three") == true
      #expect(subjects.contains("Subject: three") || isMoved, what)
      if !struck { break }
      number += 1
      try #require(number < 500)
    }
  }

  @Test func foldersThatAreNone() throws {
    try FileSystem.makeDirectories(directory.file("plain"))
    #expect(throws: StoreError.self) { _ = try Mailboxes.open(directory.file("plain")) }
  }

  /// What a killed writer left in `tmp` goes when it is old, and nothing else does; a time of the content that another
  /// program has set makes nothing old.
  @Test(arguments: [false, true]) func remainsInTmp(_ isAppended: Bool) throws {
    let directory = try TemporaryDirectory()
    for part in ["cur", "new", "tmp"] { try FileSystem.makeDirectories(directory.file("box/" + part)) }
    try directory.write("Subject: x\n\ny\n", to: "box/cur/1.x:2,")
    for (name, date) in [("old", "37 hours ago"), ("young", "35 hours ago"), (".hidden", "37 hours ago")] {
      try directory.write("left", to: "box/tmp/" + name)
      #expect(try Launcher.run(["touch", "-d", date, directory.file("box/tmp/" + name)]).isSuccess)
    }
    try FileSystem.makeDirectories(directory.file("box/tmp/folder"))
    if isAppended {
      let item = MboxAppender.Item.composed(fromLine: Array("From x".utf8), content: Array("S: x\n\ny\n".utf8))
      _ = try Mailboxes.append([item], to: directory.file("box"))
    } else {
      var plan = QuitPlan()
      plan.set(1, to: .keep([.read, .old]))
      _ = try Mailboxes.open(directory.file("box")).commit(plan)
    }
    #expect(try FileSystem.names(in: directory.file("box/tmp")).sorted() == [".hidden", "folder", "old", "young"])
    MaildirAppender.removeRemains(in: directory.file("box"), olderThan: -1)
    #expect(try FileSystem.names(in: directory.file("box/tmp")).sorted() == [".hidden", "folder"])
  }
}
