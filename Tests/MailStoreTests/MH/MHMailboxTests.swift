import MailFormat
import MailSystem
import MailTesting
import Testing

@testable import MailStore

@Suite struct MHMailboxTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try FileSystem.makeDirectories(directory.file("inbox"))
    for number in [1, 2, 3, 10] {
      try directory.write("Subject: number \(number)\n\nbody\n", to: "inbox/\(number)")
    }
    try directory.write("not a message", to: "inbox/notes")
    try directory.write("unseen: 2-3\nflagged: 10\nmine: 1 10\n", to: "inbox/.mh_sequences")
  }

  @Test(arguments: [
    ("", ""), ("unseen: 1-3 7\n", "unseen: 1-3 7\n"), ("a: 3 1 2 9", "a: 1-3 9\n"), ("a:\n", ""), (":1\nx\n", ""),
    ("a: 5-2 0 -3 x 4", "a: 3-4\n"), ("a: 1-99999999999999999999", ""), ("cur: 4\r\n", "cur: 4\n"),
  ]) func sequences(_ text: String, _ wanted: String) {
    #expect(String(decoding: MHSequences(Array(text.utf8)).bytes, as: UTF8.self) == wanted)
  }

  @Test func readsAndCommits() throws {
    let box = try Mailboxes.open(directory.file("inbox"))
    #expect(box.count == 4)
    #expect(try (1...4).map { try box.flags(of: $0) } == [[.read, .old], [], [], [.read, .old, .flagged]])
    #expect(try box.header(of: 4) == Array("Subject: number 10\n".utf8))
    #expect(try box.summary(of: 1).lines == 3)
    try directory.write("Subject: number 11\n\n", to: "inbox/11")
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(1, to: .drop)
    plan.set(2, to: .keep([.read, .old, .answered]))
    plan.set(4, to: .move([.read, .old]))
    let report = try box.commit(plan)
    #expect(report.held == 2)
    #expect(report.arrived == 1)
    #expect(report.moved == 1)
    #expect(box.count == 3)
    #expect(directory.text(of: "inbox/.mh_sequences") == "unseen: 3\nreplied: 2\n")
    #expect(
      try FileSystem.names(in: directory.file("inbox")).sorted() == [
        ",1", ",10", ".mh_sequences", "11", "2", "3", "notes",
      ])
    #expect(directory.text(of: "mbox")?.contains("Subject: number 10\nStatus: RO\n\nbody\n") == true)
  }

  @Test func aNumberThatIsAnotherMessageNowIsNotShown() throws {
    let box = try MHMailbox(path: directory.file("inbox"))
    let known = try MHMailbox(path: directory.file("inbox"))
    #expect(try known.header(of: 3) == Array("Subject: number 3\n".utf8))
    try FileSystem.rename(directory.file("inbox/3"), to: directory.file("inbox/,3"))
    try directory.write("Subject: number X\n\nbody\n", to: "inbox/3")
    let error = #expect(throws: StoreError.self) { try box.header(of: 3) }
    #expect(error?.kind == .changed && error?.summary.contains("another message") == true)
    #expect(throws: StoreError.self) { try box.summary(of: 3) }
    #expect(throws: StoreError.self) { try box.content(of: 3) }
    #expect(try box.header(of: 2) == Array("Subject: number 2\n".utf8), "the others are read")
    #expect(try known.header(of: 3) == Array("Subject: number 3\n".utf8), "what was opened stays what it was")
    #expect(try MHMailbox(path: directory.file("inbox")).header(of: 3) == Array("Subject: number X\n".utf8))
  }

  @Test(arguments: [QuitPlan.Fate.drop, .move([.read]), .keep([.read, .old])])
  func aNumberThatIsAnotherMessageNowIsLeftAlone(_ fate: QuitPlan.Fate) throws {
    let box = try MHMailbox(path: directory.file("inbox"))
    try FileSystem.rename(directory.file("inbox/3"), to: directory.file("inbox/,3"))
    try directory.write("Subject: came later\n\n", to: "inbox/3")
    var plan = QuitPlan()
    plan.secondary = directory.file("mbox")
    plan.set(3, to: fate)
    plan.set(1, to: .drop)
    let report = try box.commit(plan)
    #expect(report.missed == 1 && report.dropped == 1 && report.moved == 0)
    #expect(try box.count == 3 && box.header(of: 2) == Array("Subject: came later\n".utf8))
    #expect(directory.text(of: "inbox/3") == "Subject: came later\n\n")
    #expect(directory.text(of: "inbox/,3")?.contains("number 3") == true)
    #expect(directory.text(of: "inbox/.mh_sequences")?.contains("unseen: 2-3") == true)
    #expect(!FileSystem.exists(directory.file("mbox")))
  }

  @Test func appendingTakesTheNextNumbers() throws {
    let directory = try TemporaryDirectory()
    try FileSystem.makeDirectories(directory.file("inbox"))
    for name in [".mh_sequences", "7", "12"] { try directory.write("Subject: old\n\n", to: "inbox/" + name) }
    let box = try MboxMailbox(path: try directory.write(SampleMail.mbox(2), to: "box"))
    let receipt = try Mailboxes.append(
      [.stored(box, number: 1, flags: nil), .stored(box, number: 2, flags: [.read])], to: directory.file("inbox"))
    #expect(receipt.messages == 2)
    #expect(try FileSystem.names(in: directory.file("inbox")).sorted() == [".mh_sequences", "12", "13", "14", "7"])
    #expect(directory.text(of: "inbox/13")?.hasPrefix("From: Sender 1 ") == true)
    let again = try MHMailbox(path: directory.file("inbox"))
    #expect(try again.flags(of: 3).contains(.read) == false && again.flags(of: 4).contains(.read))
  }

  @Test func aMessageWrittenAnew() throws {
    let directory = try TemporaryDirectory()
    try directory.write("Subject: old\n\ntext\n", to: "3")
    let box = try MHMailbox(path: directory.path)
    var plan = QuitPlan()
    plan.set(1, to: .replace(Array("Subject: new\nStatus: RO\n\nother\n".utf8), [.read, .flagged]))
    #expect(try box.commit(plan).restated == 1)
    #expect(directory.text(of: "3") == "Subject: new\n\nother\n")
    #expect(try MHMailbox(path: directory.path).flags(of: 1).contains(.flagged))
  }

  /// What nmh's anno(1) does: fields in front of the header, in a new file or in the old one.
  private func annotate(_ path: String, inPlace: Bool) throws {
    let text = Array("Replied: Mon, 02 Mar 2026 10:00:00 +0000\n".utf8) + (try FileSystem.contents(of: path))
    guard !inPlace else {
      return try FileDescriptor.open(path, .write, options: .truncate).write(text)
    }
    try AtomicReplace.write(text, to: path)
  }

  /// The same message with another annotation is read and goes; one that only bears its name is another.
  @Test(arguments: [false, true]) func anAnnotatedMessageIsTheSame(_ inPlace: Bool) throws {
    let directory = try TemporaryDirectory()
    for number in 1...4 {
      try directory.write("Message-ID: <\(number)@x>\nSubject: number \(number)\n\nbody\n", to: "\(number)")
    }
    let box = try MHMailbox(path: directory.path)
    // As the list of headers reads them, and as size does.
    var head: [UInt8] = []
    for number in 1...2 { _ = try box.readHead(of: number, into: &head) }
    _ = try box.summary(of: 3)
    for number in [1, 2, 4] { try annotate(directory.file("\(number)"), inPlace: inPlace) }
    try directory.write("Message-ID: <3@x>\nSubject: number 3\n\nother body\n", to: "3")
    #expect(String(decoding: try box.header(of: 1), as: UTF8.self).hasPrefix("Replied: "))
    #expect(try box.content(of: 1).count == box.summary(of: 1).size && box.summary(of: 1).lines == 5)
    #expect(throws: StoreError.self) { try box.header(of: 3) }
    #expect(throws: StoreError.self, "nobody had looked at it") { try box.header(of: 4) }
    var plan = QuitPlan()
    for number in 1...4 { plan.set(number, to: .drop) }
    let report = try box.commit(plan)
    #expect(report.dropped == 2 && report.missed == 2)
    #expect(directory.names == [",1", ",2", "3", "4"])
  }

  @Test func aMessageWithoutIDThatChangedIsAnother() throws {
    let box = try MHMailbox(path: directory.file("inbox"))
    for number in 1...2 { _ = try box.summary(of: number) }
    try annotate(directory.file("inbox/1"), inPlace: false)
    #expect(throws: StoreError.self) { try box.header(of: 1) }
  }
}
