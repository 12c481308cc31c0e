import Testing

@testable import MailShell

/// Scripts that the reader runs.
@Suite struct BatchTests {
  private func run(_ arguments: [String], _ lines: [String], rc: [String] = []) throws -> SendingRun {
    try SendingRun(
      arguments, rc: rc, input: lines.joined(separator: "\n") + "\n",
      environment: [("MAIL", "@HOME@/inbox"), ("MBOX", "@HOME@/mbox")],
      files: [(name: "inbox", text: Boxes.five), (name: "box", text: Boxes.five)])
  }

  @Test func theMailboxOfAPersonIsNotTouched() throws {
    let run = try run(["-#"], ["echo one", "delete *", "echo two", "quit"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.output.text == "one\ntwo\n")
    #expect(run.folder.text(of: "inbox") == Boxes.five)
  }

  @Test func theFolderOfTheCommandLine() throws {
    let run = try run(["-#", "-f", "@HOME@/box"], ["2", "delete 1 3", "quit"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.output.text.contains("body of bob") && !run.output.text.contains("version"))
    #expect(run.folder.text(of: "box")?.contains("body of alice") == false)
  }

  @Test func messagesAreWrittenWithEscapes() throws {
    let run = try run(["-#"], ["mail a@x.org", "~s subj", "text", ".", "echo done"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("Subject") == "subj" && run.body?.hasPrefix("text\n") == true)
    #expect(run.output.text.hasSuffix("done\n"))
  }

  @Test(
    "With errexit an escape that fails keeps the message from going out without what it does",
    arguments: [
      ("~r @HOME@/none", [], Int32(66)), ("~r !false", [], 1), ("~| false", [], 1), ("~Z", [], 1),
      ("~@ @HOME@/box @HOME@/none", [], 1), ("~: set =x", [], 1), ("~: nonsense", [], 1), ("~- r @HOME@/none", [], 0),
      ("~a", [], 0), ("y", ["set on-compose-splice-shell='echo ~r /none'"], 66),
    ])
  func escapesThatFail(_ escape: String, _ rc: [String], _ status: Int32) throws {
    let lines = ["x", escape, "y"]
    for arguments in [["-~", "a@x.org"], ["-#", "a@x.org"]] {
      let lenient = try run(arguments, lines, rc: rc)
      #expect(lenient.status == 0 && lenient.sent != nil, "\(lenient.errors.text)")
      let strict = try run(arguments + ["-S", "errexit"], lines, rc: rc)
      #expect(strict.status == status, "\(escape) \(strict.errors.text)")
      #expect((strict.sent == nil) == (status != 0))
      #expect((strict.deadLetter?.contains("\n\nx\n") ?? false) == (status != 0))
    }
    let reader = try run(
      ["-#", "-f", "@HOME@/box", "-S", "errexit"], ["mail a@x.org"] + lines + [".", "echo on", "quit"], rc: rc)
    #expect(reader.status == status && (reader.sent == nil) == (status != 0), "\(escape) \(reader.errors.text)")
    #expect((reader.deadLetter?.contains("\n\nx\n") ?? false) == (status != 0))
    #expect(reader.output.text.contains("on\n") == (status == 0))
  }

  /// Commands of which one is to send a message and cannot, and the status of the session.
  static let unsent: [(lines: [String], rc: [String], status: Int32)] = [
    (["mail a@@x", "text", "."], [], 65), (["reply 1", "~t b@@x", "text", "."], [], 65),
    (["forward 1 a@@x", "text", "."], [], 65), (["resend 1 a@@x"], [], 65), (["Resend 1 a@@x"], [], 65),
    (["mail", "text", "."], [], 64), (["forward 1"], [], 64), (["resend 1"], [], 64),
    (["mail l1 a@x.org", "text", "."], ["alias l1 l2", "alias l2 l1"], 64), (["reply 99", "", "."], [], 1),
    (["mail a@x.org", "text", "~x"], [], 1),
    (["mail a@x.org", "text", "."], ["set mta=/no/such/program"], 69),
    (["resend 1 a@x.org"], ["set mta=/no/such/program"], 69),
    (["resend 1 a@x.org"], ["set smtp=127.0.0.1:1 from=me@x.org"], 75),
    (["resend 1 a@@x", "mail", "text", "."], [], 64),
    (["define f {", "resend 1 a@@x", "echo f", "}", "call f"], [], 65),
    (["mail a@x.org", "text", "."], [], 0), (["resend 1 a@x.org"], [], 0), (["print 99"], [], 0),
  ]

  @Test("A message that was not sent is not hidden by the commands that follow", arguments: unsent)
  func messagesThatWereNotSent(_ lines: [String], _ rc: [String], _ status: Int32) throws {
    for ending in [[], ["echo on", "quit"], ["delete 5", "mail z@x.org", "text", ".", "exit"]] {
      // The last would not go out either where there is no way out.
      guard rc.isEmpty || rc[0].hasPrefix("alias") || ending.count < 3 else { continue }
      let run = try run(["-#", "-f", "@HOME@/box"], lines + ending, rc: rc)
      #expect(run.status == status, "\(lines + ending) \(run.errors.text)")
    }
    #expect(try run(["-#", "-f", "@HOME@/box"], lines + ["quit 3"], rc: rc).status == 3)
    guard !lines.contains("mail") || lines.count == 3 else { return }
    let strict = try run(["-#", "-f", "@HOME@/box", "-S", "errexit"], lines + ["exit 9"], rc: rc)
    #expect(strict.status == (lines == ["print 99"] ? 1 : status == 0 ? 9 : status), "\(strict.errors.text)")
  }

  @Test func whatIsSetExplicitlyCounts() throws {
    let run = try run(["-#", "-S", "MAIL=@HOME@/inbox", "-S", "inbox=%", "-Y", "from 1"], ["x"])
    #expect(run.output.text.contains("apple pie") || run.status != 0)
    let error = try self.run(["-#"], ["nosuch", "echo on"], rc: ["set errexit"])
    #expect(error.output.text == "on\n")
  }

  @Test func idsOfWhatWasRead() throws {
    let run = try run(["-N", "-f", "@HOME@/box", "-T", "@HOME@/ids"], ["type 2", "delete 3", "quit"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(
      run.folder.text(of: "ids") == "<1@example.org>\n<2@example.org>\n<3@example.org>\n<5@example.org>\n")
    let left = try self.run(["-N", "-f", "@HOME@/box", "-T", "@HOME@/ids"], ["type 2", "exit"])
    #expect(left.folder.text(of: "ids") == "")
    #expect(try self.run(["-f", "@HOME@/box", "-T", "/no/such/ids"], ["quit"]).status != 0)
  }

  @Test func noMailIsNoMailElsewhere() throws {
    let run = try SendingRun([], input: "echo x\n", environment: [("MAIL", "/dev/null")])
    #expect(run.status == 1 && run.errors.text == "No mail for tom\n")
    let empty = try SendingRun([], rc: ["set emptystart"], input: "echo x\n", environment: [("MAIL", "@HOME@/none")])
    #expect(empty.status == 0 && empty.output.text.contains("x\n"))
  }
}
