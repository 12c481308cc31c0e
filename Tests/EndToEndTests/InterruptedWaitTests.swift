import Foundation
import Testing

/// Signals that come while a program, or a pipe that has nothing to say, is waited for.
@Suite struct InterruptedWaitTests {
  private static let pipe = "pipe"

  /// Lines that would wait for a minute.
  private static let waits = ["~r \(pipe)", "~!sleep 60", "~|sleep 60", "~<!sleep 60", "~:!sleep 60", "~e"]

  private func program() throws -> Program {
    let program = try Program()
    try program.write(".mailrc", "set EDITOR='sh ~/editor'\n")
    try program.write("editor", "trap '' TERM HUP\necho edited >>\"$1\"\nsleep 60 &\nwait\n")
    #expect(mkfifo(program.file(Self.pipe), 0o600) == 0)
    return program
  }

  /// A letter of one line, and the end of a pipe that is held open while it is written.
  private func begin(_ program: Program, _ line: String) throws -> (terminal: TerminalProgram, writer: Int32) {
    let writer = open(program.file(Self.pipe), O_RDWR | O_CLOEXEC)
    let terminal = try TerminalProgram(program, ["-s", "x", "a@example.org"])
    usleep(300_000)
    terminal.send("precious\n\(line)\n")
    #expect(terminal.expect(line))
    usleep(500_000)
    return (terminal, writer)
  }

  @Test(arguments: waits, [SIGTERM, SIGHUP]) func endsTheLetter(_ line: String, _ signal: Int32) throws {
    let program = try program()
    defer { program.cleanUp() }
    let (terminal, writer) = try begin(program, line)
    defer { close(writer) }
    terminal.signal(signal)
    #expect(terminal.end() == 128 + signal, "\(terminal.text)")
    let saved = line == "~e" ? "precious\nedited\n" : "precious\n"
    #expect(program.read("dead.letter")?.contains(saved) == true, "\(terminal.text)")
  }

  @Test(arguments: waits) func theInterruptKeyEndsTheWaitAlone(_ line: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    let (terminal, writer) = try begin(program, line)
    defer { close(writer) }
    terminal.press(control: "C")
    usleep(500_000)
    terminal.send("~p\n")
    #expect(terminal.expect("Message contains"), "\(terminal.text)")
    #expect(terminal.expect("precious"), "\(terminal.text)")
    #expect(!terminal.text.contains("one more to kill letter"))
    terminal.send("~x\n")
    #expect(terminal.end() != nil)
  }

  /// As for a script, for a file, a macro and what a semicolon parts.
  @Test(arguments: ["source more", "call both", "wysh sleep 60; delete 1; quit"]) func endsTheCommandsWithin(
    _ command: String
  ) throws {
    let program = try program()
    defer { program.cleanUp() }
    let message = "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n"
    try program.write("box", message + message)
    try program.write("more", "!sleep 60\nsave 1 saved\nd 1\nq\n")
    try program.write("commands", "define both {\nsource more\nsave 1 saved\n}\nd 2\n\(command)\nsave 1 saved\nq\n")
    try expectEnd(of: program)
    #expect(program.read("box") == message + message)
    #expect(program.read("saved") == nil)
  }

  /// What follows in a script is not done any more, and nothing of what was done is kept.
  @Test(arguments: ["!sleep 60", "pipe 1 'sleep 60'", "sleep 60"]) func endsTheReading(_ command: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    let message = "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n"
    let box = message + message
    try program.write("box", box)
    try program.write("commands", "d 2\n\(command)\nq\n")
    try expectEnd(of: program)
    #expect(program.read("box") == box)
  }

  /// The commands are under way when the signal comes, which ends them.
  private func expectEnd(of program: Program) throws {
    let reader = try ChildProcess(
      [Program.path, "-n", "-N", "-f", "box"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": "/dev/null", "PATH": "/usr/bin:/bin"],
      input: program.file("commands"))
    usleep(700_000)
    kill(reader.pid, SIGTERM)
    #expect(reader.wait(seconds: 30) == 143)
  }
}
