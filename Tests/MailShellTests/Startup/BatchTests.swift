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
