import Testing

@testable import MailShell

/// Lines of start-up files by what they do to a message.
@Suite struct StartupFileTests {
  static let cases: [(name: String, rc: [String], field: String, value: String?)] = [
    ("quotes of both kinds", ["set from='A B <a@x.org>'"], "From", "A B <a@x.org>"),
    ("quotes round a part", ["set from=Me\" \"Myself\" <me@x.org>\""], "From", "Me Myself <me@x.org>"),
    ("continued line", ["set \\", "  replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("several words", ["set nosave replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("unset", ["set replyto=r@x.org", "unset replyto"], "Reply-To", nil),
    ("no in front", ["set replyto=r@x.org", "set noreplyto"], "Reply-To", nil),
    ("if send", ["if s", "set replyto=s@x.org", "else", "set replyto=r@x.org", "endif"], "Reply-To", "s@x.org"),
    ("if receive", ["if r", "set replyto=r@x.org", "endif"], "Reply-To", nil),
    ("alias", ["alias team a@x.org", "alias team b@x.org"], "To", "a@x.org, b@x.org"),
    ("alias in alias", ["alias team us c@x.org", "alias us a@x.org"], "To", "a@x.org, c@x.org"),
    ("alias in a circle", ["alias team us a@x.org", "alias us team b@x.org"], "To", "b@x.org, a@x.org"),
    ("own name in an alias", ["alias team tom a@x.org"], "To", "a@x.org"),
    ("own name kept", ["set metoo", "alias team tom a@x.org"], "To", "tom, a@x.org"),
    ("a comment in an alias", ["alias team a@x.org (Ann A)"], "To", "Ann A <a@x.org>"),
    ("a name in an alias", ["alias team \"A, Ann\" <a@x.org> b@x.org"], "To", "\"A, Ann\" <a@x.org>, b@x.org"),
    (
      "other aliases beside names",
      ["alias in i@x.org", "alias team in \"A B\" <a@x.org> b@x.org (B) in2", "alias in2 j@x.org"],
      "To", "i@x.org, A B <a@x.org>, B <b@x.org>, j@x.org"
    ),
    ("commas in an alias", ["alias team a@x.org, b@x.org"], "To", "a@x.org, b@x.org"),
    ("own name alone", ["alias team tom"], "To", "tom"),
    ("source", ["source @HOME@/more"], "Reply-To", "more@x.org"),
    ("source of a command", ["source \"echo set replyto=r@x.org |\""], "Reply-To", "r@x.org"),
    ("source of a command without quotes", ["source echo set replyto=r@x.org|"], "Reply-To", "r@x.org"),
    ("source of a command that fails", ["source \"echo set replyto=r@x.org; exit 3 |\""], "Reply-To", "r@x.org"),
    ("a further file named by a file", ["set mailx-extra-rc=~/more replyto=r@x.org"], "Reply-To", "more@x.org"),
    ("source of a missing file", ["source @HOME@/none", "set replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("a file that runs itself", ["source @HOME@/loop", "set replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("macro", ["define m {", "set replyto=$1", "}", "call m r@x.org", "set replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("local settings", ["define m {", "localopts", "set replyto=m@x.org", "}", "call m"], "Reply-To", nil),
    ("command alias", ["commandalias keep 'set replyto=r@x.org'", "keep"], "Reply-To", "r@x.org"),
    ("an unknown command is passed over", ["nonsense x", "set replyto=r@x.org"], "Reply-To", "r@x.org"),
    ("commands of other programs", ["colour 256 x", "bind base a b", "set replyto=r@x.org"], "Reply-To", "r@x.org"),
  ]

  @Test(arguments: cases) func runs(_ name: String, _ rc: [String], _ field: String, _ value: String?) throws {
    let run = try SendingRun(
      ["team"], rc: rc,
      files: [(name: "more", text: "set replyto=more@x.org\n"), (name: "loop", text: "source @HOME@/loop\n")])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field(field) == value, "\(run.errors.text)")
  }

  @Test(
    "A text that was piped in is kept when the settings end the program",
    arguments: [
      (["-s", "lost", "a@x.org"], ["set errexit", "nonsense"], 78),
      (["-s", "lost", "a@x.org"], ["set posix", "nonsense"], 78),
      (["-s", "lost", "a@x.org"], ["unset DEAD", "set errexit", "nonsense"], 78),
      (["-s", "lost", "a@x.org"], ["set DEAD=", "set errexit", "nonsense"], 78),
      (["-A", "none", "-s", "lost", "a@x.org"], [], 78), (["-S", "toplines=x", "-s", "lost", "a@x.org"], [], 78),
    ] as [([String], [String], Int32)])
  func keepsTheText(_ arguments: [String], _ rc: [String], _ status: Int32) throws {
    let run = try SendingRun(arguments, rc: rc, input: "the text\n")
    #expect(run.status == status)
    #expect(run.sent == nil)
    let kept = try #require(run.deadLetter)
    #expect(kept.contains("Subject: lost\n") && kept.contains("To: a@x.org\n") && kept.contains("the text\n"))
  }

  @Test func readOnlyHoldsForEveryFolder() throws {
    let run = try SendingRun(
      ["-R", "-N", "-f", "@HOME@/box"], input: "file @HOME@/other\ndelete 1\nquit\n",
      files: [(name: "box", text: Boxes.five), (name: "other", text: Boxes.five)])
    #expect(run.errors.text.contains("message file is read only"))
    #expect(run.folder.text(of: "other") == Boxes.five)
  }

  @Test func settingsOfTheEnvironmentReachIt() throws {
    let run = try SendingRun(
      ["a@x.org"], rc: ["set HOME=@HOME@/sub DEAD=~/letter mta=/bin/false"], files: [(name: "sub/x", text: "")])
    #expect(run.folder.text(of: "sub/letter") != nil, "\(run.errors.text)")
  }

  @Test func errorsNameTheirPlace() throws {
    let run = try SendingRun(["a@x.org"], rc: ["", "nonsense here"])
    #expect(run.errors.text.contains("/.mailrc, line 3: "))
  }

  @Test(
    "What is wrong is told with its place, and the lines behind it run",
    arguments: [
      (["if nonsense", "set replyto=r@x.org", "endif"], "line 2: if: cannot read", nil),
      (["if", "set replyto=r@x.org", "else", "set replyto=r@x.org", "endif"], "line 2: if: no condition", nil),
      (["if r", "elif nonsense", "else", "set replyto=r@x.org", "endif"], "line 3: if: cannot read", nil),
      (["if r", "endif here", "set replyto=r@x.org"], "line 3: endif: this command takes no", "r@x.org"),
      (["", "if r", "set replyto=r@x.org"], "line 3: if without endif: the file ends within it", nil),
      (["set replyto=\"r@x.org"], "line 2: quote is not closed", "r@x.org"),
      (["alias foo \"unclosed", "set replyto=r@x.org"], "line 2: quote is not closed", "r@x.org"),
      (["alternates \"unclosed", "set replyto=r@x.org"], "line 2: quote is not closed", "r@x.org"),
      (["set v15-compat", "bogus; rubbish"], "line 3: Unknown command: \"bogus\"", nil),
      (["define m {", "bogus", "set replyto=r@x.org", "}", "call m"], "line 3: Unknown command: \"bogus\"", "r@x.org"),
      (["", "define m {", "set replyto=r@x.org"], "line 3: define \"m\": the file ends before the }", nil),
    ] as [([String], String, String?)])
  func mistakesAreTold(_ rc: [String], _ expected: String, _ replyTo: String?) throws {
    let run = try SendingRun(["a@x.org"], rc: rc)
    #expect(run.errors.text.contains("/.mailrc, " + expected), "\(run.errors.text)")
    #expect(run.field("Reply-To") == replyTo, "\(run.errors.text)")
  }

  @Test func aPasswordThatOthersCanRead() throws {
    let run = try SendingRun(["a@x.org"], rc: ["set smtp-auth-password=x", "set mta=test:@HOME@/sent"])
    // The file of the test has the rights of the umask.
    #expect(run.status == 0)
    #expect(!Session.holdsPassword(Array("# set password=x\n".utf8)))
    #expect(!Session.holdsPassword(Array("set password-command=pass\n".utf8)))
    #expect(Session.holdsPassword(Array("  set smtp-auth-password='x y'\n".utf8)))
  }
}
