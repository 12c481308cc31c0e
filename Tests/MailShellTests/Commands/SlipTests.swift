import Testing

@testable import MailShell

/// Names and values that nobody knows, and the help that leads to those that are.
@Suite struct SlipTests {
  /// Runs lines as a person types them.
  private func typed(_ lines: [String], settings: [String] = []) throws -> (reader: ScriptedReader, errors: String) {
    let reader = try ScriptedReader([], box: Boxes.five, settings: settings)
    reader.session.isInteractive = true
    for line in lines { _ = reader.session.run(line: Array(line.utf8)) }
    return (reader, reader.errors.text)
  }

  @Test(arguments: [
    ("set tls-verify=stricct", "mail: set: tls-verify: unknown value \"stricct\"; known: strict, ask, warn, ignore\n"),
    ("set autoosrt=date", "mail: set: \"autoosrt\" is no setting but a variable of your own; did you mean autosort?\n"),
    ("set noasksbu", "mail: set: \"asksbu\" is no setting but a variable of your own; did you mean asksub?\n"),
    ("unset rekord", "mail: unset: \"rekord\" is no setting but a variable of your own; did you mean record?\n"),
    ("set my-own-thing=1", ""), ("set tls-verify=warn autosort=date", ""),
  ]) func isToldToAPerson(_ line: String, _ errors: String) throws {
    #expect(try typed([line]).errors == errors)
  }

  @Test func whatWasSetBeforeStays() throws {
    let (reader, _) = try typed(
      ["set tls-verify=ignor", "set autosort=date screen=5 encoding=8-bits"], settings: ["tls-verify=warn"])
    #expect(reader.session.settings.word(.tlsVerify) == "warn" && reader.session.settings.word(.autosort) == "date")
    #expect(reader.session.settings.string(.mimeEncoding) == nil)
  }

  @Test func filesAndPipesAreObeyedInSilence() throws {
    let lines = ["set tls-verify=stricct", "set autoosrt=date", "unset rekord"]
    let reader = try ScriptedReader(lines, box: Boxes.five)
    #expect(reader.errors.text == "" && reader.session.settings.string(.tlsVerify) == "stricct")
    let run = try SendingRun(["-S", "tls-verify=stricct", "a@example.org"], rc: lines)
    #expect(run.status == 0 && run.errors.text == "")
  }

  @Test func theCheckNamesThem() throws {
    let run = try SendingRun(
      ["-S", "smtp-auth=typo", "--check"],
      rc: ["set tls-verify=stricct", "set autoosrt=date my-own=1", "set sendcharsets=utf-8,latin-x"])
    #expect(run.status == 0 && run.errors.text == "")
    let rc = run.folder.file(".mailrc")
    for line in [
      "! \(rc), line 2: tls-verify: unknown value \"stricct\"; known: strict, ask, warn, ignore\n",
      "! \(rc), line 3: \"autoosrt\" is no setting; did you mean autosort?\n",
      "! \(rc), line 3: \"my-own\" is no setting, a variable of your own\n",
      "! \(rc), line 4: sendcharsets: nobody knows the charset \"latin-x\"\n",
      "! -S: smtp-auth: unknown value \"typo\"",
    ] { #expect(run.output.text.contains(line), "\(run.output.text)") }
  }

  @Test func aFailedCheckIsOneErrorOnOneStream() throws {
    let run = try SendingRun(["-S", "from=a@@b", "--check"])
    #expect(run.status == 65)
    #expect(!run.output.text.contains("✗") && run.errors.text.hasPrefix("mail: from"))
  }
}
