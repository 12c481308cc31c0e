import MailFormat
import MailSystem
import MailTesting
import Testing

@testable import MailStore

/// Mailboxes in which Content-Length protects From_ lines, and others.
@Suite struct MboxLengthsTests {
  private let directory: TemporaryDirectory
  init() throws { directory = try TemporaryDirectory() }

  private static let inner = "Hi\n\nFrom old Mon Mar  2 10:00:00 2026\nSubject: quoted\n\n>From there\nold text\n"

  /// A message with its length.
  private func counted(_ number: Int, _ body: String = inner) -> String {
    "From a\(number)@x.org Mon Mar  2 10:00:00 2026\nSubject: counted \(number)\nContent-Length: \(body.utf8.count)\n\n"
      + body + "\n"
  }

  private func subjects(_ name: String) throws -> [String] {
    let box = try Mailboxes.open(directory.file(name))
    return try (0..<box.count).map {
      let header = HeaderBlock(try box.header(of: $0 + 1))
      return String(decoding: header.unfolded(.subject) ?? [], as: UTF8.self)
    }
  }

  private func add(_ number: Int, of source: String, to target: String, flags: MessageFlags? = nil) throws {
    let box = try Mailboxes.open(directory.file(source))
    _ = try Mailboxes.append([.stored(box, number: number, flags: flags)], to: directory.file(target))
  }

  @Test(arguments: ["plain", "new"], [nil, [.read, .old]] as [MessageFlags?])
  func itIsQuotedOnTheWayOut(_ target: String, _ flags: MessageFlags?) throws {
    try directory.write(counted(1) + counted(2), to: "source")
    if target == "plain" { try directory.write(SampleMail.message(7), to: "plain") }
    let before = try target == "plain" ? subjects("plain") : []
    try add(1, of: "source", to: target, flags: flags)
    try directory.write((directory.content(of: target) ?? []) + Array(SampleMail.message(8).utf8), to: target)
    #expect(try subjects(target) == before + ["counted 1", "message number 8"])
    let text = directory.text(of: target) ?? ""
    #expect(text.contains("\nHi\n\n>From old Mon") && text.contains("\n>>From there\n"))
    #expect(text.contains("\nContent-Length: \(Self.inner.utf8.count + 2)\n"))
  }

  @Test func itIsCopiedAsItIsFromOneToTheOther() throws {
    try directory.write(counted(1), to: "source")
    try directory.write(counted(2), to: "target")
    try add(1, of: "source", to: "target")
    #expect(directory.text(of: "target") == counted(2) + counted(1))
  }

  /// What is put in front of such messages, or between them, bears a length, so that those behind it stay whole.
  @Test(arguments: ["mbox", "gz", "maildir", "memory", "pieces"]) func whatIsAddedIsCounted(_ kind: String) throws {
    try directory.write(counted(1) + counted(2), to: "target")
    var options = MboxAppender.Options()
    options.prepends = true
    let items: [MboxAppender.Item]
    if kind == "memory" {
      items = [
        .composed(fromLine: Array("From x Mon Mar  2 10:00:00 2026".utf8), content: Array("Subject: new\n\nx".utf8))
      ]
    } else if kind == "pieces" {
      items = [Self.pieces("Subject: new\n\nx")]
    } else {
      let plain = try MboxMailbox(
        path: directory.write("From x Mon Mar  2 10:00:00 2026\nSubject: new\n\nx\n\n", to: "plain"))
      let path = directory.file(["gz": "source.gz", "maildir": "source/"][kind] ?? "source")
      _ = try Mailboxes.append([.stored(plain, number: 1, flags: nil)], to: path)
      items = [.stored(try Mailboxes.open(path), number: 1, flags: nil)]
    }
    _ = try Mailboxes.append(items, to: directory.file("target"), options: options)
    #expect(try subjects("target") == ["new", "counted 1", "counted 2"])
    #expect(directory.text(of: "target")?.contains("\nContent-Length: 2\n") == true)
    try directory.write((directory.content(of: "target") ?? []) + Array(counted(3).utf8), to: "target")
    #expect(try subjects("target") == ["new", "counted 1", "counted 2", "counted 3"])
  }

  /// What an editor made of a message tells its length again, as those behind it do.
  @Test(
    arguments: [
      ("Subject: edited\nContent-Length: 3\n\nFrom me\n", "Content-Length: 9\n\n>From me\n\n"),
      ("Subject: edited\n\nno end", "Content-Length: 7\n\nno end\n\n"),
      ("Subject: edited\n\n", "Content-Length: 0\n\n\n"), ("Subject: edited\n", "Content-Length: 0\n\n\n"),
    ], [true, false]) func whatWasEditedIsCounted(_ edit: (content: String, written: String), _ areAllCounted: Bool)
    throws
  {
    let last = areAllCounted ? counted(3) : SampleMail.message(7)
    let box = try MboxMailbox(path: directory.write(counted(1) + counted(2) + last, to: "box"))
    var plan = QuitPlan()
    plan.set(1, to: .replace(Array(edit.content.utf8), []))
    _ = try box.commit(plan)
    let one = "From a1@x.org Mon Mar  2 10:00:00 2026\nSubject: edited\n" + edit.written
    #expect(directory.text(of: "box") == one + counted(2) + last)
    #expect(try subjects("box") == ["edited", "counted 2", areAllCounted ? "counted 3" : "message number 7"])
    let again = try MboxMailbox(path: directory.file("box"))
    for number in 1...3 { #expect(try again.summary(of: number) == box.summary(of: number)) }
  }

  /// A message that comes byte by byte.
  private static func pieces(_ text: String) -> MboxAppender.Item {
    .streamed(fromLine: Array("From x Mon Mar  2 10:00:00 2026".utf8)) {
      (sink: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) in
      for byte in text.utf8 { try sink([byte]) }
    }
  }

  /// Copies of what is sent come in pieces; readers that trust lengths find the same messages behind them as we do.
  @Test(arguments: [
    ("Subject: new\n\nx\n", "Content-Length: 2\n\nx\n\n"), ("Subject: new\n\nx", "Content-Length: 2\n\nx\n\n"),
    ("Subject: new\n\n", "Content-Length: 0\n\n\n"), ("Subject: new\n", "Content-Length: 0\n\n\n"),
    ("Subject: new\n\nx\n\n", "Content-Length: 3\n\nx\n\n"),
    ("Subject: new\n\nFrom me\n", "Content-Length: 9\n\n>From me\n\n"),
    ("Subject: new\r\n\r\nx\r\n", "Content-Length: 3\r\n\r\nx\r\n\n"),
  ]) func whatComesInPiecesIsCounted(_ text: String, _ written: String) throws {
    try directory.write(counted(1) + counted(2), to: "target")
    _ = try Mailboxes.append([Self.pieces(text), Self.pieces(text)], to: directory.file("target"))
    try directory.write((directory.content(of: "target") ?? []) + Array(counted(3).utf8), to: "target")
    #expect(try subjects("target") == ["counted 1", "counted 2", "new", "new", "counted 3"])
    let end = text.contains("\r") ? "\r\n" : "\n"
    let one = "From x Mon Mar  2 10:00:00 2026\nSubject: new" + end + written
    #expect(directory.text(of: "target") == counted(1) + counted(2) + one + one + counted(3))
    // A mailbox without lengths gets none.
    try directory.write(SampleMail.message(7), to: "plain")
    _ = try Mailboxes.append([Self.pieces(text)], to: directory.file("plain"))
    #expect(directory.text(of: "plain")?.contains("Content-Length") == false)
  }

  /// The first messages of a mailbox may go by lengths although a later one bears none.
  @Test func whatGoesInFrontLeavesThoseBehindItWhole() throws {
    try directory.write(counted(1) + SampleMail.message(2), to: "target")
    #expect(try subjects("target") == ["counted 1", "message number 2"])
    let plain = try MboxMailbox(path: directory.write(SampleMail.message(3), to: "plain"))
    var options = MboxAppender.Options()
    options.prepends = true
    _ = try Mailboxes.append([.stored(plain, number: 1, flags: nil)], to: directory.file("target"), options: options)
    #expect(try subjects("target") == ["message number 3", "counted 1", "message number 2"])
    // Nothing is changed in what goes to its end.
    _ = try Mailboxes.append([.stored(plain, number: 1, flags: nil)], to: directory.file("target"))
    #expect(directory.text(of: "target")?.hasSuffix(SampleMail.message(3)) == true)
  }

  @Test func mailThatArrivesIsReadByLengths() throws {
    var options = MboxOptions()
    options.cacheDirectory = directory.file("cache")
    options.cacheThreshold = 1
    let path = try directory.write(counted(1) + counted(2), to: "box")
    let box = try MboxMailbox(path: path, options: options)
    let file = try FileDescriptor.open(path, .write, options: .append)
    try file.write(Array(counted(3).utf8))
    #expect(try MboxMailbox(path: path, options: options).count == 3, "behind the kept index")
    #expect(try box.refresh() == 1)
    try file.write(Array(counted(4).utf8))
    var plan = QuitPlan()
    plan.set(1, to: .drop)
    plan.set(3, to: .keep([.old]))
    _ = try box.commit(plan)
    #expect(box.count == 3)
    #expect(try subjects("box") == ["counted 2", "counted 3", "counted 4"])
    let added = try FileDescriptor.open(path, .write, options: .append)
    try added.write(Array(counted(5).utf8))
    #expect(try box.refresh() == 1)
  }

  /// The text of a compressed mailbox is quoted already.
  @Test func nothingIsQuotedTwice() throws {
    try directory.write("From x Mon Mar  2 10:00:00 2026\nSubject: x\n\n>From here\n\n", to: "source")
    try add(1, of: "source", to: "packed.gz")
    try add(1, of: "packed.gz", to: "target")
    #expect(directory.text(of: "target") == directory.text(of: "source"))
  }
}
