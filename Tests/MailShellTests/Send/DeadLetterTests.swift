import MailSystem
import Testing

@testable import MailShell

/// What is kept of messages that did not go out, and what comes of it later.
@Suite struct DeadLetterTests {
  private static let whole = "To: a@x.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>text</p>\n"

  @Test(arguments: [
    ["-a", "@HOME@/file"], ["--attach=@HOME@/file"], ["-A", "@HOME@/file"], ["-M", "text/plain"],
    ["-C", "Content-Type: text/plain"], ["--encoding=base64"],
  ]) func nothingIsAddedToAWholeMessage(_ options: [String]) throws {
    let run = try SendingRun(["-t"] + options, input: Self.whole, files: [(name: "file", text: "attached\n")])
    #expect(run.status == 65, "\(run.errors.text)")
    #expect(run.sent == nil)
    #expect(run.deadLetter?.contains("<p>text</p>") == true && run.deadLetter?.contains("To: a@x.org") == true)
  }

  @Test(
    "How it is sent again",
    arguments: [
      ([], [], "mail --resume sends it again"), ([], ["set DEAD=@HOME@/other"], "mail --resume sends it again"),
      (["-S", "DEAD=@HOME@/other"], [], "mail --resume=@HOME@/other sends it again"),
      (["-S", "DEAD=@HOME@/an other"], [], "mail --resume='@HOME@/an other' sends it again"),
    ])
  func itTellsWhatToDo(_ options: [String], _ rc: [String], _ words: String) throws {
    let run = try SendingRun(options + ["a@@x"], rc: rc)
    #expect(
      run.errors.text.contains("\n" + words.replacing("@HOME@", with: run.folder.path)), "\(run.errors.text)")
  }

  @Test func oneThatCannotGoToItsFileIsFoundByTheCommandThatIsTold() throws {
    let run = try SendingRun(["-s", "s", "a@@x"], rc: ["set DEAD=/no/such/folder/letter"])
    let line = try #require(run.errors.text.split(separator: "\n").first { $0.hasPrefix("mail --resume=") })
    let path = String(line.dropFirst("mail --resume=".count).prefix { $0 != " " })
    defer { try? FileSystem.remove(path) }
    #expect(path.hasPrefix(TemporaryFile.defaultDirectory() + "/dead.letter."))
    let told = try SendingRun(["--resume"])
    #expect(told.status == 66 && told.errors.text.contains("mail --resume=/"), "\(told.errors.text)")
    let again = try SendingRun(["--resume=" + path], rc: ["set DEAD=/no/such/folder/letter"])
    #expect(again.status == 65 && again.errors.text.contains("a@@x"), "\(again.errors.text)")
  }

  @Test(arguments: [
    (["set mta=/no/such/program sender=s@x.org"], "Return-Path: <s@x.org>\n"),
    (["set mta=/no/such/program return-address=r@x.org"], "Return-Path: <r@x.org>\n"),
    (["set mta=smtp://ann@127.0.0.1:1 password=p smtp-hostname=other.org"], "Return-Path: <ann@other.org>\n"),
    (["set mta=/no/such/program"], ""),
  ]) func itKnowsItsEnvelopeSender(_ rc: [String], _ field: String) throws {
    for name in ["a@x.org", "bad@@x"] {
      let run = try SendingRun([name], rc: ["set from=me@x.org"] + rc, usesTestTransport: false)
      let letter = try #require(run.deadLetter)
      #expect(field.isEmpty ? !letter.contains("Return-Path") : letter.contains(field), "\(letter)")
    }
  }

  @Test func itGoesOutAgainByTheSameSender() throws {
    let letter = "From me Mon Mar  2 10:00:00 2026\nReturn-Path: <r@x.org>\nFrom: me@x.org\nTo: a@x.org\n\ntext\n\n"
    let run = try SendingRun(
      ["-d", "--resume"], rc: ["set return-address=other@x.org"], files: [(name: "dead.letter", text: letter)])
    #expect(run.errors.text.contains("envelope sender: r@x.org\n"), "\(run.errors.text)")
    #expect(!run.errors.text.contains("Return-Path"))
  }

  @Test(arguments: [
    (["-d", "a@x.org"], "ann@other.org"), (["-d", "-r", "r@x.org", "a@x.org"], "r@x.org"),
    (["-d", "-S", "mta=/bin/true", "a@x.org"], "me@x.org"), (["-d", "-S", "smtp-hostname=", "a@x.org"], "me@x.org"),
    (["-d", "-S", "mta=smtp://127.0.0.1:1", "a@x.org"], "me@other.org"),
  ]) func theAccountsHostIsThatOfTheEnvelope(_ arguments: [String], _ sender: String) throws {
    let run = try SendingRun(
      arguments, rc: ["set from=me@x.org mta=smtp://ann%40x.org@127.0.0.1:1 smtp-hostname=other.org"],
      usesTestTransport: false)
    #expect(run.errors.text.contains("envelope sender: \(sender)\n"), "\(run.errors.text)")
  }

  @Test func aFileThatFailsIsNotLost() throws {
    let run = try SendingRun(["-s", "s", "@HOME@/no/box"], rc: ["set expandaddr=+file"], input: "precious\n")
    #expect(run.status == 73)
    #expect(!run.errors.text.contains("record"), "\(run.errors.text)")
    #expect(run.deadLetter?.contains("precious") == true)
    #expect(run.deadLetter?.contains("To: \(run.folder.path)/no/box\n") == true, "\(run.deadLetter ?? "")")
  }

  @Test(arguments: ["/dev/null", "/dev/./null"]) func whatIsThrownAwayIsNotOfferedAgain(_ name: String) throws {
    let run = try SendingRun(["a@x.org"], rc: ["set DEAD=\(name) mta=/no/such/program"], usesTestTransport: false)
    #expect(run.status != 0 && !run.errors.text.contains("--resume"), "\(run.errors.text)")
  }

  @Test func aCommandThatFailsIsNotLost() throws {
    let run = try SendingRun(["-s", "s", "|exit 3"], rc: ["set expandaddr=+pipe"], input: "precious\n")
    #expect(run.status == 69)
    #expect(!run.errors.text.contains("was sent"), "\(run.errors.text)")
    #expect(run.deadLetter?.contains("To: |exit 3\n") == true && run.deadLetter?.contains("precious") == true)
    let both = try SendingRun(["a@x.org", "|exit 3", "|cat >/dev/null"], rc: ["set expandaddr=+pipe"])
    #expect(both.status == 69 && both.sent != nil)
    #expect(both.deadLetter?.contains("To: |exit 3\n") == true && both.deadLetter?.contains("a@x.org") == false)
    #expect(both.deadLetter?.contains("cat") == false)
  }

  @Test func filesAndCommandsOfAMessageThatWasNotSentAreKept() throws {
    let run = try SendingRun(
      ["a@x.org", "@HOME@/a b", "|cat >@HOME@/c", "-T", "fcc:@HOME@/f"],
      rc: ["set expandaddr=+file,+pipe,+fcc mta=/no/such/program"], usesTestTransport: false)
    #expect(run.sent == nil && run.status != 0)
    let kept = try #require(run.deadLetter)
    #expect(
      kept.contains("To: |cat >\(run.folder.path)/c\n") && kept.contains("Fcc: \(run.folder.path)/f\n"), "\(kept)")
  }

  /// What was refused must not be sent when the line end in it has become a blank.
  @Test(arguments: [
    "a@x.org\ne@x.org", "root\nbob", "\nbob", "bob\n", "\"a@x.org", "a@x.org (", "<a@x.org\n>",
    "a@x.org\u{2028}e@x.org",
    "\"a\nb\"@x.org",
  ]) func whatWasRefusedIsNoRecipientLater(_ name: String) throws {
    let first = try SendingRun(["-s", "s", "b@x.org", name, "c\" <d@x.org>"], input: "text\n")
    #expect(first.status == 65)
    let letter = try #require(first.deadLetter)
    #expect(letter.contains("b@x.org"))
    for arguments in [["--resume"], ["-t"]] {
      let again = try SendingRun(
        arguments, input: arguments == ["-t"] ? String(letter[letter.firstRange(of: "\n")!.upperBound...]) : "",
        files: [(name: "dead.letter", text: letter)])
      #expect(again.status == 65, "\(letter)")
      #expect(again.sent == nil)
      #expect(again.deadLetter?.contains("text\n") == true)
    }
  }

  /// The name of a copy stands in a field of the letter, and must not bring another field along.
  @Test(
    arguments: ["fcc: /nodir/x\nBcc: e@x.org", "fcc: @HOME@/f\r\nBcc: e@x.org", "fcc: /dev/full\nBcc: e@x.org"],
    [["a@x.org"], []])
  func theNameOfACopyIsOneField(_ copy: String, people: [String]) throws {
    let run = try SendingRun(["-s", "s", "-T", copy] + people, input: "text\n")
    #expect(run.status == 65 && run.sent == nil, "\(run.errors.text)")
    let letter = try #require(run.deadLetter)
    #expect(letter.contains("Fcc: ") && letter.contains("text\n"))
    #expect(!letter.contains("\nBcc:"), "\(letter)")
  }

  @Test func replacedInPosixMode() throws {
    let files = [(name: "dead.letter", text: "From tom Mon Mar  2 10:00:00 2026\nSubject: old\n\nold\n\n")]
    let replaced = try SendingRun(["-s", "new", "a@@b"], rc: ["set posix"], files: files)
    #expect(replaced.deadLetter?.contains("old") == false && replaced.deadLetter?.contains("Subject: new") == true)
    for rc in [[], ["set posix appenddeadletter"]] {
      let added = try SendingRun(["-s", "new", "a@@b"], rc: rc, files: files)
      #expect(added.deadLetter?.contains("old") == true && added.deadLetter?.contains("Subject: new") == true)
    }
    let resumed = try SendingRun(
      ["--resume", "2"], rc: ["set posix mta=/no/such/program"],
      files: [
        (name: "dead.letter", text: files[0].text + files[0].text.replacing("Subject: old", with: "To: a@x.org"))
      ],
      usesTestTransport: false)
    #expect(resumed.deadLetter?.contains("Subject: old") == true && resumed.deadLetter?.contains("To: a@x.org") == true)
  }

  @Test("What is said about sending it again is true of each") func theNotices() throws {
    let files = [(name: "box", text: Boxes.five)]
    func run(_ input: String) throws -> String {
      try SendingRun(
        ["-N", "-f", "@HOME@/box"], rc: ["set mta=/no/such/program"], input: input, files: files,
        usesTestTransport: false
      ).errors.text
    }
    let one = try run("resend 1 a@x.org\nx\n")
    #expect(one.contains("mail --resume sends it again as it is\n") && !one.contains("edited"), "\(one)")
    let three = try run("resend 1 2 a@x.org\nresend 3 a@x.org\nx\n")
    #expect(three.components(separatedBy: "--resume").count == 4, "\(three)")
    #expect(
      three.contains("mail --resume sends this one again, mail --resume all the others in that file too\n"), "\(three)")
    let alone = try run("resend 1 a@x.org\n!rm $HOME/dead.letter\nresend 2 a@x.org\nx\n")
    #expect(alone.components(separatedBy: "mail --resume sends it again as it is\n").count == 3, "\(alone)")
    let box = "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: |cmd\nSubject: q\n\ntext\n\n"
    let nobody = try SendingRun(
      ["-N", "-f", "@HOME@/box"], input: "reply 1\nanswer\n.\nx\n", files: [(name: "box", text: box)])
    #expect(
      nobody.errors.text.contains(
        "mail --resume at a terminal lets you name whom it is for: it has no recipient yet\n"),
      "\(nobody.errors.text)")
  }
}
