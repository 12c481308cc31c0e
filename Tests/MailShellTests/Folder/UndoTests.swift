import MailLanguage
import Testing

@testable import MailShell

/// Whatever a command does to messages can be taken back.
@Suite struct UndoTests {
  @Test(
    "After undo a system mailbox is left as it was found",
    arguments: [
      ["s 1 ~/out"], ["S 1"], ["c 1 ~/out"], ["C 1"], ["w 1 ~/out"], ["p 2"], ["n"], ["top 2"], ["| 2 cat >/dev/null"],
      ["tag 2"], ["kill 2"], ["spamset 2"], ["hold 2"], ["touch 2"], ["mbox 2"], ["flag 2"], ["answered 2"],
      ["draft 2"],
      ["unread 1"], ["seen 2"], ["d *"], ["dp 1"], ["mv 1 ~/out"],
      ["define m {", "d 1", "p 2", "flag 3", "}", "call m"],
      ["resend 2 bob@x.org"], ["r 2", "text", "."], ["R 1", "~:d 3", "text", "."],
    ])
  func takesBack(_ commands: [String]) throws {
    let look = "f :d :T :t :s :f :a :k :n :o :r"
    let reader = try ScriptedReader(
      ["set mta=test:$HOME/sent from=tom@x.org markanswered outfolder folder=~", look, "="] + commands + [
        "undo", "echo --", look, "=",
      ],
      box: Boxes.five, isSystem: true)
    #expect(!reader.errors.text.contains("undo"), "\(reader.errors.text)")
    // Leaving ages what is new, and does nothing else.
    let left = reader.folder.text(of: "inbox") ?? ""
    let aged = Boxes.five.replacing("<2@example.org>\n", with: "<2@example.org>\nStatus: O\n")
      .replacing("<4@example.org>\n", with: "<4@example.org>\nStatus: O\n")
    #expect(left == aged, "\(reader.text)")
    #expect(reader.folder.text(of: "mbox") == nil)
    #expect(reader.text.contains("Held 5 messages"))
  }

  @Test func collapsedThreadsUnfold() throws {
    let box = Boxes.box([("ann", "plan", "O"), ("bob", "Re: plan", "O")]).replacing(
      "Message-ID: <2@", with: "In-Reply-To: <1@example.org>\nMessage-ID: <2@")
    let reader = try ScriptedReader(["thread", "collapse 1", "h", "echo --", "undo", "h", "x"], box: box)
    let parts = reader.text.split(separator: "--\n")
    #expect(!parts[0].contains("bob@") && parts[1].contains("bob@"), "\(reader.text)")
  }

  @Test("Step by step, the newest first; a macro is one step, and what it undoes itself is gone")
  func steps() throws {
    let commands = [
      "d 1", "p 2", "d 3", "undo", "f :d", "echo -", "undo", "undo", "f *", "undo",
      "define m {", "d 1", "d 2", "undo", "}", "call m", "echo -", "f :d", "undo", "f :d", "x",
    ]
    let reader = try ScriptedReader(commands, box: Boxes.five)
    let parts = reader.text.split(separator: "-\n")
    #expect(parts[0].contains("apple pie") && !parts[0].contains("cherry"), "\(reader.text)")
    #expect(parts[1].contains("apple pie") && parts[1].contains("cherry"), "\(reader.text)")
    #expect(parts[2].contains("apple pie") && !parts[2].contains("banana"), "\(reader.text)")
    #expect(reader.errors.text.contains("Nothing to undo"))
    #expect(reader.errors.text.contains("No messages satisfy :d"))
  }

  @Test func whatAnotherFolderSawIsNotTakenBack() throws {
    let reader = try ScriptedReader(["c * ~/two", "d 1", "file ~/two", "undo", "x"], box: Boxes.five)
    #expect(reader.errors.text.contains("Nothing to undo"))
  }

  /// At a terminal it is said what was taken back; scripts read what they always did.
  @Test(arguments: [(true, "Taken back: marks of delete (2 messages changed)\n"), (false, "\n2 messages changed\n")])
  func whatWasTakenBackIsTold(_ isInteractive: Bool, _ told: String) throws {
    let reader = try ScriptedReader(["x"], box: Boxes.five)
    reader.session.isInteractive = isInteractive
    for line in ["echo", "d 2 4", "undo"] { _ = reader.session.run(line: Array(line.utf8)) }
    #expect(reader.text.contains(told), "\(reader.text)")
  }

  @Test("What is shown behind what was deleted is not counted; files that were written are named")
  func whatIsCounted() throws {
    let reader = try ScriptedReader(
      [
        "set autoprint", "d 1-3", "echo --", "undo", "unset autoprint", "dp 1-2", "echo --", "undo", "c 1 ~/a",
        "echo --",
        "undo", "define m {", "s 1 ~/a", "s 2 ~/b", "w 3 ~/c", "s 3 ~/a", "}", "call m", "echo --", "undo", "mv 4 ~/d",
        "echo --", "undo", "d 4", "echo --", "undo", "x",
      ], box: Boxes.five)
    let parts = reader.text.split(separator: "--\n").dropFirst().map { $0.split(separator: "\n").map(String.init) }
    let stay = ["a", "b", "c", "d"].map { "The copy in \"HOME/\($0)\" stays" }
    #expect(parts[0].first == "3 messages changed" && parts[1].first == "2 messages changed", "\(parts)")
    #expect(parts[2].prefix(2) == ["1 message changed", stay[0]], "\(parts)")
    #expect(parts[3].prefix(4) == ["3 messages changed", stay[0], stay[1], stay[2]], "\(parts)")
    #expect(parts[4].prefix(2) == ["1 message changed", stay[3]], "\(parts)")
    #expect(parts[5] == ["1 message changed"], "\(parts)")
  }

  @Test func theJournalIsBounded() {
    var history = UndoHistory()
    var states = [MessageState](repeating: [], count: 3)
    for step in 0..<(UndoHistory.stepLimit + 5) {
      history.begin(at: .init(command: "flag", dot: step, dotWasShown: false))
      history.note(states[step % 3], at: step % 3)
      states[step % 3].formSymmetricDifference(.flagged)
      history.end()
    }
    var count = 0
    while let place = history.takeBack(in: &states) {
      count += 1
      #expect(place.dot == UndoHistory.stepLimit + 5 - count)
    }
    #expect(count == UndoHistory.stepLimit)
    for large in [true, false] {
      history.begin(at: .init(command: "flag", dot: 0, dotWasShown: false))
      for index in 0..<(large ? UndoHistory.noteLimit + 1 : 2) { history.note([], at: index) }
      history.end()
    }
    #expect(history.takeBack(in: &states) != nil)
    #expect(history.takeBack(in: &states) == nil)
  }
}
