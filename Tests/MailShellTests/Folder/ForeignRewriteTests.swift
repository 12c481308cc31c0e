import MailTesting
import Testing

@testable import MailShell

/// Another program rewrites the folder in place while it is open.
@Suite struct ForeignRewriteTests {
  /// Takes the first message away, which has eight lines.
  private static let rewriting = "! sed 1,8d $HOME/inbox > $HOME/other; cat $HOME/other > $HOME/inbox"

  @Test func itIsToldAndOpenedAgain() throws {
    let box = (1...3).map { SampleMail.message($0, body: "text of message \($0)\n") }.joined()
    let reader = try ScriptedReader(
      ["d 1", Self.rewriting, "save 2 $HOME/saved", "p 2", "file %", "p 1", "x"], box: box, isSystem: true)
    #expect(
      reader.errors.text.contains("another program has changed it since it was read\nNothing was written; open it"))
    #expect(reader.errors.text.contains("What was done to its messages is forgotten."))
    #expect(reader.folder.text(of: "saved") == nil)
    #expect(!reader.text.contains("text of message 3"))
    // The first is the second now.
    #expect(reader.text.contains("2 messages") && reader.text.contains("text of message 2"))
  }
}
