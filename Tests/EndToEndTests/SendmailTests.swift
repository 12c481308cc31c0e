import Foundation
import Testing

/// Handing messages to a local sendmail, as scripts and cron jobs do.
@Suite struct SendmailTests {
  /// The dead letter file itself may hold several messages for -t; each is sent once.
  @Test func eachDeadLetterIsSent() throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write(".mailrc", "set DEAD=~/.stdin mta=test:\(program.home)/sent\n")
    let letters = ["one", "two"].map { "From tom Mon Mar  2 10:00:00 2026\nTo: a@x.org\nSubject: \($0)\n\ntext\n\n" }
    let run = try program.run(["-t"], input: letters.joined())
    #expect(run.status == 0, "\(run.errors)")
    let sent = program.read("sent") ?? ""
    #expect(sent.components(separatedBy: "Subject: one").count == 2 && sent.contains("Subject: two"), "\(sent)")
  }

  /// A program whose sendmail records its arguments and its input.
  private func program(exit status: Int = 0, rc: [String] = []) throws -> Program {
    let program = try Program()
    try program.write(
      "sendmail",
      """
      #!/bin/sh
      for word; do echo "$word"; done >"\(program.home)/arguments"
      cat >"\(program.home)/message"
      exit \(status)

      """)
    chmod(program.file("sendmail"), 0o755)
    try program.write(".mailrc", (["set sendmail=\(program.home)/sendmail"] + rc).joined(separator: "\n") + "\n")
    return program
  }

  @Test func pipedTextIsSentInSilence() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "subject", "ann@example.org"], input: "body\n")
    #expect(run.status == 0 && run.output == "" && run.errors == "")
    let message = try #require(program.read("message"))
    for field in ["Date: ", "From: ", "To: ann@example.org", "Subject: subject", "Message-ID: <", "MIME-Version: 1.0"] {
      #expect(message.contains("\n" + field) || message.hasPrefix(field), "\(field) in \(message)")
    }
    #expect(message.hasSuffix("\n\nbody\n"))
    #expect(program.read("arguments")?.contains("ann@example.org") == true)
  }

  @Test(arguments: ["C", "C.UTF-8", "de_DE.ISO-8859-1", "no-such-locale"])
  func textIsUTF8InAnyLocale(locale: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(
      ["-s", "Grüße aus Köln", "ann@example.org"], input: "Zeile äöü €\n", environment: ["LC_ALL": locale])
    #expect(run.status == 0 && run.errors == "")
    let message = try #require(program.read("message"))
    #expect(message.contains("charset=utf-8"))
    #expect(message.contains("=?utf-8?") || message.contains("=?UTF-8?"))
    #expect(message.utf8.allSatisfy { $0 < 128 })
  }

  @Test func failureOfSendmailKeepsTheMessage() throws {
    let program = try program(exit: 75)
    defer { program.cleanUp() }
    let run = try program.run(["-s", "kept", "ann@example.org"], input: "whole text\n")
    #expect(run.status == 75)
    #expect(run.errors.hasPrefix("mail: "))
    let dead = try #require(program.read("dead.letter"))
    #expect(dead.hasPrefix("From ") && dead.contains("Subject: kept") && dead.contains("whole text"))
    let mode = try FileManager.default.attributesOfItem(atPath: program.file("dead.letter"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func newlineInTheSubjectInjectsNothing(newline: String) throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "one\(newline)Bcc: evil@example.org", "ann@example.org"], input: "x\n")
    #expect(run.status == 0)
    let message = try #require(program.read("message"))
    #expect(!message.contains("\nBcc:") && !message.contains("\rBcc:"))
    #expect(program.read("arguments")?.contains("evil") == false)
  }

  @Test func attachmentKeepsItsBytesAndName() throws {
    let program = try program()
    defer { program.cleanUp() }
    let bytes = Data((0..<2000).map { UInt8(truncatingIfNeeded: $0) })
    try program.write("daten ä.bin", bytes)
    let run = try program.run(["-s", "x", "-a", "daten ä.bin", "ann@example.org"], input: "text\n")
    #expect(run.status == 0, "\(run.errors)")
    let message = try #require(program.read("message"))
    #expect(message.contains("multipart/mixed"))
    #expect(message.contains("filename*=utf-8''daten%20%C3%A4.bin"))
    let lines = bytes.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    #expect(message.contains(lines))
  }

  @Test func tildeLinesAndDotsInPipedTextAreText() throws {
    let program = try program()
    defer { program.cleanUp() }
    let text = "~!touch \(program.home)/ran\n.\n~x\n~~\nend\n"
    let run = try program.run(["-s", "x", "ann@example.org"], input: text)
    #expect(run.status == 0)
    #expect(program.read("message")?.hasSuffix("\n\n" + text) == true)
    #expect(program.read("ran") == nil)
  }

  @Test func noStandardStreamsAndNoHomeStillSend() throws {
    let program = try program()
    defer { program.cleanUp() }
    let script =
      "exec env -i PATH=/usr/bin:/bin '\(Program.path)' -n -S sendmail=\(program.home)/sendmail -s x a@example.org "
      + "<&- >&- 2>&-"
    let child = try ChildProcess(["/bin/sh", "-c", script], in: "/", environment: ["PATH": "/usr/bin:/bin"])
    #expect(child.wait(seconds: 20) == 0)
    #expect(program.read("message")?.contains("To: a@example.org") == true)
  }
}
