import Foundation
import Testing

/// Signals that come at a terminal while another program has it: they count for the wait that follows.
@Suite struct TerminalSignalTests {
  private func program(_ rc: [String] = []) throws -> Program {
    let program = try Program(rc: ["set sendmail=~/sendmail prompt='& '"] + rc)
    try program.write("sendmail", "#!/bin/sh\ncat >\"\(program.home)/message\"\n")
    chmod(program.file("sendmail"), 0o755)
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    return program
  }

  /// The shutdown of a machine ends both.
  @Test(arguments: [SIGTERM, SIGHUP], ["", "line-editor-disable"])
  func theEditorIsEndedWithUs(signal: Int32, setting: String) throws {
    let program = try program(["set EDITOR='sh ~/editor' \(setting)"])
    defer { program.cleanUp() }
    try program.write("editor", "echo edited >>\"$1\"\necho at work\nexec sleep 60\n")
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"], environment: ["TERM": "xterm"])
    usleep(300_000)
    terminal.send("precious\n~e\n")
    #expect(terminal.expect("at work"))
    usleep(100_000)
    terminal.signalGroup(signal)
    #expect(terminal.end() == 128 + signal)
    #expect(program.read("dead.letter")?.contains("precious\nedited\n") == true, "\(terminal.text)")
  }

  @Test(arguments: ["~!", "~| cat;", "~r !"], ["", "line-editor-disable"])
  func aCommandOfTheComposer(command: String, setting: String) throws {
    let program = try program(["set \(setting)"])
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"], environment: ["TERM": "xterm"])
    usleep(300_000)
    terminal.send("precious\n\(command) echo at work >/dev/tty; sleep 0.5\n")
    #expect(terminal.expect("at work\r\n"))
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 143)
    #expect(program.read("dead.letter")?.contains("precious\n") == true, "\(terminal.text)")
    #expect(program.read("message") == nil)
  }

  /// Whatever was typed ahead, the mailbox stays as it was.
  @Test(
    arguments: ["!echo at work; sleep 0.5", "p 1", "|1 'cat; echo at work; sleep 0.5'"], ["", "line-editor-disable"])
  func aCommandOfTheReader(command: String, setting: String) throws {
    let program = try program(["set PAGER='cat; echo at work; sleep 0.5;' crt=1 \(setting)"])
    defer { program.cleanUp() }
    let box = program.read("box")
    let terminal = try TerminalProgram(program, ["-N", "-f", "box"], environment: ["TERM": "xterm"])
    #expect(terminal.expect("& "))
    usleep(100_000)
    terminal.send("\(command)\n")
    #expect(terminal.expect("at work\r\n"))
    terminal.send("d 1\nq\n")
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 143)
    #expect(program.read("box") == box)
  }

  /// Where nothing was typed there is nothing to keep, and nothing is left behind.
  @Test func theEditorOfAnEmptyLetter() throws {
    let program = try program(["set EDITOR='sh ~/editor' noasksub"])
    defer { program.cleanUp() }
    try program.write("editor", "echo at work\nexec sleep 60\n")
    try program.write("tmp/none", "")
    let terminal = try TerminalProgram(
      program, ["-N", "-f", "box"], environment: ["TERM": "xterm", "TMPDIR": program.file("tmp")])
    #expect(terminal.expect("& "))
    usleep(100_000)
    terminal.send("mail\n")
    #expect(terminal.expect("To: "))
    usleep(100_000)
    terminal.send("\n")
    usleep(200_000)
    terminal.send("~e\n")
    #expect(terminal.expect("at work"), "\(terminal.text)")
    usleep(100_000)
    terminal.signalGroup(SIGTERM)
    #expect(terminal.end() == 143)
    #expect(program.read("dead.letter") == nil, "\(terminal.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.file("tmp")) == ["none"])
  }

  /// What is told begins a line of its own, and is true: the letter ends.
  @Test(arguments: [SIGTERM, SIGQUIT], ["xterm", "dumb"]) func aQuestionOfTheHeader(signal: Int32, term: String) throws
  {
    let program = try program()
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"], environment: ["TERM": term])
    usleep(300_000)
    terminal.send("precious\n~h\n")
    #expect(terminal.expect("To: "))
    usleep(200_000)
    terminal.signal(signal)
    #expect(terminal.end() == 128 + signal)
    #expect(terminal.text.contains("\n\"\(program.home)/dead.letter\""), "\(terminal.text)")
    #expect(!terminal.text.contains("typed so far"))
    #expect(program.read("dead.letter")?.contains("precious\n") == true)
  }

  @Test func aFaultyAddressOfTheHeader() throws {
    let program = try program()
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"], environment: ["TERM": "xterm"])
    usleep(300_000)
    terminal.send("text\n~h\n")
    #expect(terminal.expect("a@example.org"))
    usleep(200_000)
    terminal.send(", b@@x\n")
    #expect(terminal.expect("The field is as it was until its line is mended."), "\(terminal.text)")
    usleep(200_000)
    terminal.signal(SIGTERM)
    #expect(terminal.end() == 143)
    #expect(program.read("dead.letter")?.contains("\nTo: a@example.org\n") == true)
  }

  /// The interrupt key is for the command alone.
  @Test(arguments: ["", "line-editor-disable"]) func theInterruptKeyEndsNothing(setting: String) throws {
    let program = try program(["set \(setting)"])
    defer { program.cleanUp() }
    let terminal = try TerminalProgram(program, ["-N", "-f", "box"], environment: ["TERM": "xterm"])
    #expect(terminal.expect("& "))
    usleep(100_000)
    // No shell waits for the program, which the key could miss while it is being started.
    terminal.send("!echo at work; exec sleep 60\n")
    #expect(terminal.expect("at work\r\n"))
    terminal.press(control: "C")
    #expect(terminal.expect("& "))
    usleep(100_000)
    terminal.send("echo here\n")
    #expect(terminal.expect("\r\nhere\r\n"))
    terminal.send("x\n")
    #expect(terminal.end() == 0)
  }
}
