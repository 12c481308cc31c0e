import MailSystem
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
    #expect(reader.errors.text.contains("another program has changed it since it was read\n`inc` takes in what is new"))
    #expect(reader.errors.text.contains("What was done to its messages is forgotten."))
    #expect(reader.folder.text(of: "saved") == nil)
    #expect(!reader.text.contains("text of message 3"))
    // The first is the second now.
    #expect(reader.text.contains("2 messages") && reader.text.contains("text of message 2"))
  }

  @Test func incTakesItIn() throws {
    let box = (1...3).map { SampleMail.message($0, body: "text of message \($0)\n") }.joined()
    let adding = "! sed s/1/4/ $HOME/first >> $HOME/inbox"
    let reader = try ScriptedReader(
      [
        "d 3", Self.rewriting, adding, "p 2", "inc", "h", "file", "p 2", "p 1", "p 4",
        "sort subject", "thread", "q",
      ],
      box: box, isSystem: true, settings: ["hold"],
      prepare: {
        // With another name it is no file that we would put another in the place of.
        try FileSystem.link(try $0.write("", to: "inbox"), to: $0.file("link"))
        try $0.write(SampleMail.message(1, body: "text of message 1\n"), to: "first")
      })
    #expect(reader.text.contains("1 message was removed by another program.\nNew mail has arrived.\n"))
    #expect(reader.text.contains("text of message 2"))
    #expect(reader.errors.text.contains("1: Inappropriate message"), "\(reader.errors.text)")
    #expect(reader.text.contains("3 messages"), "\(reader.text)")
    #expect(reader.folder.text(of: "inbox")?.contains("text of message 3") == false)
    #expect(reader.folder.text(of: "inbox")?.contains("text of message 2") == true)
  }

  @Test("What the other program did to messages nothing was decided about here stays; what it removed stays away")
  func itsMarksStay() throws {
    let box = (1...5).map { SampleMail.message($0, body: "text of message \($0)\n") }.joined()
    let other = [1, 3, 4, 5].map { number in
      let message = SampleMail.message(number, body: "text of message \(number)\n")
      guard number > 3 else { return message }
      let end = message.range(of: "\n\n")!.lowerBound
      return message[..<end] + "\nStatus: RO\nX-Status: F" + message[end...]
    }.joined()
    for takesIn in [true, false] {
      let reader = try ScriptedReader(
        ["h", "d 2", "unread 4", "! mv $HOME/other $HOME/inbox"]
          + (takesIn ? ["inc", "undo", "from :d", "undelete 2", "from 3-5"] : []) + ["d 1", "q"],
        box: box, isSystem: true, settings: ["hold"], prepare: { try $0.write(other, to: "other") })
      let left = reader.folder.text(of: "inbox") ?? ""
      #expect(!left.contains("text of message 1") && !left.contains("text of message 2"), "\(reader.errors.text)")
      let last = left.range(of: "text of message 4").map { left[$0.upperBound...] } ?? ""
      #expect(last.contains("Status: RO\nX-Status: F\n"), "\(left)")
      guard takesIn else { continue }
      #expect(reader.errors.text.contains("No messages satisfy :d\n"))
      #expect(reader.errors.text.contains("2: Inappropriate message"), "\(reader.errors.text)")
    }
  }
}
