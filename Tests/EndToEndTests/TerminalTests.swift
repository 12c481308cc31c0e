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

  @Test func aLineThatWasBegunIsShownAgainBehindAStop() throws {
    let program = try program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-N", "-f", program.file("box")], environment: ["TERM": "xterm"])
    #expect(terminal.expect("& "))
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
