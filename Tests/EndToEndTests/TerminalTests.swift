import Foundation
import Testing

/// The dialogue on a terminal: prompts, composing, interrupts.
@Suite struct TerminalTests {
  private func program(_ rc: [String] = []) throws -> Program {
    let program = try Program()
    try program.write("sendmail", "#!/bin/sh\ncat >\"\(program.home)/message\"\n")
    chmod(program.file("sendmail"), 0o755)
    try program.write(
      ".mailrc", (["set sendmail=\(program.home)/sendmail", "set prompt=\"& \""] + rc).joined(separator: "\n") + "\n")
    return program
  }

  /// A mailbox of one message at a terminal that has keys, behind the first prompt.
  private func dialogue() throws -> (Program, TerminalProgram) {
    let program = try program()
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", program.file("box")], environment: ["TERM": "xterm"])
    #expect(terminal.expect("& "))
    return (program, terminal)
  }

  @Test func textEndsWithADot() throws {
    let program = try program(["set dot"])
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["ann@example.org"])
    #expect(terminal.expect("Subject: "))
    terminal.send("hello\n")
    usleep(100_000)
    terminal.send("first line\nsecond\n.\n")
    #expect(terminal.end() == 0)
    let message = try #require(program.read("message"))
    #expect(message.contains("Subject: hello"))
    #expect(message.hasSuffix("\n\nfirst line\nsecond\n"))
  }

  @Test func textEndsWithEndOfFile() throws {
    let program = try program()
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-s", "x", "ann@example.org"])
    usleep(200_000)
    terminal.send("text\n")
    usleep(100_000)
    terminal.press(control: "D")
    #expect(terminal.end() == 0)
    #expect(program.read("message")?.hasSuffix("\n\ntext\n") == true)
  }

  @Test(arguments: [
    ("a👨‍👩‍👧‍👦b", "\u{2}\u{2}X", "aX👨‍👩‍👧‍👦b"), ("a👨‍👩‍👧‍👦", "\u{7f}Y", "aY"), ("🇩🇪🇫🇷", "\u{7f}Z", "🇩🇪Z"),
    ("👍🏽❤️", "\u{7f}W", "👍🏽W"), ("e\u{301}o", "\u{2}\u{7f}U", "Uo"), ("日本", "\u{7f}T", "日T"),
    ("\u{e0b0}\u{30000}", "\u{7f}S", "\u{e0b0}S"), ("e", "\u{16}\u{301}R", "e\u{301}R"),
    ("ab cd", "\u{1b}[1;5DQ\u{1b}[4~P", "ab QcdP"), ("xy", "\u{1b}[5~\u{1b}[15~\u{1b}[2~O", "xyO"),
  ]) func keysWorkOnWhatAReaderSees(_ text: String, _ keys: String, _ expected: String) throws {
    let (program, terminal) = try dialogue()
    defer { program.cleanUp() }
    // The prompt stands before the terminal leaves its own editing of lines.
    usleep(100_000)
    terminal.send("echo \(text)\(keys)\n")
    #expect(terminal.expect("\r\n\(expected)\r\n"), "\(terminal.text)")
    // What comes back from the history is as good.
    usleep(100_000)
    terminal.send("\u{10}\n")
    #expect(terminal.expect("\r\n\(expected)\r\n"), "\(terminal.text)")
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  @Test func fieldsOfTheHeaderAreThereToBeChanged() throws {
    let program = try program(["set dot"])
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(
      program, ["-s", "a👨‍👩‍👧‍👦b", "-c", "c@example.org", "ann@example.org"], environment: ["TERM": "xterm"])
    usleep(200_000)
    terminal.send("text\n")
    usleep(100_000)
    terminal.send("~h\n")
    // To: another; Subject: the family goes; Cc: one more before; Bcc: nobody.
    for (shown, keys) in [
      ("ann@example.org", "\u{15}bob@example.org"), ("a👨‍👩‍👧‍👦b", "\u{2}\u{7f}X"),
      ("c@example.org", "\u{1}d@example.org, "), ("Bcc: ", ""),
    ] {
      #expect(terminal.expect(shown), "\(terminal.text)")
      usleep(100_000)
      terminal.send(keys + "\n")
    }
    usleep(100_000)
    terminal.send(".\n")
    #expect(terminal.end() == 0)
    let message = try #require(program.read("message"))
    #expect(message.contains("\nTo: bob@example.org\n") && message.contains("\nSubject: aXb\n"), "\(message)")
    #expect(message.contains("\nCc: d@example.org, c@example.org\n"))
  }

  @Test func aSlipOfThePenIsToldAndTheTabKeyHelps() throws {
    let (program, terminal) = try dialogue()
    defer { program.cleanUp() }
    usleep(100_000)
    terminal.send("set tls-verify=stricct\n")
    #expect(terminal.expect("mail: set: tls-verify: unknown value \"stricct\"; known: strict, ask, warn, ignore"))
    usleep(100_000)
    terminal.send("set tls-ver\t=w\t\nvarshow tls-verify\n")
    #expect(terminal.expect("set tls-verify=\"warn\""), "\(terminal.text)")
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  @Test func aLineThatWasBegunIsShownAgainBehindAStop() throws {
    let (program, terminal) = try dialogue()
    defer { program.cleanUp() }
    // Not before the editor shows its keys: what the terminal echoes before is no line of it.
    usleep(200_000)
    terminal.send("echo be")
    #expect(terminal.expect("echo be"))
    terminal.signal(SIGSTOP)
    usleep(200_000)
    terminal.signal(SIGCONT)
    #expect(terminal.expect("& echo be"))
    terminal.send("gun\n")
    #expect(terminal.expect("\nbegun"))
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  @Test func whatIsAnsweredAndPassedOnIsShownBeforeTheText() throws {
    let (program, terminal) = try dialogue()
    defer { program.cleanUp() }
    usleep(100_000)
    terminal.send("set quote indentprefix='> '\nreply 1\n")
    #expect(terminal.expect("Subject: Re: one\r\n\r\na@example.org wrote:\r\n\r\n> text\r\n"), "\(terminal.text)")
    terminal.send("~|tr a-z A-Z\n")
    #expect(terminal.expect("(continue)"), "\(terminal.text)")
    terminal.send("~x\n")
    #expect(terminal.expect("& "))
    terminal.send("forward 1 bob@example.org\n")
    #expect(terminal.expect("To: bob@example.org\r\nSubject: Fwd: one\r\n\r\n--------"), "\(terminal.text)")
    terminal.send("~x\nx\n")
    #expect(terminal.end() != nil)
  }

  @Test func twoInterruptsKeepTheLetter() throws {
    let program = try program()
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-s", "x", "ann@example.org"])
    usleep(300_000)
    terminal.send("precious\n")
    usleep(200_000)
    terminal.press(control: "C")
    #expect(terminal.expect("(Interrupt -- one more to kill letter)"))
    terminal.press(control: "C")
    let status = terminal.end()
    #expect(status != nil && status != 0)
    #expect(program.read("message") == nil)
    #expect(program.read("dead.letter")?.contains("precious") == true)
  }

  @Test(
    "R15: a hang-up, a termination or a closed terminal keeps the draft, and the next start tells of it",
    arguments: [
      "HUP", "TERM", "closed", "reply",
    ])
  func cutOff(how: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let box = program.file("box")
    let terminal = try TerminalProgram(program, how == "reply" ? ["-f", box] : ["-s", "x", "a@example.org"])
    if how == "reply" {
      #expect(terminal.expect("& "))
      terminal.send("r 1\n")
      #expect(terminal.expect("Subject: Re: one"))
    }
    usleep(300_000)
    terminal.send("precious\n")
    usleep(300_000)
    switch how {
    case "TERM": terminal.signal(SIGTERM)
    case "closed": terminal.closeTerminal()
    default: terminal.signal(SIGHUP)
    }
    #expect(terminal.end() != 0)
    #expect(program.read("dead.letter")?.contains("precious") == true)
    #expect(program.read("message") == nil)
    var status = stat()
    #expect(stat(program.file("dead.letter"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    let next = try TerminalProgram(program, ["-f", box])
    #expect(next.expect("A message that you were writing was saved in"))
    next.send("x\n")
    #expect(next.end() == 0)
    let later = try TerminalProgram(program, ["-f", box])
    #expect(later.expect("? for help"))
    #expect(!later.text.contains("you were writing"))
    later.send("x\n")
    #expect(later.end() == 0)
  }

  /// Both get the signal when the terminal goes; what the editor saved before is the text.
  @Test(arguments: ["0", "kill -HUP $$", "exit 1"]) func cutOffInTheEditor(end: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write(
      "editor", "trap '' HUP\necho edited >>\"$1\"\necho at work\nread line\ntrap - HUP\n\(end == "0" ? ":" : end)\n")
    try program.write(".mailrc", "set EDITOR='sh ~/editor'\n")
    try program.write("tmp/none", "")
    let terminal = try TerminalProgram(
      program, ["-s", "x", "a@example.org"], environment: ["TMPDIR": program.file("tmp")])
    usleep(300_000)
    terminal.send("precious\n~e\n")
    #expect(terminal.expect("at work"))
    terminal.signal(SIGHUP)
    terminal.send("go\n")
    #expect(terminal.end() == 129)
    #expect(program.read("dead.letter")?.contains("precious\nedited\n") == true, "\(terminal.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.file("tmp")) == ["none"])
  }

  @Test(arguments: ["compose", "reply", "prompt"], ["dumb", "xterm"]) func theQuitKey(place: String, term: String)
    throws
  {
    let program = try program()
    defer { program.cleanUp() }
    let box = "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n"
    try program.write("box", box)
    let terminal = try TerminalProgram(
      program, place == "compose" ? ["-s", "x", "a@example.org"] : ["-f", "box"], environment: ["TERM": term])
    if place != "compose" {
      #expect(terminal.expect("& "))
      terminal.send(place == "reply" ? "r 1\n" : "d 1\n")
      #expect(terminal.expect(place == "reply" ? "Subject: Re: one" : "& "))
    }
    usleep(300_000)
    if place != "prompt" { terminal.send("precious\n") }
    usleep(300_000)
    terminal.send("\u{1c}")
    #expect(terminal.end() == 131)
    #expect((program.read("dead.letter")?.contains("precious\n") == true) == (place != "prompt"), "\(terminal.text)")
    #expect(program.read("box") == box)
  }

  @Test func aTerminationWhileAFileIsAttached() throws {
    let program = try program()
    defer { program.cleanUp() }
    #expect(mkfifo(program.file("pipe"), 0o600) == 0)
    let writer = open(program.file("pipe"), O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"])
    usleep(300_000)
    terminal.send("precious\n~@ pipe\n")
    usleep(500_000)
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 143)
    #expect(program.read("dead.letter")?.contains("precious\n") == true, "\(terminal.text)")
  }

  @Test func interruptAtThePromptIsHarmless() throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-f", "box"])
    #expect(terminal.expect("& "))
    terminal.press(control: "C")
    #expect(terminal.expect("Interrupt"))
    #expect(terminal.expect("& "))
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  /// A number alone is a file, as everywhere; people are told how to name a message, once.
  @Test(
    arguments: [
      ("w 3", "mail: 3 was taken for a file; for a message say write 3 FILE\n"),
      ("s 1-3", "mail: 1-3 was taken for a file; for a message say save 1-3 FILE\n"),
      ("c 3.2", "mail: 3.2 was taken for a file; for a message say copy 3.2 FILE\n"),
      ("w 1 4", nil), ("w '3'", nil), ("s 3rd", nil),
    ] as [(String, String?)]) func aNumberTakenForAFileIsTold(_ command: String, _ told: String?) throws
  {
    let program = try program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", "box"])
    for round in 1...2 {
      #expect(terminal.expect("& "))
      terminal.send(command + "\n")
      #expect(terminal.expect(round == 1 ? "[New file]" : "[Appended]"))
    }
    #expect(terminal.expect("& "))
    let hints = terminal.text.components(separatedBy: "was taken for a file").count - 1
    #expect(hints == (told == nil ? 0 : 1), "\(terminal.text)")
    if let told { #expect(terminal.text.contains(told)) }
    terminal.send("x\n")
    #expect(terminal.end() == 0)
    let run = try program.run(["-N", "-f", "box"], input: command + "x\nx\n")
    #expect(!run.errors.contains("taken"))
  }

  /// less takes the charset from the locale, and the locale C is shown UTF-8.
  @Test(arguments: [([:], "<utf-8>"), (["LESSCHARSET": "latin1"], "<latin1>"), (["LC_ALL": "de_DE.ISO-8859-1"], "<>")])
  func thePagerKnowsTheCharset(_ environment: [String: String], _ told: String) throws {
    let program = try program(["set crt=5", "set PAGER=./pager"])
    defer { program.cleanUp() }
    try program.write("pager", "#!/bin/sh\ncat\necho \"<$LESSCHARSET>\"\n")
    chmod(program.file("pager"), 0o755)
    let text = (1...20).map { "line \($0)\n" }.joined()
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\n\(text)\n")
    let terminal = try TerminalProgram(
      program, ["-N", "-f", "box"], environment: ["LC_ALL": "C"].merging(environment) { _, new in new })
    #expect(terminal.expect("& "))
    terminal.send("p 1\n")
    #expect(terminal.expect(told))
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  @Test func aPagerThatCannotBeRunHidesNothing() throws {
    let program = try program(["set crt=1", "set PAGER=/no/such/pager"])
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\nthe text\n\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", program.file("box")])
    #expect(terminal.expect("& "))
    terminal.send("print 1\n")
    #expect(terminal.expect("the text"), "\(terminal.text)")
    #expect(terminal.expect("the pager cannot be run; the text was printed without it"), "\(terminal.text)")
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  /// What is typed while the pager is open is the pager's.
  @Test func anInterruptInThePagerIsThePagers() throws {
    let program = try program(["set crt=5", "set PAGER=./pager"])
    defer { program.cleanUp() }
    try program.write(
      "pager", "#!/bin/sh\ntrap '' INT\ncat\necho paging\nwhile [ ! -e go ]; do sleep 0.1; done\necho paged\n")
    chmod(program.file("pager"), 0o755)
    let text = (1...20).map { "line \($0)\n" }.joined()
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\n\(text)\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", "box"])
    #expect(terminal.expect("& "))
    terminal.send("p 1\n")
    #expect(terminal.expect("paging"))
    terminal.press(control: "C")
    usleep(200_000)
    try program.write("go", "")
    #expect(terminal.expect("paged"))
    #expect(terminal.expect("& "))
    #expect(!terminal.text.contains("Interrupt"), "\(terminal.text)")
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }

  @Test func answerQuotesNothingAndGoesToAll() throws {
    let program = try program(["set dot", "set from=me@example.org"])
    defer { program.cleanUp() }
    try program.write(
      "box",
      "From a@example.org Mon May  4 10:00:00 2026\nFrom: Ann <ann@example.org>\nTo: me@example.org, list@example.org\n"
        + "Subject: plan\nMessage-ID: <1@example.org>\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", "box"])
    #expect(terminal.expect("& "))
    terminal.send("reply 1\n")
    #expect(terminal.expect("Subject: Re: plan"))
    usleep(200_000)
    terminal.send("my answer\n.\n")
    #expect(terminal.expect("& "))
    terminal.send("x\n")
    #expect(terminal.end() == 0)
    let message = try #require(program.read("message"))
    #expect(message.contains("ann@example.org") && message.contains("list@example.org"))
    #expect(message.contains("In-Reply-To: <1@example.org>") && message.contains("References: <1@example.org>"))
    #expect(message.hasSuffix("\n\nmy answer\n"))
  }
}
