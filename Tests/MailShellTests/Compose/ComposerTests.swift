import Testing

@testable import MailShell

/// What is typed at a terminal while a message is written.
@Suite struct ComposerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var typed: [String]
    var rc: [String] = []
    var status: Int32 = 0
    var subject: String? = "subj"
    var cc: String?
    var body: String?
    var shows: String?
    var hides: String?
    var keeps = false
    /// What standard error holds.
    var tells: String?
    /// What standard error does not hold.
    var conceals: String?
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "a lone dot with dot set", typed: ["hello", ".", "never"], rc: ["set dot"], body: "hello\n"),
    Case(name: "a lone dot without", typed: ["one", ".", "two"], rc: ["unset dot"], body: "one\n.\ntwo\n"),
    Case(name: "~. ends", typed: ["hello", "~.", "never"], body: "hello\n"),
    Case(name: "~s", typed: ["~s a new subject", "x", "~."], subject: "a new subject", body: "x\n"),
    Case(name: "~s in quotes", typed: ["~s \"quoted\"", "x", "~."], subject: "quoted"),
    Case(name: "~c", typed: ["~c c@x.org, d@x.org", "x", "~."], cc: "c@x.org, d@x.org"),
    Case(name: "~~", typed: ["~~ text", "~."], body: "~ text\n"),
    Case(
      name: "another escape character", typed: ["!s other", "~s text", "!."], rc: ["set escape=!"], subject: "other",
      body: "~s text\n"),
    Case(name: "no escape character", typed: ["~s text"], rc: ["set escape="], body: "~s text\n"),
    Case(
      name: "escape unset is the usual one", typed: ["~s new", "x", "~."], rc: ["unset escape"], subject: "new",
      body: "x\n"),
    Case(
      name: "~r", typed: ["before", "~r @HOME@/note", "after", "~."], body: "before\nfrom the file\nafter\n",
      shows: "/note\" 1/14"),
    Case(name: "~r of a missing file", typed: ["a", "~r @HOME@/none", "b", "~."], body: "a\nb\n"),
    Case(name: "~<!", typed: ["~<!echo $((40+2))", "~."], body: "42\n"),
    Case(name: "~|", typed: ["abc", "~| tr a-c A-C", "~."], body: "ABC\n"),
    Case(name: "~| that fails keeps the text", typed: ["abc", "~| false", "~."], body: "abc\n"),
    Case(
      name: "~r of lines up to a mark", typed: ["a", "~r - EOT", "~s no", ".", "EOT", "b", "~."],
      body: "a\n~s no\n.\nb\n"),
    Case(name: "~@ with commas", typed: ["~@ @HOME@/note, @HOME@/none @HOME@/note", "x", "~l", "~."], shows: "2 /"),
    Case(
      name: "~^ shows and changes the header",
      typed: [
        "~^ header insert cc c@x.org", "~^ header show subject", "~^ header insert Subject 'new one'", "x", "~.",
      ],
      subject: "new one", cc: "c@x.org", body: "x\n", shows: "210 Cc 1\n212 Subject\nsubj\n\n210 Subject 1\n"),
    Case(
      name: "~i of nothing", typed: ["~i nosuch", "~I nosuch", "x", "~."], body: "x\n",
      tells: "nosuch is not set, so nothing was inserted\nType ~:set nosuch='TEXT'.\n"),
    Case(
      name: "errexit is for those whom nobody sees", typed: ["~r @HOME@/none", "x", "~."], rc: ["set errexit"],
      body: "x\n"),
    Case(
      name: "text behind an address is asked for again", typed: ["x", "~.", "Ann <a@x.org>foo", "c@x.org"],
      rc: ["set askcc askatend"], cc: "c@x.org", shows: "Cc: Cc: ", tells: "it goes on behind the >"),
    Case(name: "~i", typed: ["~i motto", "~."], rc: ["set motto='per aspera'"], body: "per aspera\n"),
    Case(
      name: "~i expands", typed: ["~i sign", "~I sign", "d", "~."], rc: ["set sign='a\\tb\\nc'"],
      body: "a\tb\nc\na\tb\ncd\n"),
    Case(name: "~/ with text behind it", typed: ["~/bin", "x", "~."], body: "x\n", tells: "Write ~~/"),
    Case(
      name: "~+ with an unknown encoding", typed: ["~+ @HOME@/note text/plain rot13", "x", "~."], body: "x\n",
      tells: "rot13"),
    Case(name: "~a", typed: ["~a", "~."], rc: ["set sign='one\\ntwo'"], body: "one\ntwo\n"),
    Case(name: "an unknown escape", typed: ["a", "~Z", "b", "~."], body: "a\nb\n"),
    Case(name: "~:", typed: ["~: set sign=set", "~a", "~."], body: "set\n"),
    Case(name: "~p", typed: ["text", "~p", "~."], shows: "Message contains:\nTo: bob@x.org\nSubject: subj\n"),
    Case(
      name: "one interrupt", typed: ["kept", "\u{3}", "more", "~."], body: "kept\nmore\n",
      shows: "\n(Interrupt -- one more to kill letter)\n"),
    Case(
      name: "asksend answered with no", typed: ["precious", "~.", "n"], rc: ["set asksend"], status: 1, keeps: true),
    Case(name: "asksend answered with yes", typed: ["x", "~.", "y"], rc: ["set asksend"], body: "x\n"),
    Case(
      name: "one interrupt at a question", typed: ["kept", "~.", "\u{3}", "y"], rc: ["set asksend"], body: "kept\n",
      shows: "(Interrupt -- one more to kill letter)\nSend message?"),
    Case(
      name: "two interrupts at a question", typed: ["lost", "~.", "\u{3}", "\u{3}"], rc: ["set asksend"], status: 1,
      keeps: true),
    Case(name: "two interrupts before any text", typed: ["\u{3}", "\u{3}"], status: 1),
    Case(name: "two interrupts", typed: ["lost", "\u{3}", "\u{3}"], status: 1, keeps: true),
    Case(
      name: "interrupts ignored", typed: ["a", "\u{3}", "\u{3}", "b", "~."], rc: ["set ignore"], body: "a\nb\n",
      shows: "@\n"),
    Case(
      name: "~h left by an interrupt keeps what was answered", typed: ["a", "~h", "", "new", "\u{3}", "b", "~."],
      subject: "new", body: "a\nb\n", shows: "Subject: subj Cc: \n"),
    Case(
      name: "~h left at its first question", typed: ["~h", "\u{3}", "b", "~."], body: "b\n", shows: "To: bob@x.org \n"),
    Case(
      name: "~h left by an interrupt, and one more warns", typed: ["a", "~h", "\u{3}", "\u{3}", "~."], body: "a\n",
      shows: "To: bob@x.org \n\n(Interrupt -- one more"),
    Case(
      name: "an interrupt at askattach warns and sends nothing", typed: ["lost", "~.", "\u{3}", "\u{3}"],
      rc: ["set askattach"], status: 1, shows: "#1 filename: \n(Interrupt -- one more to kill letter)\n#1 filename: \n",
      keeps: true),
    Case(name: "~q", typed: ["lost", "~q"], status: 1, keeps: true),
    Case(name: "~q before any text", typed: ["~q"], status: 1),
    Case(name: "~x", typed: ["lost", "~x"], status: 1),
    Case(
      name: "~c of a faulty address is told at once, and the others stay",
      typed: ["~c c@x.org", "~c d@@x.org", "~b e@", "x", "~."], cc: "c@x.org", body: "x\n",
      tells: "not a mail address: it holds more than one @\nNobody of this line was added"),
    Case(
      name: "a faulty answer is asked for again", typed: ["x", "~.", "c@@x.org", "c@x.org"], rc: ["set askcc askatend"],
      cc: "c@x.org", shows: "Cc: Cc: ", tells: "Nobody of this line was added"),
    Case(
      name: "askcc shows who gets a copy already", typed: ["~c c@x.org", "x", "~.", "d@x.org"],
      rc: ["set askcc askatend"], cc: "c@x.org, d@x.org", shows: "Cc: c@x.org "),
    Case(
      name: "askcc emptied", typed: ["~c c@x.org", "x", "~.", "-"], rc: ["set askcc askatend"], shows: "Cc: c@x.org "),
    Case(
      name: "~h asks again for a faulty address", typed: ["x", "~h", "b@@x.org", "", "", "", "", "~."], body: "x\n",
      tells: "Nobody of this line was added"),
    Case(
      name: "~@ left by an interrupt keeps what was answered",
      typed: ["~@ @HOME@/note @HOME@/note @HOME@/note", "~@", "-", "\u{3}", "~l", "x", "~."], shows: "1 /",
      hides: "3 /", tells: "the attachments are as they were answered"),
    Case(
      name: "~@ keeps a file where the answer is none",
      typed: ["~@ @HOME@/note", "~@", "@HOME@/none", "", "~l", "x", "~."], shows: "1 /", tells: "cannot be read"),
    Case(name: "~a without sign", typed: ["~a", "x", "~."], body: "x\n", tells: "sign is not set"),
    Case(
      name: "an editor that was interrupted", typed: ["x", "~e", "~."], rc: ["set EDITOR='exit 130; :'"], body: "x\n",
      tells: "ended by SIGINT; the text stays as it was\n", conceals: "installed"),
    Case(
      name: "an editor that was killed behind its saving", typed: ["x", "~e", "~."],
      rc: ["set EDITOR='f() { echo saved >\"$1\"; kill -HUP $$; }; f'"], body: "saved\n",
      tells: "ended by SIGHUP; the text is what it had saved\n"),
    Case(
      name: "an editor that was killed in its saving", typed: ["x", "~e", "~."],
      rc: ["set EDITOR='f() { : >\"$1\"; kill -HUP $$; }; f'"], body: "x\n", tells: "the text stays as it was\n"),
    Case(
      name: "an editor that says no", typed: ["x", "~e", "~."],
      rc: ["set EDITOR='f() { echo saved >\"$1\"; exit 1; }; f'"], body: "x\n", tells: "the text stays as it was\n"),
    Case(
      name: "~h with a comma before what is added",
      typed: ["x", "~h", ", more@x.org,", "", "", ",", "~."], body: "x\n", hides: ", ,", conceals: "Nobody"),
    Case(
      name: "asksend takes yes and no alone", typed: ["x", "~.", "what", "y"], rc: ["set asksend"], body: "x\n",
      shows: "Answer y or n.\nSend message? [Y/n] "),
    Case(
      name: "an editor that is not there", typed: ["x", "~e", "~."], rc: ["set EDITOR=/none"], body: "x\n",
      tells: "Set EDITOR to an editor that is installed."),
    Case(
      name: "a letter that is kept can be gone on with", typed: ["lost", "~q"], status: 1, keeps: true,
      tells: "mail --resume goes on with it\n"),
    Case(name: "Cc asked", typed: ["x", "~.", "c@x.org"], rc: ["set askcc askatend"], cc: "c@x.org", shows: "Cc: "),
  ]

  @Test(arguments: cases) func types(_ example: Case) throws {
    let run = try SendingRun(
      ["-s", "subj", "bob@x.org"], rc: example.rc, input: example.typed.joined(separator: "\n") + "\n",
      isTerminal: true,
      files: [(name: "note", text: "from the file\n")])
    #expect(run.status == example.status, "\(run.errors.text)")
    #expect((run.deadLetter != nil) == example.keeps)
    if example.keeps { #expect(run.deadLetter?.contains(example.typed[0] + "\n") == true) }
    if let shows = example.shows { #expect(run.output.text.contains(shows), "\(run.output.text)") }
    if let hides = example.hides { #expect(!run.output.text.contains(hides), "\(run.output.text)") }
    if let tells = example.tells { #expect(run.errors.text.contains(tells), "\(run.errors.text)") }
    if let conceals = example.conceals { #expect(!run.errors.text.contains(conceals), "\(run.errors.text)") }
    guard example.status == 0 else {
      #expect(run.sent == nil)
      return
    }
    #expect(run.field("Subject") == example.subject)
    #expect(run.field("Cc") == example.cc)
    if let body = example.body { #expect(run.body == body || run.body == body + "\n", "\(run.body ?? "")") }
  }

  @Test func theSubjectIsAskedFor() throws {
    let run = try SendingRun(["bob@x.org"], input: "asked for\nhello\n~.\n", isTerminal: true)
    #expect(run.output.text.hasPrefix("Subject: "))
    #expect(run.field("Subject") == "asked for")
  }

  @Test func anInterruptAtTheSubjectWarnsFirst() throws {
    let run = try SendingRun(["bob@x.org"], input: "\u{3}\nsubj\nhello\n~.\n", isTerminal: true)
    #expect(run.output.text.hasPrefix("Subject: \n(Interrupt -- one more to kill letter)\nSubject: "))
    #expect(run.status == 0 && run.field("Subject") == "subj")
    let gone = try SendingRun(["bob@x.org"], input: "\u{3}\n\u{3}\nsubj\n", isTerminal: true)
    #expect(gone.output.text == "Subject: \n(Interrupt -- one more to kill letter)\nSubject: \n")
    #expect(gone.status == 1 && gone.sent == nil && gone.deadLetter == nil)
  }

  @Test func theBodyOfAURLIsGoneOnWith() throws {
    let run = try SendingRun(["-s", "x", "mailto:bob@x.org?body=first"], input: "more\n~.\n", isTerminal: true)
    #expect(run.body?.hasPrefix("first\nmore\n") == true)
  }

  @Test func aMalformedAddressIsToldBeforeTheTextIsTyped() throws {
    let run = try SendingRun(["a@@b"], input: "hello\n", isTerminal: true)
    #expect(run.status == 65)
    #expect(!run.output.text.contains("Subject: "))
  }

  @Test("Where lines can be edited the fields are there to be changed, and what is left in them is all they hold")
  func fieldsAreEdited() throws {
    func run(_ typed: [String], rc: [String] = []) throws -> SendingRun {
      try SendingRun(
        ["-s", "subj", "-c", "c@x.org", "-c", "d@x.org", "bob@x.org"], rc: rc,
        input: typed.joined(separator: "\n") + "\nx\n~.\n", isTerminal: true, edits: true)
    }
    let changed = try run(["~h", "\u{15}ann@x.org, eve@x.org", " more", "\u{15}c@x.org", "b@x.org"])
    #expect(changed.field("To") == "ann@x.org, eve@x.org" && changed.field("Subject") == "subj more")
    #expect(changed.field("Cc") == "c@x.org", "\(changed.output.text)")
    #expect(changed.output.text.contains("To: [bob@x.org]\nSubject: [subj]\nCc: [c@x.org, d@x.org]\nBcc: "))
    let same = try run(["~h", "", "", "", ""])
    #expect(same.field("To") == "bob@x.org" && same.field("Subject") == "subj")
    #expect(same.field("Cc") == "c@x.org, d@x.org" && same.body == "x\n\n", "\(same.output.text) \(same.sent ?? "")")
    let emptied = try run(["~h", "", "\u{15}", "\u{15}", ""])
    #expect(emptied.field("Subject") == nil && emptied.field("Cc") == nil && emptied.field("To") == "bob@x.org")
    // A faulty answer is there to be mended.
    let mended = try run(["~h", "\u{15}b@@x.org", "\u{15}eve@x.org", "", "", ""])
    #expect(mended.output.text.contains("To: [b@@x.org]\n") && mended.field("To") == "eve@x.org")
    let asked = try SendingRun(
      ["-s", "subj", "-c", "c@x.org", "bob@x.org"], rc: ["set askcc askatend"], input: "x\n.\n, d@x.org\n",
      isTerminal: true, edits: true)
    #expect(asked.field("Cc") == "c@x.org, d@x.org", "\(asked.output.text)")
  }

  @Test func theEndOfInputAtAQuestionEndsItsLine() throws {
    let run = try SendingRun(["bob@x.org"], rc: ["set askcc"], input: "", isTerminal: true)
    #expect(run.output.text.hasPrefix("Subject: \nCc: \n"), "\(run.output.text)")
  }

  @Test func theReaderAsksWhomALetterIsFor() throws {
    let box = "From ann@x.org Mon Mar  2 10:00:00 2026\nFrom: ann@x.org\nSubject: one\n\ntext\n\n"
    func run(_ lines: [String]) throws -> SendingRun {
      try SendingRun(
        ["-N", "-R", "-f", "@HOME@/box"], input: lines.joined(separator: "\n") + "\n", isTerminal: true,
        files: [(name: "box", text: box)])
    }
    let asked = try run(["mail", "b@@x.org", "b@x.org", "subj", "hello", "~.", "x"])
    #expect(asked.output.text.contains("To: To: Subject: "), "\(asked.output.text)")
    #expect(asked.field("To") == "b@x.org" && asked.field("Subject") == "subj")
    let faulty = try run(["mail b@@x.org", "x"])
    #expect(!faulty.output.text.contains("Subject: "), "\(faulty.output.text)")
    #expect(faulty.errors.text.contains("not a mail address") && faulty.deadLetter == nil)
  }

  @Test func aReplyToWhomNobodyCanWriteToCanBeMended() throws {
    let box = "From ann@x.org Mon Mar  2 10:00:00 2026\nFrom: ann@x.org\nCc: bad@@x.org\nSubject: one\n\ntext\n\n"
    let run = try SendingRun(
      ["-N", "-R", "-f", "@HOME@/box"], input: "r\n~h\n\n\n-\n\nhello\n~.\nx\n", isTerminal: true,
      files: [(name: "box", text: box)])
    #expect(run.field("To") == "ann@x.org" && run.field("Cc") == nil, "\(run.output.text)\(run.errors.text)")
  }
}
