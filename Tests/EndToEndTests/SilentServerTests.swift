import Foundation
import MailTesting
import Testing

/// A server that takes connections and says nothing: neither a signal nor a limit loses the text.
@Suite struct SilentServerTests {
  private func program(_ server: LoopbackListener, _ rc: [String] = []) throws -> Program {
    try Program(rc: ["set smtp=127.0.0.1:\(server.port)", "set from=me@example.org", "set prompt=\"& \""] + rc)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func aSignalKeepsTheText(signal: Int32) throws {
    let server = try LoopbackListener()
    let program = try program(server)
    defer { program.cleanUp() }
    try program.write("text", "precious\n")
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "x", "ann@example.org"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("text"), errors: program.file("errors"))
    let connection = server.accepted()
    defer { close(connection) }
    kill(child.pid, signal)
    #expect(child.wait(seconds: 30) == 75)
    #expect(program.read("dead.letter")?.hasSuffix("\n\nprecious\n\n") == true)
    let errors = program.read("errors") ?? ""
    #expect(errors.hasPrefix("mail: ") && errors.contains("interrupted by SIG"), "\(errors)")
    #expect(errors.split(separator: "\n").count == 3, "\(errors)")
  }

  /// While a pipe still writes the text; what nohup has ignored stays ignored.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], [false, true])
  func aSignalKeepsThePipedText(signal: Int32, isIgnored: Bool) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(".mailrc", "set mta=test:\(program.file("sent"))\n")
    #expect(mkfifo(program.file("pipe"), 0o600) == 0)
    let writer = open(program.file("pipe"), O_RDWR | O_CLOEXEC)
    let name = [SIGHUP: "HUP", SIGINT: "INT", SIGQUIT: "QUIT"][signal] ?? "TERM"
    let script = isIgnored ? "trap '' \(name); exec \"$@\"" : "exec \"$@\""
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, "sh", Program.path, "-n", "-s", "subj", "-c", "c@x.org", "ann@x.org"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("pipe"), errors: program.file("errors"))
    let text = Array("precious\n".utf8)
    #expect(write(writer, text, text.count) == text.count)
    usleep(500_000)
    kill(child.pid, signal)
    if isIgnored { usleep(300_000) } else { #expect(child.wait(seconds: 30) == 128 + signal) }
    close(writer)
    guard !isIgnored else {
      #expect(child.wait(seconds: 30) == 0)
      #expect(program.read("sent")?.contains("precious") == true)
      return
    }
    let letter = program.read("dead.letter") ?? ""
    #expect(letter.contains("\nTo: ann@x.org\nCc: c@x.org\nSubject: subj\n"), "\(letter)")
    #expect(letter.hasSuffix("\n\nprecious\n\n"), "\(letter)")
    #expect(program.read("sent") == nil)
  }

  /// What ended the reading of a slow pipe must not be deaf afterwards, while a program is waited for.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func aSignalEndsTheRunBehindASlowPipe(signal: Int32) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(".mailrc", "set expandaddr\n")
    #expect(mkfifo(program.file("pipe"), 0o600) == 0)
    let writer = open(program.file("pipe"), O_RDWR | O_CLOEXEC)
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "subj", "|touch \(program.file("begun")); exec sleep 20"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("pipe"))
    usleep(300_000)
    close(writer)
    for _ in 0..<250 where program.read("begun") == nil { usleep(20_000) }
    kill(child.pid, signal)
    let status = child.wait(seconds: 10)
    #expect(status != nil && status != 0)
  }

  /// Settings may have a program look at every text.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func aSignalKeepsTheTextFromAHungSplice(signal: Int32) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let begun = program.file("begun")
    try program.write(
      ".mailrc", "set on-compose-splice-shell='touch \(begun); exec sleep 60' mta=test:\(program.file("sent"))\n")
    try program.write("text", "precious\n")
    try expectTheTextKept(by: program, when: "begun", signal)
    #expect(program.read("sent") == nil)
  }

  /// R24: a sendmail that hangs, before it has read the message or behind it.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], [false, true])
  func aSignalKeepsTheTextFromAHungSendmail(signal: Int32, reads: Bool) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let pid = program.file("pid")
    try program.write(
      "sendmail",
      "#!/bin/sh\n\(reads ? "cat >/dev/null\n" : "")echo $$ >\(pid).new; mv \(pid).new \(pid)\nexec sleep 60\n")
    chmod(program.file("sendmail"), 0o755)
    try program.write(".mailrc", "set sendmail=\(program.file("sendmail"))\n")
    try program.write("text", String(repeating: "precious\n", count: reads ? 1 : 100_000))
    try expectTheTextKept(by: program, when: "pid", signal)
    let errors = program.read("errors") ?? ""
    #expect(errors.contains("interrupted by SIG"), "\(errors)")
    #expect(errors.contains("not known"), "\(errors)")
    let left = program.read("pid").flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    #expect(left > 1 && kill(left, 0) != 0, "the sendmail was not ended")
  }

  /// The program gets the signal once a file is there, and keeps the text that was piped to it.
  private func expectTheTextKept(by program: Program, when file: String, _ signal: Int32) throws {
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "x", "ann@example.org"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("text"), errors: program.file("errors"))
    for _ in 0..<500 where program.read(file) == nil { usleep(20000) }
    kill(child.pid, signal)
    #expect(child.wait(seconds: 30) == 75)
    #expect(program.read("dead.letter")?.hasSuffix("precious\n\n") == true)
  }

  /// What was not tried is as it was: neither sent, nor in doubt, nor moved.
  @Test(arguments: ["--flush", "--resume", "resend"]) func aSignalEndsWhatWouldFollow(way: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(
      "sendmail", "#!/bin/sh\ngrep '^Subject: ' >>\(program.home)/tried\necho >\(program.home)/begun\nexec sleep 60\n")
    chmod(program.file("sendmail"), 0o755)
    let letters = ["one", "two", "three"].map {
      "From tom Mon Mar  2 10:00:00 2026\nTo: \($0)@x.org\nSubject: \($0)\n\ntext\n\n"
    }.joined()
    try program.write(way == "resend" ? "box" : "dead.letter", letters)
    if way == "--flush" {
      try program.write(".mailrc", "set queue smtp=127.0.0.1:1\n")
      for name in ["one", "two", "three"] {
        let run = try program.run(["-s", name, "a@x.org"], input: "text\n")
        #expect(run.status == 0, "\(run.errors)")
      }
    }
    try program.write(".mailrc", "set sendmail=~/sendmail\n")
    try program.write("input", way == "resend" ? "resend 1-3 a@x.org\nd *\nq\n" : "")
    let arguments = way == "resend" ? ["-f", "box"] : way == "--resume" ? [way, "all"] : [way]
    let environment = ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"]
    let child = try ChildProcess(
      [Program.path, "-n"] + arguments, in: program.home, environment: environment, input: program.file("input"),
      errors: program.file("errors"))
    for _ in 0..<500 where program.read("begun") == nil { usleep(20000) }
    kill(child.pid, SIGTERM)
    #expect(child.wait(seconds: 30) == 143)
    let errors = program.read("errors") ?? ""
    #expect(program.read("tried")?.split(separator: "\n").count == 1, "\(errors)")
    #expect(errors.components(separatedBy: "not known").count == 2, "\(errors)")
    let letter = program.read("dead.letter") ?? ""
    switch way {
    case "resend":
      #expect(program.read("box") == letters)
      #expect(letter.components(separatedBy: "\nSubject: ").count == 2)
      #expect(errors.contains("mail --resume 1 sends it again, though it may have been sent"), "\(errors)")
    case "--resume":
      #expect(
        letter.hasPrefix(letters.components(separatedBy: "From tom ").dropFirst(2).map { "From tom " + $0 }.joined()))
      #expect(letter.components(separatedBy: "\nSubject: ").count == 4)
    default:
      let listing = try program.run(["--queue"])
      #expect(listing.output.components(separatedBy: "may have been sent").count == 2, "\(listing.output)")
      #expect(listing.output.components(separatedBy: "tries 1 ").count == 4, "\(listing.output)")
    }
  }

  @Test(arguments: ["timeout", "socket-connect-timeout"]) func aSettingLimitsTheWait(setting: String) throws {
    let server = try LoopbackListener()
    let program = try program(server, ["set \(setting)=1"])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "ann@example.org"], input: "precious\n", seconds: 30)
    #expect(run.status == 75)
    #expect(run.errors.contains("no answer in time"), "\(run.errors)")
    #expect(program.read("dead.letter")?.contains("precious") == true)
  }

  @Test func anInterruptLeadsBackToThePrompt() throws {
    let server = try LoopbackListener()
    let program = try program(server)
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let terminal = try TerminalProgram(program, ["-f", "box"])
    #expect(terminal.expect("& "))
    terminal.send("mail ann@example.org\n")
    #expect(terminal.expect("Subject: "))
    terminal.send("x\nprecious\n~.\n")
    let connection = server.accepted()
    defer { close(connection) }
    #expect(terminal.expect("EOT"))
    #expect(!terminal.text.contains("waiting for"), "the end of the text is told before the server is waited for")
    #expect(terminal.expect("waiting for 127.0.0.1 ..."))
    terminal.press(control: "C")
    #expect(terminal.expect("interrupted by SIGINT"))
    #expect(terminal.expect("dead.letter"))
    #expect(terminal.expect("& "))
    terminal.send("echo here\n")
    #expect(terminal.expect("here"))
    #expect(program.read("dead.letter")?.contains("precious") == true)
    terminal.send("exit\n")
    #expect(terminal.end() == 75)
  }
}
