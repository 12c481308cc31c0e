import MailStore
import MailSystem
import Testing

@testable import MailShell

/// What is in the files once the reader is left.
@Suite struct LeavingTests {
  fileprivate func subjects(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\n").filter { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst(9)) }
  }

  @Test(
    "The system mailbox and mbox",
    arguments: [
      (["p 2", "q"], [], ["apple pie", "cherry tart", "date cake", "elder wine"], ["banana split"]),
      (["p 2", "q"], ["hold"], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
      (["p 2", "x"], [], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
      (["p 2", "hold 2", "q"], [], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
      (["mbox 1 3", "q"], [], ["banana split", "date cake", "elder wine"], ["apple pie", "cherry tart"]),
      (["touch 1 3", "q"], [], ["banana split", "date cake", "elder wine"], ["apple pie", "cherry tart"]),
      (["touch 1", "q"], ["hold"], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
      (["mbox 1", "q"], ["hold"], ["banana split", "cherry tart", "date cake", "elder wine"], ["apple pie"]),
      (["d 1-4", "u 3", "q"], [], ["elder wine"], ["cherry tart"]),
      (["d *", "q"], [], [], []),
      (["p 2", "unread 2", "q"], [], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
      (["from 2", "q"], [], ["apple pie", "banana split", "cherry tart", "date cake", "elder wine"], []),
    ] as [([String], [String], [String], [String])])
  func system(_ commands: [String], _ settings: [String], _ inbox: [String], _ mbox: [String]) throws {
    let reader = try ScriptedReader(commands, box: Boxes.five, isSystem: true, settings: settings)
    #expect(subjects(reader.folder.text(of: "inbox")) == inbox)
    #expect(subjects(reader.folder.text(of: "mbox")) == mbox)
  }

  @Test("What goes to mbox unread is told so there", arguments: ["mbox", "touch"])
  func unreadInMbox(_ command: String) throws {
    let reader = try ScriptedReader(["\(command) 2 3 5", "q"], box: Boxes.five, isSystem: true)
    let mbox = reader.folder.text(of: "mbox") ?? ""
    #expect(mbox.split(separator: "\n").filter { $0.hasPrefix("Status") } == ["Status: O", "Status: O", "Status: RO"])
  }

  @Test("touch is nothing in other folders; mbox takes messages from there too")
  func otherFolders() throws {
    let reader = try ScriptedReader(["touch 1", "mbox 5", "q"], box: Boxes.five)
    #expect(
      subjects(reader.folder.text(of: "box")) == ["apple pie", "banana split", "cherry tart", "date cake"])
    #expect(subjects(reader.folder.text(of: "mbox")) == ["elder wine"])
  }

  @Test func tellsWhatWasSavedAndHeld() throws {
    let reader = try ScriptedReader(["p 2", "q"], box: Boxes.five, isSystem: true)
    #expect(reader.text.contains("Saved 1 message in HOME/mbox\n"))
    #expect(reader.text.contains("Held 4 messages in HOME/inbox\n"))
  }

  @Test(
    "An emptied folder goes in posix mode alone, and not with keep; a system mailbox only without it",
    arguments: [
      ([], false, false), (["posix"], false, true), (["posix", "keep"], false, false),
      (["posix", "nokeep"], false, true),
      (["nokeep"], false, false), (["posix"], true, false), (["posix", "nokeep"], true, true),
    ])
  func emptied(_ settings: [String], _ isSystem: Bool, _ isRemoved: Bool) throws {
    let reader = try ScriptedReader(["d *", "q"], box: Boxes.five, isSystem: isSystem, settings: settings)
    #expect(reader.folder.text(of: isSystem ? "inbox" : "box") == (isRemoved ? nil : ""))
  }

  @Test("What was decided before an error that ends the session is done", arguments: ["errexit", "posix"])
  func errorEnds(_ setting: String) throws {
    let reader = try ScriptedReader(["d 1", "zork", "d 2"], box: Boxes.five, settings: [setting])
    #expect(reader.status == .failure)
    #expect(
      subjects(reader.folder.text(of: "box")) == ["banana split", "cherry tart", "date cake", "elder wine"])
  }

  @Test(
    "A file of commands, or a macro in one, that fails under errexit ends the session as a command does",
    arguments: [
      ("d 1\nzork\nd 2\n", 1), ("d 1\n!exit 3\nd 2\n", 3),
      ("d 1\nsource ~/none\nd 2\n", 1), ("define m {\nd 1\n!exit 4\nd 2\n}\ncall m\n", 4),
      ("d 1\n!exit 3\nd 99\nd 2\n", 3),
    ] as [(String, Int32)])
  func errorInAFile(_ file: String, _ status: Int32) throws {
    let reader = try ScriptedReader(
      ["source ~/file", "d 3"], box: Boxes.five, settings: ["errexit"]
    ) { _ in
    } prepare: {
      try $0.write(file, to: "file")
    }
    #expect(reader.status.rawValue == status, "\(reader.errors.text)")
    #expect(
      subjects(reader.folder.text(of: "box")) == ["banana split", "cherry tart", "date cake", "elder wine"])
  }

  @Test func theStatusOfEachCommandOfAFileCounts() throws {
    let reader = try ScriptedReader(
      ["source ~/file", "echo $?", "ignerr source ~/file", "source \"echo quit 5 | sed p; false |\""], box: Boxes.five,
      settings: []
    ) { _ in
    } prepare: {
      try $0.write("define m {\necho at $?\n}\n!exit 3\ncall m\nd 99\n", to: "file")
    }
    #expect(reader.text.hasPrefix("at 3\n1\nat 3\n"), "\(reader.text)")
    #expect(reader.status.rawValue == 5)
  }

  @Test("Who got none of the output still needs the messages", arguments: [true, false])
  func outputIsLost(_ isLost: Bool) throws {
    let reader = try ScriptedReader(["p 1", "d 1", "q"], box: Boxes.five) { _ in
    } prepare: { _ in
    } before: {
      $0.isHealthy = !isLost
    }
    #expect(subjects(reader.folder.text(of: "box")).count == (isLost ? 5 : 4))
    #expect(reader.status == (isLost ? .ioError : .success))
    #expect(reader.errors.text.contains("is left as it was") == isLost)
  }

  @Test func theFileThatWasWrittenIsNamed() throws {
    let reader = try ScriptedReader(
      [
        "set folder=$HOME", "save 1 saved-here", "save 1 ~/a", "save 1 $HOME/b", "save 1 +c", "save 1 &", "save",
        "write 1 ~/d", "copy 1 '&'", "! rm saved-here '&'", "x",
      ], box: Boxes.five)
    let written = reader.text.split(separator: "\n").filter { $0.contains("[") }.map { $0.prefix { $0 != "[" } }
    let wanted = ["saved-here", "HOME/a", "HOME/b", "HOME/c", "HOME/mbox", "HOME/mbox", "HOME/d", "&"]
    #expect(written == wanted.map { "\"\($0)\" " }, "\(reader.text)")
  }

  @Test func aPersonIsToldThatALockIsWaitedFor() throws {
    let reader = try ScriptedReader(["x"], box: Boxes.five)
    var tries = 0
    func work(_ locks: LockPolicy) throws(StoreError) -> Int {
      tries += 1
      if tries == 1 { throw StoreError(SystemError(call: "lock", subject: "box.lock", errno: 11)) }
      return tries
    }
    #expect(throws: StoreError.self) { try reader.session.waitingForLocks(work) }
    #expect(reader.errors.text.isEmpty)
    tries = 0
    reader.session.world.input = SendingRun.Input([], isTerminal: true, signal: nil)
    #expect(try reader.session.waitingForLocks(work) == 2)
    #expect(reader.errors.text.hasPrefix("mail: waiting: ") && reader.errors.text.contains("box.lock"))
  }

  @Test func locksAreNotWaitedForLong() throws {
    let reader = try ScriptedReader(["x"], box: Boxes.five)
    #expect(reader.session.settings.number(.lockTimeout) == LockPolicy.usualWait)
    #expect(LockPolicy.usualWait < 9)
    #expect(reader.session.lockPolicy.deadline <= .after(seconds: LockPolicy.usualWait))
    #expect(reader.session.appendOptions().locks.deadline <= .after(seconds: LockPolicy.usualWait))
  }

  @Test func endOfInputIsQuit() throws {
    let reader = try ScriptedReader(["d 1"], box: Boxes.five)
    #expect(subjects(reader.folder.text(of: "box")) == ["banana split", "cherry tart", "date cake", "elder wine"])
    #expect(reader.text.hasSuffix("\"HOME/box\" updated.\n"))
  }

  @Test func statusLettersAreKept() throws {
    let reader = try ScriptedReader(["p 2", "flag 3", "answered 4", "q"], box: Boxes.five)
    let text = reader.folder.text(of: "box") ?? ""
    #expect(text.contains("Subject: banana split\nX-Test: yes\nMessage-ID: <2@example.org>\nStatus: RO\n"))
    #expect(text.contains("X-Status: F\n"))
    #expect(text.contains("X-Status: A\n"))
  }

  @Test func switchingFoldersAppliesChanges() throws {
    let reader = try ScriptedReader(
      ["d 1", "copy 2 +kept", "file +kept", "file #", "file", "x"], box: Boxes.five,
      settings: ["folder=/dev/null"])
    // `+` names a folder that is not there: nothing is lost, and the folder stays open.
    #expect(reader.text.contains("\"HOME/box\": 5 messages"))
    #expect(reader.folder.text(of: "box") == Boxes.five)
  }

  @Test func editedTextIsShown() throws {
    let reader = try ScriptedReader(["edit 1", "p 1", "x"], box: Boxes.five, settings: ["EDITOR=sed -i s/body/BODY/"])
    #expect(reader.text.contains("BODY of alice"))
    #expect(reader.folder.text(of: "box") == Boxes.five)
  }

  @Test func writeAndAttachmentsNeverOverwrite() throws {
    let box = """
      From a@b Mon Mar  2 10:00:00 2026
      From: a@b
      Subject: files
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b

      the text
      --b
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename="../../evil.sh"

      payload
      --b--

      """
    let reader = try ScriptedReader(["!true", "x"], box: box)
    let target = reader.folder.file("out")
    try reader.folder.write("precious", to: "evil.sh")
    try reader.session.write([1], part: nil, to: .init(Array(target.utf8)))
    #expect(reader.folder.text(of: "out")?.contains("the text") == true)
    #expect(reader.folder.text(of: "evil.sh") == "precious")
    #expect(reader.folder.text(of: "evil-2.sh") == "payload")
  }
}

extension LeavingTests {
  @Test func saveignoreLeavesFieldsOut() throws {
    let reader = try ScriptedReader(
      ["saveignore x-test message-id", "copy 1 ~/kept", "x"], box: Boxes.five)
    let kept = reader.folder.text(of: "kept") ?? ""
    #expect(kept.hasPrefix("From alice@example.org Mon Mar  2 10:01:00 2026\nFrom: alice <alice@example.org>\n"))
    #expect(kept.contains("Subject: apple pie\n"))
    #expect(kept.contains("\n\nbody of alice\n"))
    #expect(!kept.contains("X-Test") && !kept.contains("Message-ID"))
  }

  @Test(
    "The fields of the status in what is saved, where a choice of fields lets them pass",
    arguments: [
      ("saveignore x-test", "save", "Status: RO\nX-Status: F\n", "Status: RO\n"),
      ("saveignore x-test", "copy", "Status: O\nX-Status: F\n", ""),
      ("saveignore status", "save", "X-Status: F\n", ""), ("saveignore status x-status", "save", "", ""),
      ("saveretain status", "save", "Status: RO\n", "Status: RO\n"), ("saveretain subject", "save", "", ""),
    ])
  func statusOfWhatIsSaved(_ selection: String, _ command: String, _ first: String, _ second: String) throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nStatus: O\nX-Status: F\nSubject: one\n\ntext\n\n"
      + "From b@x.org Mon Mar  2 10:00:00 2026\nSubject: two\n\ntext\n\n"
    let reader = try ScriptedReader([selection, "\(command) 1 2 ~/kept", "x"], box: box)
    let messages = (reader.folder.text(of: "kept") ?? "").split(separator: "From ").map { message in
      message.split(separator: "\n").filter { $0.hasPrefix("Status:") || $0.hasPrefix("X-Status:") }
        .map { $0 + "\n" }.joined()
    }
    #expect(messages == [first, second])
  }

  @Test func undoTakesBackADeletion() throws {
    let reader = try ScriptedReader(["d 1-3", "flag 5", "undo", "undo", "undo", "q"], box: Boxes.five)
    #expect(subjects(reader.folder.text(of: "box")).count == 5)
    #expect(reader.text.contains("1 message changed") && reader.text.contains("3 messages changed"))
    #expect(reader.errors.text.contains("Nothing to undo"))
  }

  @Test("What writebackedited says when a message is edited decides", arguments: [true, false])
  func editing(_ isWritten: Bool) throws {
    let (first, second) = isWritten ? ("", "no") : ("no", "")
    let reader = try ScriptedReader(
      [
        "set EDITOR='sed -i s/apple/pear/' \(first)writebackedited", "edit 1", "set \(second)writebackedited", "p 1",
        "q",
      ], box: Boxes.five)
    #expect(reader.text.contains("pear pie"))
    #expect(subjects(reader.folder.text(of: "box")).first == (isWritten ? "pear pie" : "apple pie"))
    #expect(reader.errors.text.contains("message 1: the change is lost") != isWritten, "\(reader.errors.text)")
    #expect(reader.errors.text.contains("writebackedited") != isWritten)
  }

  @Test func anEditIsNotKeptInAReadOnlyFolder() throws {
    let reader = try ScriptedReader(
      ["set EDITOR='sed -i s/apple/pear/' writebackedited", "edit 1", "edit 2", "q"], box: Boxes.five,
      request: { $0.isReadOnly = true })
    #expect(reader.errors.text.contains("message 1: the change is not kept"))
    #expect(!reader.errors.text.contains("message 2"), "nothing was changed there")
    #expect(reader.folder.text(of: "box") == Boxes.five)
  }

  /// The summary counts an edited message as it does once the message is written.
  @Test(arguments: [
    "s/apple pie/apple pie with a crust/", "$a another line", "/^body/d", "1,$s/body/much more text/", "s/x/x/",
  ])
  func anEditedMessageIsCountedAsItWillBe(_ change: String) throws {
    let reader = try ScriptedReader(
      ["set EDITOR=\"sed -i '\(change)'\" writebackedited", "edit 1", "f 1", "file $HOME/box", "f 1", "x"],
      box: Boxes.five)
    let lines = reader.text.split(separator: "\n").filter { $0.contains("alice@") }
    #expect(lines.count == 2 && lines[0].dropFirst() == lines[1].dropFirst(), "\(reader.text)\(reader.errors.text)")
  }

  /// The name of the open folder, a link to it, its whole path: a move there changes nothing.
  @Test(arguments: ["~/box", "~/link", "~/other", "+box", "%", "~/sub/../box"])
  func aMoveIntoTheOpenFolderLeavesEverything(_ name: String) throws {
    let isSystem = name == "%"
    for command in ["move", "mv"] {
      let reader = try ScriptedReader(
        [
          "set folder=~", "! cd ~; mkdir sub; ln -s box link; ln box other 2>/dev/null", "\(command) 1 \(name)", "f :d",
          "x",
        ], box: Boxes.five, isSystem: isSystem)
      #expect(reader.folder.text(of: isSystem ? "inbox" : "box") == Boxes.five)
      #expect(reader.text.contains("is the open folder; nothing was moved"))
      #expect(reader.errors.text.contains("No messages satisfy :d"))
    }
    let reader = try ScriptedReader(["copy 1 \(isSystem ? "%" : "~/box")", "x"], box: Boxes.five, isSystem: isSystem)
    #expect(subjects(reader.folder.text(of: isSystem ? "inbox" : "box")).count == 6, "a copy is one")
  }

  @Test func removeAndRename() throws {
    let reader = try ScriptedReader(
      ["copy 1 ~/one", "rename ~/one ~/two", "copy 1 ~/three", "remove ~/three", "remove ~/box", "x"], box: Boxes.five)
    #expect(reader.folder.text(of: "one") == nil && reader.folder.text(of: "two") != nil)
    #expect(reader.folder.text(of: "three") == nil && reader.folder.text(of: "box") == Boxes.five)
    #expect(reader.errors.text.contains("is open"))
  }
}
