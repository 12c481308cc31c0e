import MailSubmit
import MailSystem
import Testing

@testable import MailShell

/// Messages that wait, and messages that are sent again.
@Suite struct QueueTests {
  /// A dialer of the tests refuses every connection.
  static let unreachable = ["set smtp=127.0.0.1:1 from=me@x.org"]

  @Test func withoutTheLineAMessageFails() throws {
    let run = try SendingRun(["a@x.org"], rc: Self.unreachable, usesTestTransport: false)
    #expect(run.status == 75)
    #expect(run.deadLetter != nil)
  }

  @Test func withTheLineItIsKept() throws {
    let run = try SendingRun(
      ["-s", "later", "a@x.org"], rc: Self.unreachable + ["set queue"], usesTestTransport: false)
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.deadLetter == nil)
    #expect(run.errors.text.contains("kept in the queue"))
    let queue = MailQueue(folder: run.folder.file(".local/state/mail/queue"))
    let name = try #require(queue.names.first)
    let entry = try #require(try queue.entry(name))
    #expect(entry.recipients.map(\.addrSpec) == ["a@x.org"])
    #expect(entry.sender?.addrSpec == "me@x.org")
    #expect(entry.tries == 1)
    let later = entry.postponed(at: entry.next, because: "again\nand again", for: entry.recipients)
    try queue.store(later)
    let again = try #require(try queue.entry(name))
    #expect(again.tries == 2)
    #expect(again.reason == "again and again")
    #expect(again.message.segments.count == 1)
    try queue.remove(name)
    #expect(queue.isEmpty)
  }

  @Test func theQueueHoldsWhatEveryServerTakes() throws {
    let run = try SendingRun(
      ["a@x.org"], rc: Self.unreachable + ["set queue mime-encoding=8bit"], input: "caf\u{e9}\n",
      usesTestTransport: false)
    #expect(run.status == 0, "\(run.errors.text)")
    let queue = MailQueue(folder: run.folder.file(".local/state/mail/queue"))
    let name = try #require(queue.names.first)
    var entry = try #require(try queue.entry(name))
    #expect(!entry.message.needs8Bit)
    #expect(run.folder.text(of: ".local/state/mail/queue/" + name)?.utf8.allSatisfy { $0 < 0x80 } == true)
    #expect(!entry.message.needsUTF8Headers)
    entry.message.needsUTF8Headers = true
    try queue.store(entry)
    #expect(try queue.entry(name)?.message.needsUTF8Headers == true)
  }

  @Test func aListAndARemovalOfNothing() throws {
    let listing = try SendingRun(["--queue"])
    #expect(listing.status == 0)
    #expect(listing.output.text.isEmpty)
    let flush = try SendingRun(["--flush"])
    #expect(flush.status == 0)
  }

  @Test func damagedEntriesAreTold() throws {
    let run = try SendingRun(["--flush"], files: [])
    let queue = MailQueue(folder: run.folder.file("queue"))
    _ = try run.folder.write("nonsense", to: "broken")
    #expect(try MailQueue(folder: run.folder.path).entry("broken") == nil)
    #expect(queue.isEmpty)
  }

  @Test func aDeadLetterIsSentAgain() throws {
    let letter = """
      From tom Mon Mar  2 10:00:00 2026
      Bcc: hidden@x.org
      From: me@x.org
      To: bob@x.org
      Subject: again
      Message-ID: <1@x.org>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=us-ascii
      Content-Transfer-Encoding: 7bit

      the text
      >From here

      """
    let run = try SendingRun(["--resume"], input: "", files: [(name: "dead.letter", text: letter + "\n")])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("Subject") == "again")
    #expect(run.field("Bcc") == nil)
    #expect(run.field("Message-ID") == "<1@x.org>")
    #expect(run.body?.contains("the text\nFrom here") == true)
  }

  @Test func aDeadLetterIsATemplate() throws {
    let letter = "From tom Mon Mar  2 10:00:00 2026\nTo: bob@x.org\nSubject: again\n\n>From here\n\n"
    let run = try SendingRun(["-t"], input: letter)
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("To") == "bob@x.org")
    #expect(run.body?.hasPrefix("=46rom here\n") == true)
  }

  /// R22: what may have been sent is not sent again unasked.
  @Test func r22AnEntryInDoubtWaits() throws {
    let entry =
      "mail-queue 1\nstate sending\ncreated 1700000000\nnext 0\ntries 1\nto a@x.org\nreason none\n\nSubject: s\n\nt\n"
    let files = [(name: ".local/state/mail/queue/1-a", text: entry)]
    let rc = ["set queue queue-lifetime=9999w"]
    let flush = try SendingRun(["--flush"], rc: rc, files: files)
    #expect(flush.status == 75)
    #expect(flush.sent == nil)
    #expect(flush.errors.text.contains("may have been sent"))
    #expect(try SendingRun(["--queue"], rc: rc, files: files).output.text.contains("may have been sent"))
    let asked = try SendingRun(["--flush", "1-a"], rc: rc, files: files)
    #expect(asked.status == 0, "\(asked.errors.text)")
    #expect(asked.sent?.contains("Subject: s") == true)
    #expect(asked.folder.text(of: ".local/state/mail/queue/1-a") == nil)
  }

  /// The mark is in the file when the end of the message goes out, and never before.
  @Test func r22TheMarkComesAtTheEnd() throws {
    let run = try SendingRun(
      ["-s", "later", "a@x.org"], rc: Self.unreachable + ["set queue"], usesTestTransport: false)
    let queue = MailQueue(folder: run.folder.file(".local/state/mail/queue"))
    let name = try #require(queue.names.first)
    let entry = try #require(try queue.entry(name))
    #expect(!entry.isInDoubt)
    let mark = QueueMark(path: queue.folder + "/" + name)
    let marked = entry.message.marked(by: mark)
    #expect(MessageWriter.chunkSize(of: marked) == MessageWriter.chunkSize(of: entry.message))
    #expect(try queue.entry(name)?.isInDoubt == false)
    try MessageWriter.write(marked, style: .wire) { (_: Span<UInt8>) throws(SystemError) in }
    #expect(try queue.entry(name)?.isInDoubt == true)
    #expect(try queue.entry(name)?.recipients.count == 1)
    mark.clear()
    #expect(try queue.entry(name)?.isInDoubt == false)
  }

  @Test func whatExpiresBecomesADeadLetterAndANotice() throws {
    let entry =
      "mail-queue 1\nstate waiting\ncreated 1000\nnext 0\ntries 7\nto a@x.org\nreason none\n\nSubject: old\n\nt\n"
    let run = try SendingRun(
      ["--flush", "due"], rc: Self.unreachable + ["set queue MAIL=@HOME@/inbox queue-lifetime=12h"],
      files: [(name: ".local/state/mail/queue/1-a", text: entry)], usesTestTransport: false)
    #expect(run.status == 69)
    #expect(run.deadLetter?.contains("Subject: old") == true)
    let notice = run.folder.text(of: "inbox") ?? ""
    #expect(notice.contains("Subject: Not sent: old") && notice.contains("To: a@x.org"), "\(notice)")
    #expect(run.folder.text(of: ".local/state/mail/queue/1-a") == nil)
  }

  /// R23: damaged files and those of a later version are told, kept, and hold up nothing.
  @Test(arguments: ["garbage", "mail-queue 9\nstate waiting\n\nx", "", "mail-queue 1\nstate waiting\n"])
  func r23DamagedFilesStay(text: String) throws {
    let good =
      "mail-queue 1\nstate waiting\ncreated 1000\nnext 0\ntries 1\nto a@x.org\nreason none\n\nSubject: good\n\nt\n"
    let run = try SendingRun(
      ["--flush"],
      files: [
        (name: ".local/state/mail/queue/1-bad", text: text), (name: ".local/state/mail/queue/2-good", text: good),
      ])
    #expect(run.status == 65)
    #expect(run.errors.text.contains("damaged or of a later version"))
    #expect(run.sent?.contains("Subject: good") == true)
    #expect(run.folder.text(of: ".local/state/mail/queue/1-bad") == text)
  }

  @Test func nothingToResume() throws {
    #expect(try SendingRun(["--resume"]).status == 66)
  }

  @Test func theCheckNamesTheWay() throws {
    let run = try SendingRun(["--check"])
    #expect(run.status == 0)
    #expect(run.output.text.contains("✓"))
    let refused = try SendingRun(["--check"], rc: Self.unreachable, usesTestTransport: false)
    #expect(refused.status == 75)
    #expect(refused.errors.text.hasPrefix("mail: ") && !refused.output.text.contains("✗"))
  }

  private static let head = "mail-queue 1\nstate waiting\ncreated 1700000000\nnext 0\ntries 1\nreason none\n"
  private static let forever = ["set queue queue-lifetime=9999w"]

  /// A head of more than a mebibyte keeps all its recipients.
  @Test func aLongHeadIsReadWhole() throws {
    let count = 60_000
    let lines = (0..<count).map { "to recipient\($0)@example.org\n" }.joined()
    let run = try SendingRun(["--queue"])
    _ = try run.folder.write(Self.head + "count \(count)\n" + lines + "\nSubject: s\n\nt\n", to: "1-a")
    let queue = MailQueue(folder: run.folder.path)
    let entry = try #require(try queue.entry("1-a"))
    #expect(entry.recipients.count == count)
    #expect(entry.message.segments.count == 1)
  }

  /// Damaged lines and numbers stop the message, and neither trap nor lose anybody.
  @Test(arguments: [
    "to a@x.org\nto\n", "to a@x.org\nto b@x.org, c@x.org\n", "to a@x.org\nnonsense b@x.org\n",
    "to a@x.org\ncount 2\n", "to a@x.org\ncreated -9223372036854775808\n", "to a@x.org\ntries 9223372036854775807\n",
    "to a@x.org\nnext 9223372036854775807\n", "to a@x.org\nfrom \n", "to a@x.org\nstate gone\n",
  ])
  func damagedLinesStopIt(lines: String) throws {
    let text = Self.head + lines + "\nSubject: s\n\nt\n"
    let run = try SendingRun(
      ["--flush"], rc: Self.forever, files: [(name: ".local/state/mail/queue/1-a", text: text)])
    #expect(run.status == 65)
    #expect(run.sent == nil)
    #expect(run.folder.text(of: ".local/state/mail/queue/1-a") == text)
    #expect(try SendingRun(["--queue"], files: [(name: ".local/state/mail/queue/1-a", text: text)]).status == 0)
  }

  /// What is wrong with this machine or its settings makes no dead letters.
  @Test(arguments: ["set mta=/no/such/program", "set smtp=nonsense://x", "set mta=/etc/passwd"])
  func localMistakesPostpone(line: String) throws {
    let text = Self.head + "to a@x.org\n\nSubject: s\n\nt\n"
    let run = try SendingRun(
      ["--flush"], rc: Self.forever + [line], files: [(name: ".local/state/mail/queue/1-a", text: text)],
      usesTestTransport: false)
    #expect(run.status == 75, "\(run.errors.text)")
    #expect(run.deadLetter == nil)
    #expect(run.folder.text(of: ".local/state/mail/queue/1-a")?.contains("\ntries 2\n") == true)
  }

  /// What came into the queue by a way of `-S` goes by that way, and its password is not in the queue.
  @Test func theWayOfTheCommandLineIsKept() throws {
    let run = try SendingRun(
      ["-S", "smtp=smtp://joe:geheim@127.0.0.1:1", "a@x.org"],
      rc: ["set queue from=me@x.org mta=test:@HOME@/other"], usesTestTransport: false)
    #expect(run.status == 0, "\(run.errors.text)")
    let queue = MailQueue(folder: run.folder.file(".local/state/mail/queue"))
    let name = try #require(queue.names.first)
    let text = try #require(run.folder.text(of: ".local/state/mail/queue/" + name))
    #expect(text.contains("\nroute smtp smtp://joe@127.0.0.1:1\n") && !text.contains("geheim"))
    let stored = Self.head + "route mta test:@HOME@/chosen\nto a@x.org\n\nSubject: s\n\nt\n"
    let flush = try SendingRun(
      ["--flush"], rc: Self.forever, files: [(name: ".local/state/mail/queue/1-a", text: stored)])
    #expect(flush.status == 0, "\(flush.errors.text)")
    #expect(flush.sent == nil && flush.folder.text(of: "chosen")?.contains("Subject: s") == true)
  }

  /// What was sent without an account, or by the files, does not go by the account or `-S` of another run.
  @Test func anotherRunsWayIsNotTaken() throws {
    let text = Self.head + "to a@x.org\n\nSubject: s\n\nt\n"
    let files = [(name: ".local/state/mail/queue/1-a", text: text)]
    let account = try SendingRun(
      ["-A", "work", "--flush"], rc: Self.forever + ["account work {", "set from=w@x.org", "}"], files: files)
    #expect(account.status == 75 && account.sent == nil, "\(account.errors.text)")
    let other = try SendingRun(
      ["-S", "mta=test:@HOME@/other", "b@x.org"], rc: Self.forever, files: files)
    #expect(other.status == 0, "\(other.errors.text)")
    #expect(other.folder.text(of: "other")?.contains("Subject: s\n") == false)
    #expect(other.folder.text(of: ".local/state/mail/queue/1-a") == text)
  }
}
