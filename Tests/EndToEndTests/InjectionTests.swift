import Foundation
import Testing

/// Injection: an address is data, a header value is one line, piped text is text.
///
/// The numbers are those of our list of incidents and requirements.
@Suite struct InjectionTests {
  static let lineEnds = ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\n\n"]

  @Test("S01 S02 a subject is one line, through sendmail", arguments: lineEnds)
  func s01s02SubjectBySendmail(end: String) throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x\(end)Bcc: e@x.org\(end)body2", "a@x.org"], input: "b\n")
    #expect(run.status == 0)
    #expect(!run.errors.isEmpty)
    #expect(program.recipients == ["a@x.org"])
    #expect(program.header.filter { $0.hasPrefix("Subject:") }.count == 1)
    #expect(!program.header.contains { $0.lowercased().hasPrefix("bcc") })
    #expect(program.read("message")?.hasSuffix("\n\nb\n") == true)
  }

  @Test("S01 S02 a subject is one line, by SMTP", arguments: lineEnds)
  func s01s02SubjectBySMTP(end: String) throws {
    let server = try LoopbackSMTP()
    let program = try Program(rc: ["set smtp=127.0.0.1:\(server.port) from=me@x.org"])
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x\(end)Bcc: e@x.org", "a@x.org"], input: "b\n")
    #expect(run.status == 0, "\(run.errors)")
    let sent = server.transcript
    #expect(sent.commands.filter { $0.hasPrefix("RCPT") }.map { String($0.prefix(17)) } == ["RCPT TO:<a@x.org>"])
    #expect(sent.messages.count == 1)
    #expect(sent.messages.first?.contains("\r\nBcc:") == false)
    #expect(sent.messages.first?.hasSuffix("\r\n\r\nb\r\n") == true)
  }

  @Test("S03 header options with line ends are refused", arguments: ["\n", "\r", "\r\n"])
  func s03Options(end: String) throws {
    for arguments in [
      ["-a", "X: 1\(end)Bcc: e@x.org"], ["-C", "X: 1\(end)Bcc: e@x.org"], ["--append", "X: 1\(end)Bcc: e@x.org"],
      ["-S", "from=a@x.org\(end)Bcc: e@x.org"], ["-r", "a@x.org\(end)Bcc: e@x.org"],
      ["-S", "replyto=a@x.org\(end)Bcc: e@x.org"], ["-S", "sender=a@x.org\(end)Bcc: e@x.org"],
    ] {
      let program = try Program.recording()
      defer { program.cleanUp() }
      let run = try program.run(arguments + ["-s", "x", "a@x.org"], input: "b\n")
      #expect([64, 65, 66].contains(run.status), "\(arguments): \(run.status) \(run.errors)")
      #expect(!run.errors.isEmpty)
      #expect(program.sentNothing, "\(arguments): \(program.read("message") ?? "")")
    }
  }

  @Test("S04 recipients with line ends are refused") func s04Recipients() throws {
    let evil = "a@x.org\nBcc: e@x.org"
    for (arguments, rc, input) in [
      ([evil], [], "b\n"), (["-b", evil, "a@x.org"], [], "b\n"), (["-c", evil, "a@x.org"], [], "b\n"),
      (["ev"], ["alias ev $'a@x.org\\nBcc: e@x.org'"], "b\n"), (["-t"], [], "To: a@x.org\n Bcc: e@x.org\n\nb\n"),
    ] as [([String], [String], String)] {
      let program = try Program.recording(rc: rc)
      defer { program.cleanUp() }
      let run = try program.run(["-s", "x"] + arguments, input: input)
      #expect([64, 65].contains(run.status), "\(arguments): \(run.status) \(run.errors)")
      #expect(program.sentNothing, "\(arguments): \(program.read("message") ?? "")")
    }
  }

  @Test(
    "S08 names of attachments are parameters, whatever they hold",
    arguments: [
      "a\"b\nBcc: e@x.org\n.txt", "ü €.txt", String(repeating: "n", count: 250), "a\rb.txt", "a\\b;c=d.txt",
    ]) func s08Names(name: String) throws
  {
    let program = try Program.recording()
    defer { program.cleanUp() }
    try program.write(name, "content\n")
    let run = try program.run(["-s", "x", "--attach=\(name)", "a@x.org"], input: "b\n")
    #expect(run.status == 0, "\(run.errors)")
    let message = try #require(program.read("message"))
    #expect(!message.contains("\nBcc:") && !message.contains("\r"))
    #expect(message.components(separatedBy: "\nContent-Disposition:").count == 2)
    #expect(message.utf8.split(separator: 10).allSatisfy { $0.count <= 998 && $0.allSatisfy { $0 < 0x80 } })
  }

  @Test("S08 a name that is no UTF-8") func s08Bytes() throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let script = "name=$(printf 'x\\303(.txt'); echo c >\"$name\"; echo b | \"$0\" -n -s x -a \"$name\" a@x.org"
    let child = try ChildProcess(
      ["/bin/sh", "-c", script, Program.path], in: program.home,
      environment: ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"])
    let status = child.wait(seconds: 20)
    #expect(status == 0 || status == 66)
    #expect(program.read("message")?.utf8.allSatisfy { $0 < 0x80 } ?? true)
  }

  @Test("S09 answers to hostile messages have sane headers", arguments: ["reply", "Reply", "forward a@x.org"])
  func s09Answers(command: String) throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let long = String(repeating: "<x@y> ", count: 100_000)
    try program.write(
      "box",
      "From a@x.org Mon May  4 10:00:00 2026\nFrom: a@x.org\nReply-To: b@x.org\rBcc: e@x.org\n"
        + "Message-ID: <a\rBcc: e@x.org\u{0}@x>\nReferences: \(long)\nSubject: one\r\r two\u{0}Bcc: e@x.org\n"
        + "To: me@x.org\n\ntext\n\n")
    let run = try program.run(["-f", "box"], input: "\(command)\nanswer\n.\nexit\n")
    #expect(!run.hung)
    guard let message = program.read("message") else {
      #expect(!run.errors.isEmpty)
      return
    }
    #expect(!program.recipients.contains("e@x.org"))
    #expect(!program.header.contains { $0.lowercased().hasPrefix("bcc:") })
    let head = message.components(separatedBy: "\n\n")[0]
    #expect(head.utf8.allSatisfy { $0 >= 0x20 || $0 == 9 || $0 == 10 })
    #expect(head.utf8.split(separator: 10).allSatisfy { $0.count <= 998 })
    #expect(head.utf8.count < 20000)
  }

  static let commands = [
    "|touch @HOME@/P", "\"|touch @HOME@/P\"", "|touch @HOME@/P@x", "`touch @HOME@/P`", "$(touch @HOME@/P)",
    ";touch @HOME@/P", "!touch @HOME@/P",
  ]
  static let files = ["@HOME@/P", "./P", "+P", "~/P", "-P", "/tmp/../@HOME@/P", "file://@HOME@/P"]

  @Test("S10 S11 recipients run nothing and write nothing", arguments: commands + files)
  func s10s11Recipients(recipient: String) throws {
    for option in [[], ["-c"], ["-b"]] {
      let program = try Program.recording()
      defer { program.cleanUp() }
      let text = recipient.replacingOccurrences(of: "@HOME@", with: program.home)
      let run = try program.run(
        ["-s", "x"] + (option.isEmpty ? [] : ["a@x.org"]) + option + ["--", text], input: "b\n")
      #expect(program.read("P") == nil)
      #expect(run.status != 0 || !program.recipients.isEmpty, "\(run.errors)")
      let input = try program.run(["-t"], input: "To: \(text)\nSubject: x\n\nb\n")
      #expect(program.read("P") == nil)
      #expect(!input.hung)
    }
  }

  @Test("S12 a recipient is never an option", arguments: ["-oQ@HOME@/P", "-X@HOME@/P@x", "-be", "-fe@x.org"])
  func s12Options(recipient: String) throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let text = recipient.replacingOccurrences(of: "@HOME@", with: program.home)
    let run = try program.run(["-s", "x", "--", text], input: "b\n")
    let words = (program.read("arguments") ?? "").split(separator: "\n").map(String.init)
    if let index = words.firstIndex(of: text) { #expect(words[..<index].contains("--")) }
    #expect(run.status == 0 ? words.contains(text) : program.sentNothing, "\(run.errors)")
  }

  @Test("S13 what a message names is never run or written", arguments: commands + files)
  func s13Messages(address: String) throws {
    for command in ["reply", "Reply", "followup", "Followup", "forward a@x.org"] {
      let program = try Program.recording(rc: ["set from=me@x.org"])
      defer { program.cleanUp() }
      let text = address.replacingOccurrences(of: "@HOME@", with: program.home)
      try program.write(
        "box",
        "From a@x.org Mon May  4 10:00:00 2026\nFrom: \(text)\nReply-To: \(text)\nTo: \(text)\nCc: \(text), c@x.org\n"
          + "Subject: s\n\ntext\n\n")
      let run = try program.run(["-f", "box"], input: "\(command)\nanswer\n.\nexit\n")
      #expect(!run.hung)
      #expect(program.read("P") == nil, "\(command) \(text)")
    }
  }

  @Test("S14 pipes of aliases need expandaddr") func s14Aliases() throws {
    for (rc, runs) in [([], false), (["set expandaddr"], true)] {
      let program = try Program.recording(rc: ["alias hook \"|touch @HOME@/P\""] + rc)
      defer { program.cleanUp() }
      let run = try program.run(["-s", "x", "hook"], input: "b\n")
      #expect((program.read("P") != nil) == runs, "\(run.errors)")
      #expect((run.status == 0) == runs)
    }
  }

  @Test("S15 piped text is text") func s15Escapes() throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let text = "~!touch \(program.home)/P\n~r /etc/passwd\n~|touch P\n~:!touch P\n~<!touch P\n~b e@x.org\n.\nend\n"
    let run = try program.run(["-s", "x", "a@x.org"], input: text)
    #expect(run.status == 0)
    #expect(program.read("message")?.hasSuffix("\n\n" + text) == true)
    #expect(program.recipients == ["a@x.org"])
    #expect(program.read("P") == nil)
  }

  @Test("S16 escapes of a pipe work when they are asked for") func s16Escapes() throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    let run = try program.run(["-~", "-s", "x", "a@x.org"], input: "~!touch \(program.home)/P\n~s other\ntext\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(program.read("P") != nil)
    #expect(program.header.contains("Subject: other"))
  }

  @Test("S17 the environment runs nothing") func s17Environment() throws {
    let program = try Program.recording()
    defer { program.cleanUp() }
    try program.write("evil", "#!/bin/sh\ntouch \(program.home)/P\n")
    chmod(program.file("evil"), 0o755)
    let evil = program.file("evil")
    let run = try program.run(
      ["-s", "x", "a@x.org"], input: "b\n",
      environment: [
        "PAGER": evil, "EDITOR": evil, "VISUAL": evil, "SHELL": evil, "LISTER": evil, "sendmail": evil, "shell": evil,
        "mta": evil, "password-command": evil, "record": program.file("P"), "folder-hook": evil,
        "on-compose-enter": evil,
      ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(program.read("P") == nil)
    #expect(program.recipients == ["a@x.org"])
  }
}
