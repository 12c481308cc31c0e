import MailLanguage
import Testing

@testable import MailShell

/// What the command line asks of the reader.
@Suite struct ReadRequestTests {
  private func reader(_ arguments: [String]) throws -> ScriptedReader {
    let reader = try ScriptedReader(["x"], box: Boxes.five)
    reader.output.bytes = []
    let box = reader.folder.file("box")
    let options = try OptionParser.parse(
      arguments.map { Array(($0 == "BOX" ? box : $0).utf8) }, programName: "mail",
      probe: OptionProbe(fileExists: { _ in true }, isCommand: { _ in false }))
    _ = try reader.session.runReading(options)
    return reader
  }

  @Test func commandsOfTheCommandLineRunFirst() throws {
    let reader = try reader(["-N", "-R", "-f", "BOX", "-Y", "from 1", "-Y", "exit"])
    #expect(reader.output.text.contains("apple pie"))
    #expect(!reader.output.text.contains("banana"))
  }

  @Test func listingEndsWithoutADialogue() throws {
    let lines = try reader(["-H", "-f", "BOX"]).output.text.split(separator: "\n")
    #expect(lines.count == 5)
  }

  @Test func listingTakesAMessageList() throws {
    let lines = try reader(["-H", "-L", ":u", "-f", "BOX"]).output.text.split(separator: "\n")
    #expect(lines.count == 3)
  }

  @Test func anEmptyMailboxHasNothingToList() throws {
    for arguments in [["-H", "-f", "EMPTY"], ["-L", "1", "-f", "EMPTY"]] {
      let reader = try ScriptedReader(["x"], box: Boxes.five)
      try reader.folder.write("", to: "empty")
      reader.output.bytes = []
      let options = try OptionParser.parse(
        arguments.map { Array(($0 == "EMPTY" ? reader.folder.file("empty") : $0).utf8) }, programName: "mail",
        probe: OptionProbe(fileExists: { _ in true }, isCommand: { _ in false }))
      #expect(try reader.session.runReading(options) == .failure)
      #expect(reader.text.isEmpty && reader.errors.text == "No mail in \(reader.folder.file("empty"))\n")
    }
  }
}
