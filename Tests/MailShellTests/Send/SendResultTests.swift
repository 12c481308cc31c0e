import Testing

@testable import MailShell

/// The object that `--json` prints about a message.
@Suite struct SendResultTests {
  @Test func sent() throws {
    let run = try SendingRun(["--json", "-s", "x", "-b", "b@x.org", "a@x.org"])
    #expect(run.status == 0)
    let text = run.output.text
    #expect(text.hasPrefix("{\"status\":0,\"message_id\":\"") && text.hasSuffix("}\n"), "\(text)")
    #expect(text.contains("{\"address\":\"a@x.org\",\"outcome\":\"accepted\",\"reply\":"), "\(text)")
    #expect(text.contains("{\"address\":\"b@x.org\",\"outcome\":\"accepted\",\"reply\":"), "\(text)")
    #expect(text.contains("\"queued\":null,\"dead_letter\":null,\"error\":null}"), "\(text)")
    let id = try #require(run.field("Message-ID"))
    #expect(text.contains("\"message_id\":\"\(id.dropFirst().dropLast())\""))
  }

  @Test(arguments: [
    (["a@@b"], 65, "{\"address\":\"a@@b\",\"outcome\":\"unsent\",\"reply\":null}", true),
    (["-a", "/no/such", "a@x.org"], 66, "{\"address\":\"a@x.org\",\"outcome\":\"unsent\",\"reply\":null}", true),
    (["-A", "none", "a@x.org"], 78, "\"error\":\"", true), (["-s", "x"], 64, "\"error\":\"no recipient", true),
    (["--encoding=rot13", "a@x.org"], 64, "rot13", true),
    (["-s"], 64, "\"error\":\"option -s", true), (["--", "-f"], 65, "\"outcome\":\"unsent\"", true),
  ]) func failed(_ arguments: [String], _ status: Int, _ expected: String, _ isKept: Bool) throws {
    let run = try SendingRun(["--json"] + arguments)
    #expect(run.status == Int32(status))
    #expect(run.output.text.contains("{\"status\":\(status),"), "\(run.output.text)")
    #expect(run.output.text.contains(expected), "\(run.output.text)")
    #expect(run.output.text.contains("\"dead_letter\":null") != isKept, "\(run.output.text)")
    #expect(run.output.text.split(separator: "\n").count == 1)
  }

  @Test func aFailingTransport() throws {
    let run = try SendingRun(["--json", "a@x.org"], rc: ["set mta=/no/such/program"], usesTestTransport: false)
    #expect(run.status == 69)
    #expect(run.output.text.contains("\"dead_letter\":\"\(run.folder.path)/dead.letter\",\"error\":\"cannot run"))
    #expect(run.output.text.contains("{\"address\":\"a@x.org\",\"outcome\":\"unsent\",\"reply\":null}"))
  }

  @Test func oneForEachMessageOfTheQueue() throws {
    let entry = "mail-queue 1\ncreated 1700000000\nnext 0\ntries 1\nto a@x.org\nreason none\n\nSubject: s\n\nt\n"
    let files = ["1-a", "2-b"].map { (name: ".local/state/mail/queue/" + $0, text: entry) }
    let rc = ["set queue queue-lifetime=9999w"]
    let sent = try SendingRun(["--json", "--flush"], rc: rc, files: files)
    #expect(sent.status == 0 && sent.output.text.split(separator: "\n").count == 2, "\(sent.output.text)")
    #expect(sent.output.text.contains("{\"address\":\"a@x.org\",\"outcome\":\"accepted\""), "\(sent.output.text)")
    let waiting = try SendingRun(
      ["--json", "--flush"], rc: rc + QueueTests.unreachable, files: files, usesTestTransport: false)
    #expect(waiting.status == 75)
    #expect(
      waiting.output.text.contains("\"queued\":\"1-a\",\"dead_letter\":null,\"error\":\""), "\(waiting.output.text)")
    // Nobody was asked, so nobody has answered.
    #expect(
      waiting.output.text.contains("{\"address\":\"a@x.org\",\"outcome\":\"queued\",\"reply\":null}"),
      "\(waiting.output.text)")
    let new = try SendingRun(
      ["--json", "a@x.org"], rc: QueueTests.unreachable + ["set queue"], usesTestTransport: false)
    #expect(
      new.status == 0
        && new.output.text.contains("{\"address\":\"a@x.org\",\"outcome\":\"queued\",\"reply\":null}"),
      "\(new.output.text)")
  }

  @Test func oneForEachMessage() throws {
    let letters = ["one", "two"].map { "From tom Mon Mar  2 10:00:00 2026\nTo: \($0)@x.org\n\ntext\n\n" }.joined()
    let run = try SendingRun(["--json", "--resume", "all"], files: [(name: "dead.letter", text: letters)])
    #expect(run.status == 0)
    #expect(run.output.text.split(separator: "\n").count == 2, "\(run.output.text)")
  }

  @Test func theReaderTellsToo() throws {
    let run = try SendingRun(
      ["--json", "-N", "-f", "@HOME@/box"], input: "resend 1 a@x.org\nmail b@x.org\ntext\n.\nresend 1 |x\nexit\n",
      files: [(name: "box", text: Boxes.five)])
    let lines = run.output.text.split(separator: "\n")
    #expect(lines.count == 2, "\(run.output.text)")
    #expect(lines.first?.contains("a@x.org\",\"outcome\":\"accepted") == true)
    #expect(lines.last?.contains("b@x.org\",\"outcome\":\"accepted") == true)
  }

  @Test(arguments: [["--explain"], ["--version", "-s", "x"]]) func noMessageNoObject(_ options: [String]) throws {
    let run = try SendingRun(["--json"] + options + ["a@x.org"])
    #expect(!run.output.text.contains("{"))
  }
}
