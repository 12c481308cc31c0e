import MailLanguage
import Testing

@testable import MailShell

/// Accounts: what one sets holds until the next.
@Suite struct AccountTests {
  private static let accounts = [
    "account x {", "localopts yes", "set from=x@x.org smtp=hx smtp-auth-password=px", "set nohold", "setenv VX=1", "}",
    "account y {", "set from=y@x.org", "}",
  ]

  @Test(
    "What is set once accounts were switched",
    arguments: [
      (["account x"], "[x] [x@x.org] [hx] [px] [1]"),
      (["account x", "account y"], "[y] [y@x.org] [] [] []"),
      (["account x", "account null"], "[] [me@x.org] [] [] []"),
      (["account x", "account NULL"], "[] [me@x.org] [] [] []"),
      (["account x", "account none"], "[x] [x@x.org] [hx] [px] [1]"),
      (["account x", "set from=new@x.org", "account null"], "[] [me@x.org] [] [] []"),
      (["account x", "account x"], "[x] [x@x.org] [hx] [px] [1]"),
      (["account x", "account y", "account x"], "[x] [x@x.org] [hx] [px] [1]"),
    ])
  func settings(_ commands: [String], _ expected: String) throws {
    let reader = try ScriptedReader(
      ["set from=me@x.org", "set hold"] + Self.accounts + commands
        + [
          "echo [$account] [$from] [$smtp] [$smtp-auth-password] [$VX]", "set", "x",
        ].map { $0.replacing("$smtp-auth-password", with: "${smtp-auth-password}") }, box: Boxes.five,
      settings: ["v15-compat"])
    #expect(reader.text.contains(expected + "\n"), "\(reader.text)\(reader.errors.text)")
    #expect(reader.text.contains("hold\n") == !expected.hasPrefix("[x]"))
  }

  @Test(
    "Scopes within scopes",
    arguments: [
      // What a macro of an account sets is the account's.
      (["define m {", "set a=2", "}", "account x {", "call m", "}", "account x", "account null", "echo <$a>"], "<1>"),
      // Without localopts it stays.
      (["account x {", "localopts off", "set a=2", "}", "account x", "account null", "echo <$a>"], "<2>"),
      // An account that switches to another: both are left together.
      (
        ["account y {", "set a=3", "}", "account x {", "set a=2", "account y", "set a=4", "}", "account x"]
          + ["account null", "echo <$a>"], "<1>"
      ),
      (
        [
          "define m {", "localopts on", "set noa", "call n", "}", "define n {", "set b=2", "}", "call m", "echo <$a$b>",
        ], "<1>"
      ),
      (["define m {", "localopts on", "local set a=2", "set a=3", "}", "call m", "echo <$a>"], "<1>"),
      (["define m {", "localopts on", "setenv a=2", "unset a", "}", "call m", "echo <$a>"], "<1>"),
    ])
  func nested(_ commands: [String], _ expected: String) throws {
    let reader = try ScriptedReader(["set a=1"] + commands + ["x"], box: Boxes.five, settings: ["v15-compat"])
    #expect(reader.text.contains(expected + "\n"), "\(reader.text)\(reader.errors.text)")
  }

  @Test func theWayOutOfBeforeIsTheOneAgain() throws {
    let reader = try ScriptedReader(
      ["set smtp=a", "set mta=/b", "account x {", "set smtp=c", "}", "account x", "account null", "x"], box: Boxes.five)
    #expect(reader.session.settings.transport?.value == "/b")
  }

  @Test func theCommandLineWinsOverAnAccount() throws {
    let run = try SendingRun(
      ["-S", "from=cl@x.org", "-A", "x", "a@x.org"], rc: ["account x {", "set from=x@x.org replyto=x@x.org", "}"])
    #expect(run.field("From") == "cl@x.org")
    #expect(run.field("Reply-To") == "x@x.org")
  }

  @Test func switchingQuitsTheFolderAndOpensTheInboxOfTheAccount() throws {
    let reader = try ScriptedReader(
      ["account x {", "set inbox=~/other", "}", "account none", "delete 1", "account x", "folder", "x"],
      box: Boxes.five)
    #expect(reader.errors.text.contains("does not exist"))
    #expect(reader.text.contains("\"HOME/box\" updated."))
    #expect(reader.errors.text.contains("No mail for tom"))
    #expect(reader.text.contains("No folder is open"))
    #expect(reader.folder.text(of: "box")?.contains("apple pie") == false)
  }

  @Test func theNextFolderIsRead() throws {
    let reader = try ScriptedReader(
      ["copy 2 ~/other", "account x {", "set inbox=~/other", "}", "account x", "from 1", "folder #", "x"],
      box: Boxes.five)
    #expect(reader.text.contains("\"HOME/other\": 1 message"), "\(reader.text)")
    #expect(reader.text.contains("\"HOME/box\": 5 messages"))
  }
}
