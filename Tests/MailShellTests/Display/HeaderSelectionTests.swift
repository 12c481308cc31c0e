import Testing

@testable import MailShell

@Suite struct HeaderSelectionTests {
  @Test(
    "What ships hides the marks of transport",
    arguments: [
      ("From", true), ("Subject", true), ("To", true), ("Date", true), ("Received", false), ("DKIM-Signature", false),
      ("ARC-Seal", false), ("X-Mailer", false), ("x-spam-status", false), ("List-Id", false), ("Message-ID", true),
    ])
  func shipped(_ name: String, _ isShown: Bool) {
    #expect(HeaderSelection.shipped.shows(name) == isShown)
  }

  @Test func retainedBeatsIgnored() {
    let selection = HeaderSelection(ignored: ["subject"], retained: ["subject", "from"])
    #expect(selection.shows("Subject"))
    #expect(selection.shows("FROM"))
    #expect(!selection.shows("To"))
  }
}
