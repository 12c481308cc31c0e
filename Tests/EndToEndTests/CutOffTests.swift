import Foundation
import Testing

/// Signals while others are waited for: programs that still write parts of a message, locks, programs that are to take it.
@Suite struct CutOffTests {
  /// Runs the program with a pipe that stays open as standard input, and ends it when it waits.
  ///
  /// - Returns: the status, and what was kept.
  private func cutOff(_ words: [String], _ program: Program, keepsInputOpen: Bool = true) throws -> (Int32?, String) {
    // Who opens a pipe for reading and writing waits for nobody; the reader then waits for more.
    let script = """
      cd "$1"; isOpen=$2; shift 2
      mkfifo pipe
      echo $$ >box.lock
      exec 7<>pipe
      printf beginning >&7
      if [ $isOpen = true ]; then
        mkfifo input
        exec 8<>input
      fi
      echo precious >input
      "$@" <input 7<&7 & run=$!
      # Until it waits with the signals blocked: HUP, TERM, and INT and QUIT unless they are ignored.
      until grep -q "^SigBlk:.*400[17]$" /proc/$run/status; do sleep 0.02; done
      kill -TERM $run; kill -TERM $run
      wait $run
      """
    try program.write("script", script)
    let child = try ChildProcess(
      ["/bin/bash", program.file("script"), program.home, String(keepsInputOpen), Program.path, "-n"] + words,
      in: program.home,
      environment: [
        "HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin", "TMPDIR": program.home,
      ], errors: program.file(".stderr"))
    let status = child.wait(seconds: 60)
    return (status, try #require(program.read("dead.letter"), "\(program.read(".stderr") ?? "")"))
  }

  @Test(
    "A signal while a pipe is read",
    arguments: [
      ["-a", "pipe"], ["-q", "pipe"], ["--body-file=pipe"], ["--attach-fd", "7"], ["-a", "pipe", "-a", "pipe"],
    ])
  func whilePipesAreRead(_ words: [String]) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let (status, kept) = try cutOff(words + ["-s", "subject", "-c", "c@x.org", "a@x.org"], program)
    #expect(status == 143)
    for part in ["To: a@x.org\n", "Cc: c@x.org\n", "Subject: subject\n", "precious\n", "beginning"] {
      #expect(kept.contains(part), "\(part) in \(kept)")
    }
  }

  /// A command that is to give the password, a pipe that is the signature, the lock of a file, that of a mailbox of built-in delivery, a command that does not end.
  @Test(
    "A signal while the message is handed over",
    arguments: [
      ("a@x.org", "set smtp=smtp://u@127.0.0.1:9 password-command='exec sleep 50'\n", 75),
      ("a@x.org", "set signature=~/pipe\n", 143),
      ("./box", "", 73), ("root", "set mta=local spool-directory=~\n", 75), ("|exec sleep 50", "", 75),
    ])
  func whileTheMessageIsHandedOver(_ recipient: String, _ rc: String, _ expected: Int32) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(".mailrc", rc + "set expandaddr lock-timeout=50\n")
    try FileManager.default.createSymbolicLink(
      atPath: program.file("root.lock"), withDestinationPath: program.file("box.lock"))
    let (status, kept) = try cutOff([recipient], program, keepsInputOpen: false)
    #expect(status == expected, "\(program.read(".stderr") ?? "")")
    #expect(kept.contains("\nprecious\n") && kept.contains("To: \(recipient)\n"), "\(kept)")
  }

  /// A part of a pipeline that outlives the shell has the whole message all the same.
  @Test func noPartOfAPipelineGetsHalfAMessage() throws {
    let program = try Program(rc: ["set expandaddr"])
    defer { program.cleanUp() }
    let text = String(repeating: "a line of the text\n", count: 20_000) + "the end\n"
    let command = "|(head -c 99; kill -TERM $PPID; sleep 1; cat) | (cat >got; mv got \(program.file("all")))"
    let run = try program.run([command], input: text)
    #expect(run.status == 75, "\(run.errors)")
    let kept = try #require(program.read("dead.letter"))
    #expect(kept.contains("To: \(command)\n") && kept.contains("\nthe end\n"))
    for _ in 0..<600 where program.read("all") == nil { Thread.sleep(forTimeInterval: 0.05) }
    #expect(program.read("all")?.hasSuffix("\nthe end\n\n") == true)
    // Nobody knows what the pipeline did with it.
    let again = try program.run(["--resume"])
    #expect(again.status == 75 && again.errors.contains("may have been sent"), "\(again.errors)")
  }

  /// A sendmail sends what it has read, so that it must not read a part because its caller is gone.
  @Test(arguments: ["KILL", "TERM"]) func aSendmailGetsTheWholeMessageOrNone(_ signal: String) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let script = "#!/bin/sh\n(dd bs=99 count=1; kill -\(signal) $PPID; sleep 1; cat) | (cat >got; mv got all)\n"
    try program.write("mta", script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.file("mta"))
    let text = String(repeating: "a line of the text\n", count: 20_000) + "the end\n"
    let run = try program.run(["-S", "mta=\(program.file("mta"))", "a@x.org"], input: text)
    #expect(signal == "KILL" || run.status == 75, "\(run.errors)")
    for _ in 0..<600 where program.read("all") == nil { Thread.sleep(forTimeInterval: 0.05) }
    #expect(program.read("all")?.hasSuffix("\nthe end\n") == true)
  }

  /// The error is told before the text is waited for, and a text without an end neither fills the disk nor is waited for.
  @Test func aRefusedTextWithoutAnEnd() throws {
    let program = try Program()
    defer { program.cleanUp() }
    let script = """
      mkfifo input
      exec 8<>input
      echo precious >&8
      "$0" -n --nosuch a@x.org <input 8<&- 2>told & run=$!
      # Until it waits with the signals blocked.
      until grep -q "^SigBlk:.*400[17]$" /proc/$run/status; do sleep 0.02; done
      grep -q nosuch told && kill -TERM $run
      wait $run
      echo $? >status
      yes | "$0" -n --nosuch a@x.org 2>endless
      echo ${PIPESTATUS[@]} >>status
      """
    let child = try ChildProcess(
      ["/bin/bash", "-c", script, Program.path], in: program.home,
      environment: [
        "HOME": program.home, "MAILRC": "/dev/null", "PATH": "/usr/bin:/bin", "TMPDIR": program.home,
      ])
    #expect(child.wait(seconds: 60) == 0)
    #expect(program.read("status") == "64\n141 64\n", "\(program.read("status") ?? "")")
    #expect(program.read("endless")?.contains("only its beginning is kept") == true)
    let kept = try #require(program.read("dead.letter"))
    #expect(kept.contains("\nprecious\n") && kept.utf8.count > 1 << 26 && kept.utf8.count < 1 << 27)
  }
}
