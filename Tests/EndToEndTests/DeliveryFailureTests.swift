import Foundation
import Testing

/// What becomes of a message when something fails.
///
/// The numbers are those of our list of incidents and requirements.
@Suite struct DeliveryFailureTests {
  static let steps = ["banner", "EHLO", "MAIL", "RCPT", "DATA", "EOD"]

  private func program(_ server: LoopbackSMTP, _ rc: [String] = []) throws -> Program {
    try Program(rc: ["set smtp=127.0.0.1:\(server.port) from=me@x.org"] + rc)
  }

  private func queued(_ program: Program) -> Int {
    let folder = program.file(".local/state/mail/queue")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.count
  }

  @Test("R18 4xx at each step", arguments: steps, [false, true]) func r18Temporary(step: String, queues: Bool) throws {
    let server = try LoopbackSMTP([step: "421 not now"])
    let program = try program(server, queues ? ["set queue"] : [])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@x.org"], input: "text\n")
    #expect(run.status == (queues ? 0 : 75), "\(run.errors)")
    #expect(queued(program) == (queues ? 1 : 0))
    #expect((program.read("dead.letter")?.contains("text") ?? false) == !queues)
    #expect(!run.errors.isEmpty)
  }

  @Test("R19 5xx at each step", arguments: steps, [false, true]) func r19Permanent(step: String, queues: Bool) throws {
    let server = try LoopbackSMTP([step: "554 never", "HELO": "554 never"])
    let program = try program(server, queues ? ["set queue"] : [])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@x.org"], input: "text\n")
    #expect((65...77).contains(run.status), "\(run.status) \(run.errors)")
    #expect(queued(program) == 0)
    #expect(program.read("dead.letter")?.contains("text") == true)
  }

  @Test("R20 one delivered, one queued, one reported") func r20Partly() throws {
    let server = try LoopbackSMTP(["RCPT TO:<b@": "450 later", "RCPT TO:<c@": "550 no"])
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "a@x.org", "b@x.org", "c@x.org"], input: "text\n")
    #expect(run.status != 0)
    #expect(server.transcript.messages.count == 1)
    #expect(queued(program) == 1)
    let dead = try #require(program.read("dead.letter"))
    #expect(dead.contains("c@x.org") && !dead.contains("a@x.org") && !dead.contains("b@x.org"))
    #expect(try program.run(["--queue"]).output.contains("to b@x.org"))
  }

  @Test("R22 two flushes and kills send each message once") func r22Flushes() throws {
    let program = try Program(rc: ["set smtp=127.0.0.1:1 from=me@x.org queue"])
    defer { program.cleanUp() }
    let count = 12
    for number in 0..<count { #expect(try program.run(["-s", "m\(number)", "a@x.org"], input: "t\n").status == 0) }
    #expect(queued(program) == count)
    let server = try LoopbackSMTP()
    try program.write(".mailrc", "set smtp=127.0.0.1:\(server.port) from=me@x.org queue\n")
    let environment = ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"]
    for round in 0..<6 {
      let flushes = try (0..<2).map { _ in
        try ChildProcess([Program.path, "-n", "--flush"], in: program.home, environment: environment)
      }
      usleep(UInt32(3000 + round * 11000))
      for child in flushes {
        kill(child.pid, SIGKILL)
        _ = child.wait(seconds: 20)
      }
    }
    _ = try program.run(["--flush"])
    usleep(100_000)
    let subjects = server.transcript.messages.compactMap { message in
      message.components(separatedBy: "\r\n").first { $0.hasPrefix("Subject: ") }
    }
    #expect(Set(subjects).count == subjects.count, "sent twice")
    #expect(Set(subjects).count + queued(program) >= count, "lost")
  }

  @Test("R23 a queue that cannot be written") func r23Queue() throws {
    let program = try Program(rc: ["set smtp=127.0.0.1:1 from=me@x.org queue"])
    defer { program.cleanUp() }
    try program.write("state", "a file where a folder should be")
    let run = try program.run(
      ["-s", "x", "a@x.org"], input: "text\n", environment: ["XDG_STATE_HOME": program.file("state")])
    #expect(run.status != 0)
    #expect(run.errors.hasPrefix("mail: "))
    #expect(program.read("dead.letter")?.contains("text") == true)
  }

  @Test("R23 a full disk under the queue") func r23FullDisk() throws {
    let program = try Program(rc: ["set smtp=127.0.0.1:1 from=me@x.org queue DEAD=/dev/null"])
    defer { program.cleanUp() }
    // A limit of file size is a full disk for everything that is written.
    let script = "trap '' XFSZ; ulimit -f 0; echo text | \"$0\" -n -s x a@x.org"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"])
    let status = child.wait(seconds: 20)
    #expect(status != nil && status != 0)
    #expect(queued(program) == 0)
  }

  /// What is known to have failed is in no doubt, though its file cannot be written anew.
  @Test(arguments: ["/no/such/program", "sh -c 'exit 75'"]) func aFullDiskUnderAMessageThatWaits(mta: String) throws {
    let program = try Program(rc: ["set smtp=127.0.0.1:1 from=me@x.org queue"])
    defer { program.cleanUp() }
    let text = String(repeating: "words of the text\n", count: 300)
    #expect(try program.run(["-s", "x", "a@x.org"], input: text).status == 0)
    try program.write(".mailrc", "set mta=\"\(mta)\" save=\n")
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" -n --flush"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      errors: program.file("errors"))
    #expect(child.wait(seconds: 20) == 74)
    #expect(program.read("errors")?.contains("File too large") == true)
    let listing = try program.run(["--queue"])
    #expect(listing.output.contains("next try") && !listing.output.contains("may have been"), "\(listing.output)")
    #expect(try program.run(["-S", "mta=test", "--flush"]).output.contains("words of the text"))
  }

  @Test("R25 a large input takes little memory") func r25LargeInput() throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("sendmail", "#!/bin/sh\nwc -c >\"\(program.home)/size\"\n")
    chmod(program.file("sendmail"), 0o755)
    let script = "head -c 134217728 /dev/zero | tr '\\0' '\\n' | (ulimit -v 90000; exec \"$0\" -n -s x a@x.org)"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home,
      environment: [
        "HOME": program.home, "MAILRC": "/dev/null", "PATH": "\(program.home):/usr/bin:/bin", "TMPDIR": program.home,
        "MAIL_URL": program.file("sendmail"),
      ])
    #expect(child.wait(seconds: 120) == 0)
    let size = program.read("size").flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    #expect(size > 134_217_728)
  }

  @Test("R25 an input that is a folder") func r25Folder() throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "x", "a@x.org"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"], input: "/",
      errors: program.file("errors"))
    let status = child.wait(seconds: 20)
    #expect(status != nil && status != 0)
    #expect(program.sentNothing)
    #expect(program.read("errors")?.hasPrefix("mail: ") == true)
  }

  @Test(
    "R26 any environment",
    arguments: [
      "env -i", "env -i HOME=/nonexistent", "env -u HOME", "env -i LC_ALL=C LANG=xx_YY.nonsense",
      "setpriv --reuid=54321 --clear-groups env -i", "setpriv --reuid=54321 --clear-groups env -i HOME=/",
    ]) func r26Environment(prefix: String) throws
  {
    // Another user can be tried by root alone.
    if prefix.hasPrefix("setpriv"), getuid() != 0 || access("/usr/bin/setpriv", X_OK) != 0 { return }
    let program = try Program()
    defer { program.cleanUp() }
    chmod(program.home, 0o777)
    let script =
      "printf 'Zeile \\303\\274\\n' | \(prefix) \"$0\" -n -S mta=test:\(program.home)/sent -s 'Gr\u{fc}n' a@x.org"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: "/", environment: ["PATH": "/usr/bin:/bin"],
      errors: program.file("errors"))
    let status = child.wait(seconds: 20)
    // The program may lie where another user cannot reach it.
    if status == 126 { return }
    #expect(status == 0, "\(program.read("errors") ?? "")")
    #expect(program.read("sent")?.contains("charset=utf-8") == true)
    #expect(program.read("errors")?.isEmpty == true)
  }
}
