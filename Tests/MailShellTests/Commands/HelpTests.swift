import Testing

@testable import MailShell

/// The help that leads to the names that are known.
@Suite struct HelpTests {
  /// Runs lines as a person types them.
  private func typed(_ lines: [String]) throws -> (reader: ScriptedReader, errors: String) {
    let reader = try ScriptedReader([], box: Boxes.five)
    reader.session.isInteractive = true
    for line in lines { _ = reader.session.run(line: Array(line.utf8)) }
    return (reader, reader.errors.text)
  }

  @Test(arguments: [
    ("foldr x", "mail: Unknown command: \"foldr\"\nDid you mean folder?\n"),
    (
      "record",
      "mail: Unknown command: \"record\"\nIt is a setting: type set record, or ? record for help.\n"
    ),
    ("xyzzy", "mail: Unknown command: \"xyzzy\"\nType ? for help.\n"),
  ]) func unknownCommands(_ line: String, _ errors: String) throws {
    #expect(try typed([line]).errors == errors)
  }

  @Test func scriptsGetNoAdvice() throws {
    #expect(try ScriptedReader(["foldr x"], box: Boxes.five).errors.text == "mail: Unknown command: \"foldr\"\n")
  }

  @Test(arguments: [
    ("? smtp", "set smtp=value"), ("? autosort", "Values: none, date,"),
    ("? ssl-verify-mail.example.org", "set tls-verify=value"), ("? ~r", "~r file"), ("? ~", "~t names"),
    ("? -s", "-s, --subject"), ("? --check", "--check"), ("help delete", "delete [msglist]"),
    ("? hold", "set hold"), ("? indentprefix", "\"\\t\""),
  ]) func helpFinds(_ line: String, _ text: String) throws {
    let (reader, errors) = try typed([line])
    #expect(reader.text.contains(text), "\(reader.text)")
    #expect(errors == "")
    #expect(reader.text.split(separator: "\n").allSatisfy { $0.count < 80 })
  }

  @Test func helpForNothingSuggests() throws {
    #expect(try typed(["? tls-verfy"]).errors.hasSuffix("Did you mean tls-verify?\n"))
    #expect(try typed(["? ~~~"]).errors.hasPrefix("mail: no help for \"~~~\""))
  }

  @Test func optionsFitAScreen() {
    for all in [true, false] {
      let lines = OptionHelp.text(all: all).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count < 80 }, "\(lines.filter { $0.count > 79 })")
    }
  }

  @Test func aListOfAliasesReadsBack() throws {
    let (reader, _) = try typed(["alias crew \"Ann B <ann@example.org>\" bob@example.org", "alias"])
    #expect(reader.text.hasSuffix("crew  \"Ann B <ann@example.org>\" bob@example.org\n"))
  }
}
