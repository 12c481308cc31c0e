import Foundation
import Testing

/// Signals while the parts of a message are still being written by other programs: what has come is kept.
@Suite struct CutOffTests {
  /// Runs the program with a pipe that stays open as standard input, and ends it once it has read from another pipe.
  @Test(
    "A signal while a pipe is read",
    arguments: [
      ["-a", "pipe"], ["-q", "pipe"], ["--body-file=pipe"], ["--attach-fd", "7"], ["-a", "pipe", "-a", "pipe"],
    ])
  func whilePipesAreRead(_ words: [String]) throws {
    let program = try Program()
    defer { program.cleanUp() }
    // Who opens a pipe for reading and writing waits for nobody; the reader then waits for more.
    let script = """
      set -e
      cd "$1"; shift
      mkfifo pipe input
      exec 7<>pipe 8<>input
      echo precious >&8
      printf beginning >&7
      "$@" <input 7<&7 & run=$!
      # Until it waits with the signals blocked: HUP and TERM, and INT unless it is ignored.
      until grep -q "^SigBlk:.*400[13]$" /proc/$run/status; do sleep 0.02; done
      kill -TERM $run; kill -TERM $run
      wait $run || exit $?
      """
    try program.write("script", script)
    let child = try ChildProcess(
      ["/bin/bash", program.file("script"), program.home, Program.path, "-n"] + words
        + ["-s", "subject", "-c", "c@x.org", "a@x.org"],
      in: program.home,
      environment: [
        "HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin", "TMPDIR": program.home,
      ], errors: program.file(".stderr"))
    #expect(child.wait(seconds: 60) == 143, "\(program.read(".stderr") ?? "")")
    let kept = try #require(program.read("dead.letter"), "\(program.read(".stderr") ?? "")")
    for part in ["To: a@x.org\n", "Cc: c@x.org\n", "Subject: subject\n", "precious\n", "beginning"] {
      #expect(kept.contains(part), "\(part) in \(kept)")
    }
  }
}
