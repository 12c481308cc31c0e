import Foundation
import Testing

/// Passwords stay where they are; files and streams are as safe as they can be.
///
/// The numbers are those of our list of incidents and requirements.
@Suite struct SecretsTests {
  private static let password = "Pass=word%21 geheim"
  private var shown: [String] {
    let plain = "\0me\0" + Self.password
    return [
      Self.password, Data(Self.password.utf8).base64EncodedString(), Data(plain.utf8).base64EncodedString(),
      String(Data(plain.utf8).base64EncodedString().prefix(20)),
    ]
  }

  @Test(
    "S38 no output holds a password",
    arguments: [["-v"], ["-v", "-v"], ["-d"], ["-d", "-v"], ["--explain"], ["--check"], ["--json", "--check"]])
  func s38Outputs(options: [String]) throws {
    let server = try LoopbackSMTP()
    let program = try Program(rc: [
      "set smtp=127.0.0.1:\(server.port) from=me@x.org smtp-auth-user=me smtp-auth=plain",
      "set smtp-auth-password='\(Self.password)'", "set logfile=log",
    ])
    defer { program.cleanUp() }
    chmod(program.file(".mailrc"), 0o600)
    let message = options.contains("--check") ? [] : ["-s", "x", "a@x.org"]
    let run = try program.run(options + message, input: "b\n")
    #expect(run.status == 0, "\(run.errors)")
    for secret in shown {
      #expect(!run.output.contains(secret) && !run.errors.contains(secret))
      #expect(program.read("log")?.contains(secret) != true)
    }
  }

  @Test("S38 neither arguments nor environment hold a password") func s38Process() throws {
    let server = try LoopbackSMTP(["AUTH": "235-wait"])
    let program = try Program(rc: [
      "set smtp=127.0.0.1:\(server.port) from=me@x.org smtp-auth-user=me smtp-auth=plain",
      "set smtp-auth-password='\(Self.password)' timeout=2",
    ])
    defer { program.cleanUp() }
    chmod(program.file(".mailrc"), 0o600)
    try program.write("text", "b\n")
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "x", "a@x.org"], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("text"))
    for _ in 0..<500 where !server.transcript.commands.contains(where: { $0.hasPrefix("AUTH") }) { usleep(10000) }
    for name in ["cmdline", "environ"] {
      let bytes = FileManager.default.contents(atPath: "/proc/\(child.pid)/\(name)") ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(shown.allSatisfy { !text.contains($0) })
    }
    #expect(child.wait(seconds: 30) != 0)
  }

  @Test("S39 a password that others may read is told once", arguments: [0o644, 0o640, 0o600])
  func s39Modes(mode: Int) throws {
    let program = try Program.recording(rc: ["set password-a=secret", "set smtp-auth-password=secret"])
    defer { program.cleanUp() }
    chmod(program.file(".mailrc"), mode_t(mode))
    let run = try program.run(["-s", "x", "a@x.org"], input: "b\n")
    #expect(run.status == 0)
    #expect(run.errors.components(separatedBy: "others may read it").count == (mode == 0o600 ? 1 : 2), "\(run.errors)")
    #expect(!run.errors.contains("secret"))
  }

  @Test("S39 a .netrc that others may read is refused") func s39Netrc() throws {
    let server = try LoopbackSMTP()
    let program = try Program(rc: ["set smtp=127.0.0.1:\(server.port) from=me@x.org netrc-lookup"])
    defer { program.cleanUp() }
    try program.write(".netrc", "machine 127.0.0.1 login me password geheim\n")
    chmod(program.file(".netrc"), 0o644)
    let refused = try program.run(["-s", "x", "a@x.org"], input: "b\n")
    #expect(refused.status == 78 && refused.errors.contains("chmod 600"), "\(refused.errors)")
    chmod(program.file(".netrc"), 0o600)
    let taken = try program.run(["-s", "x", "a@x.org"], input: "b\n")
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(server.transcript.commands.contains { $0.hasPrefix("AUTH PLAIN") })
  }

  @Test("netrc-pipe gives the file, and its failure is told") func netrcPipe() throws {
    let server = try LoopbackSMTP()
    let rc = "set smtp=127.0.0.1:\(server.port) from=me@x.org"
    let program = try Program(rc: [rc, "set netrc-pipe='echo machine 127.0.0.1 login me password geheim'"])
    defer { program.cleanUp() }
    #expect(try program.run(["-s", "x", "a@x.org"], input: "b\n").status == 0)
    #expect(server.transcript.commands.contains { $0.hasPrefix("AUTH PLAIN") })
    try program.write(".mailrc", rc + "\nset netrc-pipe='exit 3'\n")
    let failed = try program.run(["-s", "x", "a@x.org"], input: "b\n")
    #expect(failed.status == 78 && failed.errors.contains("netrc-pipe"), "\(failed.errors)")
  }

  @Test("S64 what is made is private, whatever the umask") func s64Modes() throws {
    let program = try Program(rc: [
      "set smtp=127.0.0.1:1 from=me@x.org queue logfile=log record=sent"
    ])
    defer { program.cleanUp() }
    let script = """
      umask 000; echo b | "$0" -n -s x a@x.org; echo b | "$0" -n -S noqueue -s x a@x.org
      echo b | "$0" -n -S mta=test:out -s x a@x.org; exit 0
      """
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"])
    #expect(child.wait(seconds: 30) == 0)
    var seen = 0
    let walker = FileManager.default.enumerator(atPath: program.home)
    while let name = walker?.nextObject() as? String {
      let attributes = try FileManager.default.attributesOfItem(atPath: program.file(name))
      let mode = attributes[.posixPermissions] as? Int ?? 0
      if name == ".mailrc" { continue }
      if name == ".local" || name == ".local/state" { continue }
      seen += 1
      #expect(mode == (attributes[.type] as? FileAttributeType == .typeDirectory ? 0o700 : 0o600), "\(name)")
    }
    #expect(seen >= 6)
  }

  @Test("S65 no temporary file stays", arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL]) func s65Temporary(signal: Int32)
    throws
  {
    let server = try LoopbackSMTP(["EHLO": "250-wait"])
    let program = try Program(rc: ["set smtp=127.0.0.1:\(server.port) from=me@x.org"])
    defer { program.cleanUp() }
    try FileManager.default.createDirectory(atPath: program.file("tmp"), withIntermediateDirectories: true)
    try program.write("text", String(repeating: "0123456789abcde\n", count: 200_000))
    let child = try ChildProcess(
      [Program.path, "-n", "-s", "x", "a@x.org"], in: program.home,
      environment: [
        "HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin", "TMPDIR": program.file("tmp"),
      ], input: program.file("text"))
    for _ in 0..<500 where !server.transcript.commands.contains(where: { $0.hasPrefix("EHLO") }) { usleep(10000) }
    kill(child.pid, signal)
    #expect(child.wait(seconds: 30) != 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.file("tmp")).isEmpty)
  }

  @Test("S66 a temporary folder that is missing or full of planted names") func s66Temporary() throws {
    for exists in [true, false] {
      let program = try Program.recording()
      defer { program.cleanUp() }
      if exists {
        for name in ["mail", "mail.tmp", "Rs", "mailXXXXXX"] { try program.write("tmp/\(name)", "planted") }
        chmod(program.file("tmp"), 0o1777)
      }
      let text = String(repeating: "0123456789abcde\n", count: 200_000)
      let run = try program.run(["-s", "x", "a@x.org"], input: text, environment: ["TMPDIR": program.file("tmp")])
      #expect(run.status == 0, "\(run.errors)")
      #expect(program.read("message")?.hasSuffix("\n\n" + text) == true)
      if exists { #expect(program.read("tmp/Rs") == "planted") }
    }
  }

  @Test("S67 closed standard streams", arguments: 0..<8) func s67Streams(closed: Int) throws {
    let program = try Program.recording(rc: ["set record=@HOME@/sent"])
    defer { program.cleanUp() }
    let redirections =
      (closed & 1 != 0 ? " <&-" : "") + (closed & 2 != 0 ? " >&-" : "") + (closed & 4 != 0 ? " 2>&-" : "")
    try program.write("text", "b\n")
    let child = try ChildProcess(
      ["/bin/sh", "-c", "\"$0\" -n -s x a@x.org" + redirections, Program.path], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"],
      input: program.file("text"))
    #expect(child.wait(seconds: 20) == 0)
    let message = try #require(program.read("message"))
    #expect(message.hasSuffix(closed & 1 != 0 ? "\n\n" : "\n\nb\n"))
    #expect(program.read("sent")?.contains(message) == true)
    #expect(program.read(".mailrc")?.hasPrefix("set sendmail=") == true)
  }

  @Test("S80 no value of an option is too long or too odd", arguments: Array("abcdefhimnpqrstuvABCDEFHILMNRSTXY:~#?V."))
  func s80Options(letter: Character) throws {
    let values = [
      String(repeating: "x", count: 120_000), "", "\u{1}\u{1b}\u{7f}%s%n\\\"'`$()|;é\u{202e}", "-", "--", "=", ":",
    ]
    for value in values {
      let program = try Program.recording()
      defer { program.cleanUp() }
      let run = try program.run(["-\(letter)", value, "a@x.org"], input: "b\n", seconds: 20)
      #expect(!run.hung, "-\(letter)")
      #expect(run.status >= 0 && run.status < 128, "-\(letter): \(run.status) \(run.errors.prefix(200))")
    }
  }
}
