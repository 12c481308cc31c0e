import MailFormat
import Testing

@testable import MailShell

/// A message to more people than are read of a field: whoever is left out is told of, and looked for all the same.
@Suite struct ManyRecipientsTests {
  private static let box =
    "From ann@x.org Mon Mar  2 10:00:00 2026\nFrom: Ann B <ann@x.org>\nTo:"
    + String(repeating: " someone.with.a.name@x.org,\n", count: Limits.addresses) + " last@y.org\n"
    + "Cc: zed@x.org\nSubject: many\nMessage-ID: <2@x.org>\n\nhello\n\n"
    + "From eve@x.org Mon Mar  2 10:01:00 2026\nFrom: eve@x.org\nTo: list@z.org\nSubject: few\n\ntext\n\n"

  private func run(_ commands: [String]) throws -> ScriptedReader {
    try ScriptedReader(
      ["set v15-compat from=me@home.example", "set mta=test:$HOME/sent"] + commands + ["x"], box: Self.box)
  }

  @Test func anAnswerToAllIsRefused() throws {
    let reader = try run(["r 1", "x", "."])
    #expect(
      reader.errors.text.contains(
        "message 1: To names more than \(Limits.addresses) people, too many to answer them all"))
    #expect(reader.folder.text(of: "sent") == nil)
  }

  @Test func theAuthorAndOtherMessagesAreAnswered() throws {
    #expect(try run(["R 1", "x", "."]).folder.text(of: "sent")?.contains("To: Ann B <ann@x.org>\n") == true)
    #expect(try run(["r 2", "x", "."]).folder.text(of: "sent")?.contains("Cc: list@z.org\n") == true)
  }

  @Test func theJSONObjectNamesTheListThatIsCut() throws {
    let reader = try run(["set json", "from 1 2"])
    let lines = reader.output.bytes.split(separator: 0x0a).map { String(decoding: $0.suffix(100), as: UTF8.self) }
    #expect(lines.filter { $0.hasSuffix("}}") }.map { $0.hasSuffix(#","truncated":["to"]}}"#) } == [true, false])
    #expect(lines.last?.contains("truncated") == false)
  }

  @Test(
    "A search looks at everybody",
    arguments: [
      "to:last@y.org", "/to:last@y.org", "@t@last@y.org", "@~t@last@y.org", "@<@last@y.org", "(to last@y.org)",
    ])
  func searches(_ list: String) throws {
    let reader = try run(["set headline='%m %s'", "from \(list)"])
    #expect(
      reader.output.text.contains("1 many") && !reader.output.text.contains("2 few"), "\(list): \(reader.errors.text)")
  }

  @Test func mailingListsAreFoundBehindTheOthers() throws {
    let reader = try run(["set headline='%m %s'", "mlist last@y.org", "from :l"])
    #expect(reader.output.text.contains("1 many") && !reader.output.text.contains("2 few"), "\(reader.errors.text)")
  }
}
