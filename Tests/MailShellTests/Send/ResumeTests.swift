import MailSystem
import Testing

@testable import MailShell

/// Dead letters that are sent again.
@Suite struct ResumeTests {
  private static let letters = ["one", "two"].map {
    "From tom Mon Mar  2 10:00:00 2026\nTo: \($0)@x.org\nSubject: \($0)\nMessage-ID: <\($0)@x.org>\n\ntext \($0)\n\n"
  }.joined()

  private func run(
    _ arguments: [String], rc: [String] = [], input: String = "", isTerminal: Bool = false, letters: String = letters,
    files: [(name: String, text: String)] = [], usesTestTransport: Bool = true
  ) throws -> SendingRun {
    try SendingRun(
      arguments, rc: rc, input: input, isTerminal: isTerminal, files: [(name: "dead.letter", text: letters)] + files,
      usesTestTransport: usesTestTransport)
  }

  @Test func theLastOneLeavesTheFile() throws {
    let run = try run(["--resume"], rc: ["set autocc=c@x.org autobcc=b@x.org customhdr='X-A: 1'"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("To") == "two@x.org")
    #expect(run.field("Message-ID") == "<two@x.org>")
    #expect(run.field("Cc") == nil && run.field("X-A") == nil)
    #expect(run.deadLetter?.contains("Subject: one") == true)
    #expect(run.deadLetter?.contains("Subject: two") == false)
  }

  @Test func allOrSome() throws {
    let all = try run(["--resume", "all"])
    #expect(all.status == 0, "\(all.errors.text)")
    #expect(all.sent?.contains("Subject: one") == true && all.sent?.contains("Subject: two") == true)
    #expect(all.deadLetter == "")
    #expect(try run(["--resume", "1"]).field("Subject") == "one")
    #expect(try run(["--resume", "3"]).status == 64)
  }

  @Test func aFailureKeepsItOnce() throws {
    let run = try run(["--resume"], rc: ["set mta=/no/such/program"], usesTestTransport: false)
    #expect(run.status == 69)
    #expect(run.deadLetter?.components(separatedBy: "Subject: two").count == 2)
    #expect(run.deadLetter?.components(separatedBy: "Subject: one").count == 2)
  }

  /// What is left of it may look exactly as it did; what is known of it is no doubt.
  @Test func aFailureInTheSameSecondLeavesNoDoubt() throws {
    let rc = ["set mta=/no/such/program"]
    let letter = try SendingRun(["-s", "one", "a@x.org"], rc: rc, usesTestTransport: false).deadLetter ?? ""
    let run = try run(["--resume"], rc: rc, letters: letter, usesTestTransport: false)
    #expect(run.status == 69 && run.deadLetter == letter, "\(run.errors.text)")
    let notes = try FileSystem.names(in: run.folder.file(".local/state/mail"))
    #expect(notes.filter { $0.hasPrefix("resume-") } == [])
  }

  @Test("A message that could not be sent again goes to the same when it is", arguments: ["resend", "Resend"])
  func resentOnes(_ command: String) throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nReturn-Path: <bounce@x.org>\nFrom: a@x.org\nTo: tom@x.org\nCc: c@x.org\n"
      + "Subject: plan\n\nFrom here on\n\n"
    let failed = try SendingRun(
      ["-N", "-f", "@HOME@/box"], rc: ["set mta=/no/such/program from=me@x.org"],
      input: "\(command) 1 f@x.org Gus <g@x.org>\nx\n", files: [(name: "box", text: box)], usesTestTransport: false)
    #expect(failed.status == 69)
    let letter = failed.deadLetter ?? ""
    #expect(failed.errors.text.contains("dead.letter\" ") && letter.contains("Subject: plan"), "\(failed.errors.text)")
    for (isTerminal, input) in [(false, ""), (true, "e\ns\n")] {
      let run = try run(["--resume"], rc: ["set autocc=z@x.org"], input: input, isTerminal: isTerminal, letters: letter)
      #expect(run.status == 0 && run.deadLetter == "", "\(run.errors.text)")
      let sent = run.sent ?? ""
      #expect(sent.contains("Return-Path: <bounce@x.org>\nFrom: a@x.org\nTo: tom@x.org\nCc: c@x.org\nSubject: plan\n"))
      #expect(sent.contains("\nFrom here on\n") && !sent.contains("Resent-Bcc"))
      #expect(sent.contains("Resent-To: f@x.org") == (command == "resend"))
    }
    let dry = try run(["--resume"], rc: ["set autocc=z@x.org debug"], letters: letter)
    let start = "envelope recipient: "
    #expect(
      dry.errors.text.split(separator: "\n").filter { $0.hasPrefix("envelope ") }
        == ["envelope sender: me@x.org", "\(start)f@x.org", "\(start)g@x.org"], "\(dry.errors.text)")
    let again = try run(
      ["--resume"], rc: ["set mta=/no/such/program"], letters: letter, usesTestTransport: false)
    #expect(again.status == 69)
    #expect(again.deadLetter?.components(separatedBy: "Resent-Bcc: g@x.org").count == 2)
    #expect(again.deadLetter?.contains("Return-Path: <me@x.org>\n") == true)
  }

  @Test func aFileThatTookNoCopyAlone() throws {
    let failed = try SendingRun(
      ["-N", "-f", "@HOME@/box"], rc: ["set mta=test expandaddr"], input: "resend 1 a@x.org |false\nx\n",
      files: [(name: "box", text: Boxes.five)], usesTestTransport: false)
    #expect(failed.status == 69)
    #expect(failed.deadLetter?.contains("Resent-Bcc: |false\n") == true, "\(failed.deadLetter ?? "")")
    #expect(failed.deadLetter?.contains("Resent-Bcc: a@x.org") == false)
  }

  /// Who writes a text that is quoted in the input must not choose the recipients of a message.
  @Test func aTemplateIsOneMessageUnlessItIsTheDeadLetterFile() throws {
    let run = try SendingRun(["-t"], rc: ["set autocc=c@x.org"], input: Self.letters)
    #expect(run.status == 65, "\(run.errors.text)")
    #expect(run.sent == nil)
  }

  @Test func filesThatItNamesGoAlong() throws {
    let letter = "From tom Mon Mar  2 10:00:00 2026\nTo: a@x.org\nX-Attachment: @HOME@/f.txt\n\ntext\n\n"
    let files = [(name: "f.txt", text: "file\n")]
    let run = try run(["--resume"], letters: letter, files: files)
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.sent?.contains("filename=f.txt") == true)
    #expect(run.field("X-Attachment") == nil)
    let missing = try self.run(["--resume"], letters: letter)
    #expect(missing.status == 66)
    #expect(missing.deadLetter?.contains("X-Attachment") == true)
  }

  @Test func theFormsOfATextStayWhereFilesAreAdded() throws {
    let letter = """
      From tom Mon Mar  2 10:00:00 2026
      To: a@x.org
      X-Attachment: @HOME@/f.txt
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain

      the text
      --b
      Content-Type: text/html

      <p>the text</p>
      --b--


      """
    let run = try run(["--resume"], letters: letter, files: [(name: "f.txt", text: "file\n")])
    let sent = try #require(run.sent, "\(run.errors.text)")
    #expect(run.field("Content-Type")?.hasPrefix("multipart/mixed") == true)
    #expect(
      sent.contains("multipart/alternative; boundary=b\n") && sent.contains("\n<p>the text</p>\n--b--"), "\(sent)")
    #expect(sent.contains("filename=f.txt"))
  }

  @Test func aPersonChooses() throws {
    let left = try run(["--resume"], input: "1\nl\n", isTerminal: true)
    #expect(left.sent == nil && left.deadLetter?.contains("Subject: one") == true)
    let sent = try run(["--resume"], input: "1\ns\n", isTerminal: true)
    #expect(sent.field("Subject") == "one", "\(sent.errors.text)")
    let edited = try run(["--resume"], input: "2\ne\nmore\n~s other\n.\n", isTerminal: true)
    #expect(edited.field("Subject") == "other", "\(edited.errors.text)")
    #expect(edited.body?.hasPrefix("text two\n") == true && edited.body?.contains("more\n") == true)
  }

  @Test(
    "Answers of a person in other words",
    arguments: [
      ("y\ny\n", "two"), ("\nyes\n", "two"), ("n\n", nil), (".\n", nil), ("1\nn\n", nil), ("1\n.\n", nil),
      ("1\nwhat\ns\n", "one"), ("1\n\n", "one"), ("q\n", nil), ("7\n1\ns\n", "one"), ("what\nn\n", nil),
      ("what\n", nil),
    ] as [(String, String?)])
  func otherAnswers(_ typed: String, _ subject: String?) throws {
    let run = try run(["--resume"], input: typed, isTerminal: true)
    #expect(run.field("Subject") == subject && run.status == 0, "\(run.errors.text)\(run.output.text)")
    #expect(!run.errors.text.contains("goes on with it"))
  }

  @Test(arguments: ["\u{3}\n", "all\n\u{3}\n", "1\n\u{3}\n"]) func anInterruptIsNoAnswer(_ typed: String) throws {
    let run = try run(["--resume"], input: typed, isTerminal: true)
    #expect(run.status == 130 && run.sent == nil && run.deadLetter == Self.letters, "\(run.errors.text)")
    #expect(run.errors.text.contains("What was not sent stays where it is."))
  }

  @Test(arguments: [".", "n", "none"]) func noneIsTold(_ answer: String) throws {
    let run = try run(["--resume"], input: answer + "\n", isTerminal: true)
    #expect(run.output.text.contains("No letter is sent"), "\(run.output.text)")
  }

  @Test func anAnswerThatNamesNoneIsToldAndAskedForAgain() throws {
    let run = try run(["--resume"], input: "7\nn\n", isTerminal: true)
    #expect(run.errors.text.contains("no dead letter \"7\""), "\(run.errors.text)")
    #expect(run.output.text.components(separatedBy: "Which one?").count == 3, "\(run.output.text)")
    #expect(
      try self.run(["--resume"], input: "1\nwhat\nl\n", isTerminal: true).output.text.contains("Answer s to send"))
  }

  @Test(arguments: ["", "1\n"]) func theEndOfInputEndsTheLine(_ typed: String) throws {
    let run = try run(["--resume"], input: typed, isTerminal: true)
    #expect(run.status == 0 && run.sent == nil && run.output.text.hasSuffix("] \n"), "\(run.output.text)")
  }

  @Test func aFileThatIsNamed() throws {
    let files = [(name: "other", text: Self.letters.replacing("Subject: ", with: "Subject: other "))]
    let run = try run(["--resume=@HOME@/other", "1"], rc: ["set nosave"], files: files)
    #expect(run.status == 0 && run.field("Subject") == "other one", "\(run.errors.text)")
    #expect(run.deadLetter == Self.letters)
    #expect(run.folder.text(of: "other")?.contains("other one") == false)
    let failed = try self.run(
      ["--resume=@HOME@/other"], rc: ["set mta=/no/such/program"], files: files, usesTestTransport: false)
    #expect(failed.status == 69 && failed.deadLetter == Self.letters)
    #expect(failed.folder.text(of: "other")?.components(separatedBy: "Subject: other two").count == 2)
  }

  @Test func anAttachmentIsKeptInTheDeadLetter() throws {
    let run = try SendingRun(["-a", "@HOME@/f.txt", "bad@@x"], files: [(name: "f.txt", text: "file text\n")])
    #expect(run.status == 65)
    #expect(run.deadLetter?.contains("To: bad@@x\n") == true && run.deadLetter?.contains("file text\n") == true)
  }

  /// What was sent leaves the file at once, and what is wrong with one letter does not hold up the others.
  @Test func aLaterFailureSendsNothingTwice() throws {
    let broken = "From tom Mon Mar  2 10:00:00 2026\nTo: z@x.org\nX-Attachment: /no/such/file\n\ntext\n\n"
    let mixed = Self.letters.replacing("text one\n\n", with: "text one\n\n" + broken)
    let run = try run(["--resume", "all"], letters: mixed)
    #expect(run.status == 66, "\(run.errors.text)")
    #expect(run.sent?.contains("Subject: one") == true && run.sent?.contains("Subject: two") == true)
    #expect(run.deadLetter?.contains("Subject:") == false && run.deadLetter?.contains("/no/such/file") == true)
    #expect(!run.errors.text.contains("Nothing was sent"))
  }

  /// Any file can be named, and what others wrote must not go out again to whom they wrote it.
  @Test(
    "What came by mail is no letter",
    arguments: [
      "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\n", "X-Seen: 1\nDelivered-To: tom@x.org\n",
      "Return-Path: <s@x.org>\nX-Original-To: tom@x.org\n", "Envelope-to: tom@x.org\n",
    ])
  func receivedMail(_ trace: String) throws {
    let received = "From s@x.org Mon Mar  2 10:00:00 2026\n\(trace)From: s@x.org\nTo: list@x.org\n\nsecret\n\n"
    for words in [["--resume=@HOME@/dead.letter", "all"], ["--resume"], ["--resume", "3"]] {
      let run = try run(words, letters: Self.letters + received)
      #expect(run.status == 65 && run.sent == nil, "\(run.errors.text)")
      #expect(run.deadLetter == Self.letters + received)
      #expect(run.errors.text.contains("message 3"), "\(run.errors.text)")
      #expect(run.errors.text.contains("resend there or delete"), "\(run.errors.text)")
    }
    #expect(try run(["--resume", "2"], letters: Self.letters + received).field("Subject") == "two")
    // In the usual file it does not keep the letters from being sent, wherever it stands.
    for letters in [Self.letters + received, received + Self.letters] {
      let all = try run(["--resume", "all"], letters: letters)
      #expect(all.status == 65 && all.sent?.contains("secret") == false, "\(all.errors.text)")
      #expect(all.sent?.contains("Subject: one") == true && all.sent?.contains("Subject: two") == true)
      #expect(all.deadLetter == received && all.errors.text.contains("It stays where it is."), "\(all.errors.text)")
    }
  }

  @Test("A letter of -t with such fields, and one of resend, are letters") func tracesOfOurs() throws {
    let message = "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\nFrom: s@x.org\nTo: a@x.org\nSubject: s\n"
    let failed = try SendingRun(
      ["-t"], rc: ["set mta=/no/such/program"], input: message + "\ntext\n", usesTestTransport: false)
    let letter = try #require(failed.deadLetter)
    #expect(letter.contains("Received: from a by b"))
    let again = try run(["--resume"], letters: letter)
    #expect(again.status == 0 && again.field("Subject") == "s", "\(again.errors.text)")
    let resent = "From tom Mon Mar  2 10:00:00 2026\nReturn-Path: <me@x.org>\nResent-Bcc: f@x.org\n\(message)\ntext\n\n"
    #expect(try run(["--resume"], letters: resent).sent?.contains("Subject: s\n") == true)
  }

  @Test(
    "Dead letters of the other programs",
    arguments: [
      // s-nail 14.9
      "Date: Sat, 28 Nov 2026 22:22:34 +0000\nTo: a@x.org\nSubject: subj\nMessage-ID: <a@vm>\nUser-Agent: s-nail v14\n",
      // Heirloom mailx 12.5
      "To: a@x.org\nSubject: subj\nUser-Agent: Heirloom mailx 12.5 7/5/10\nMIME-Version: 1.0\n"
        + "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 7bit\n",
      // GNU mail
      "MIME-Version: 1.0\nTo: a@x.org\nUser-Agent: mail (GNU Mailutils 3.15)\nSubject: subj\n",
    ])
  func foreignLetters(_ head: String) throws {
    let run = try run(["--resume"], letters: "From root Sat Nov 28 22:22:34 2026\n\(head)\ntext\n\n")
    #expect(run.status == 0 && run.field("Subject") == "subj" && run.body == "text\n\n", "\(run.errors.text)")
  }
}
