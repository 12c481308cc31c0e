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
    let marked = entry.marking(in: queue.folder)
    #expect(MessageWriter.chunkSize(of: marked) == MessageWriter.chunkSize(of: entry.message))
    #expect(try queue.entry(name)?.isInDoubt == false)
    try MessageWriter.write(marked, style: .wire) { (_: Span<UInt8>) throws(SystemError) in }
    #expect(try queue.entry(name)?.isInDoubt == true)
    #expect(try queue.entry(name)?.recipients.count == 1)
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
    #expect(refused.output.text.contains("✗"))
  }
}
