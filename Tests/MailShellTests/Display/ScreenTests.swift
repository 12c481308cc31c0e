import Testing

@testable import MailShell

/// The size of the screen, and what a folder looks like when it is opened.
@Suite struct ScreenTests {
  @Test(
    "Lines of a page",
    arguments: [("LINES=4", 2), ("LINES=3", 1), ("LINES=0", 5), ("screen=3", 3)])
  func page(_ setting: String, _ count: Int) throws {
    let reader = try ScriptedReader(["headers", "x"], box: Boxes.five, settings: [setting])
    #expect(reader.text.split(separator: "\n").count == count, "\(reader.text)")
  }

  @Test func columns() throws {
    let reader = try ScriptedReader(["from 1-5", "x"], box: Boxes.five, settings: ["COLUMNS=40"])
    #expect(reader.text.split(separator: "\n").allSatisfy { $0.utf8.count <= 40 }, "\(reader.text)")
  }

  @Test(arguments: ["autosort=bogus", "autosort=none"]) func anUnknownOrderKeepsNobodyFromTheMail(_ setting: String)
    throws
  {
    let reader = try ScriptedReader(["from 1", "x"], box: Boxes.five, settings: [setting])
    #expect(reader.text.contains("apple pie"))
    #expect(reader.errors.text.contains("bogus") == (setting == "autosort=bogus"))
  }
}
