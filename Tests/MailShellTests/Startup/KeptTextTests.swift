import Testing

@testable import MailShell

/// Text that was piped in outlives whatever is wrong with the command line, the settings or the files.
@Suite struct KeptTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    var rc: [String] = []
    /// What the dead letter holds beside the text.
    var holds = "\n"
    var testDescription: String { (arguments + rc).joined(separator: " ") }
  }

  static let cases = [
    Case(arguments: ["-s"], status: 64), Case(arguments: ["-s", "x"], status: 64, holds: "Subject: x\n"),
    Case(arguments: ["a@x.org", "-s"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-A"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["-c", "c@x.org", "-s"], status: 64, holds: "Cc: c@x.org\n"),
    Case(arguments: ["a@x.org", "-S", "screen=abc"], status: 78, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-S", "=x"], status: 78, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-C", "nonsense"], status: 65, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-a", "/no/such"], status: 66, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "b@x.org", "-q/no/such"], status: 66, holds: "To: a@x.org, b@x.org\n"),
    Case(arguments: ["a@x.org", "--html=/no/such"], status: 66, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-A", "none"], status: 78, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "--dialect=none"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "--bogus"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "--encoding=none"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-X", "exit 3"], status: 3, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "--", "--", "-x"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org"], status: 78, rc: ["set errexit", "bogus"], holds: "To: a@x.org\n"),
    Case(arguments: ["mailto:"], status: 65), Case(arguments: ["mailto:?subject=x"], status: 64, holds: "Subject: x\n"),
    Case(arguments: ["mailto:a%0ab@x.org"], status: 65), Case(arguments: [""], status: 64),
    Case(arguments: ["-f", "me@x.org", "a@x.org"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["-s", "x", "-e"], status: 64, holds: "Subject: x\n"),
    Case(arguments: ["--check", "a@x.org"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["--flush", "-s", "x"], status: 64, holds: "Subject: x\n"),
    Case(arguments: ["--queue", "a@x.org"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["--flush", "due", "a@x.org"], status: 64, holds: "a@x.org\n"),
    Case(arguments: ["--resume", "a@x.org"], status: 64, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-X", "quit"], status: 1, holds: "To: a@x.org\n"),
    Case(arguments: ["a@x.org", "-X", "exit 0", "-c", "c@x.org"], status: 1, holds: "Cc: c@x.org\n"),
    Case(arguments: ["a@x.org"], status: 1, rc: ["quit"], holds: "To: a@x.org\n"),
    Case(
      arguments: ["-a", "/no/such", "a@x.org", "-s", "x", "-c", "c@x.org"], status: 66,
      holds: "To: a@x.org\nCc: c@x.org\nSubject: x\n"),
  ]

  @Test("Of nothing no dead letter is made", arguments: [["-t"], ["-t", "-r", "me@x.org"]])
  func nothingIsNotKept(_ arguments: [String]) throws {
    let run = try SendingRun(arguments, input: "")
    #expect(run.status == 65 && run.deadLetter == nil && !run.errors.text.contains("--resume"))
    let reader = try SendingRun(["-#"], input: "mail\n.\n")
    #expect(reader.status == 64 && reader.deadLetter == nil, "\(reader.errors.text)")
  }

  @Test(arguments: cases) func isKept(_ example: Case) throws {
    let run = try SendingRun(example.arguments, rc: example.rc, input: "precious\n")
    #expect(run.status == example.status && run.sent == nil, "\(run.errors.text)")
    let kept = try #require(run.deadLetter, "\(run.errors.text)")
    #expect(kept.contains("\nprecious\n") && kept.contains(example.holds), "\(kept)")
    let isForSomebody = ["To", "Cc", "Bcc"].contains { kept.contains("\n\($0): ") }
    let hint = isForSomebody ? "sends it again" : "at a terminal lets you name whom it is for"
    #expect(run.errors.text.contains("mail --resume \(hint)"), "\(run.errors.text)")
  }

  @Test(arguments: [["-t", "-s"], ["-t", "--bogus"], ["-t", "-A", "none"]])
  func theHeadOfATemplateNamesItsRecipients(_ arguments: [String]) throws {
    let run = try SendingRun(arguments, input: "To: a@x.org\nSubject: s\n\nprecious\n")
    let kept = try #require(run.deadLetter, "\(run.errors.text)")
    #expect(kept.contains("To: a@x.org\nSubject: s\n") && kept.contains("\n\nprecious\n"), "\(kept)")
  }

  @Test(arguments: [
    ["-A"], ["--bogus"], ["-d", "a@x.org", "-s"], ["--queue", "--flush"], ["--explain", "-s"], ["--queue", "root"],
    ["--check", "root"], ["-e", "a@x.org"], ["-H", "a@x.org"],
  ])
  func nothingIsKept(_ arguments: [String]) throws {
    let run = try SendingRun(arguments, input: "precious\n")
    #expect(run.status == 64 && run.deadLetter == nil, "\(run.errors.text)")
  }

  @Test func aPersonIsNotWaitedFor() throws {
    let run = try SendingRun(["-s", "x"], input: "precious\n", isTerminal: true)
    #expect(run.status == 64 && run.deadLetter == nil)
  }
}
