import MailLanguage
import Testing

@testable import MailShell

/// Commands as they are typed, and what they print.
@Suite struct DialogueTests {
  @Test(
    "What commands print",
    arguments: [
      (["from 2"], ">N  2 bob@example.org    Mon Mar  2 10:02    9/170   banana split\n"),
      (["size 1-2"], "1: 10/186\n2: 9/170\n"),
      (["=", "= 1 3"], "2\n1\n3\n"),
      (["3", "="], "3\n"),
      (["p 5", "n"], "At EOF\n"),
      (["p 5", "dp"], "At EOF\n"),
      (["u 1", "= 2"], "2\n"),
      (["file"], "\"HOME/box\": 5 messages 2 new 3 unread\n"),
      (["d 1", "file"], "\"HOME/box\": 5 messages 2 new 3 unread 1 deleted\n"),
      (["d 1-2", "="], "3\n"),
      (["d 4-5", "="], "3\n"),
      (["from /cherry"], "cherry tart"),
      (["from carol"], "cherry tart"),
      (["from (subject wine)"], "elder wine"),
      (["from :u"], "date cake"),
      (["from unread"], "date cake"),
      (["d 1", "from :d"], "apple pie"),
      (["top 1"], "From alice@example.org Mon Mar  2 10:01:00 2026\n"),
      (["set toplines=2", "top 1"], "From: alice <alice@example.org>\n\n"),
      (["sort subject", "h"], "apple pie"),
      (["version"], "mail version "),
      (["! echo $((40+2)) >&2", "="], "2\n"),
      (["define m {", "=", "}", "call m"], "2\n"),
      (["commandalias wo =", "wo"], "2\n"),
      (["struct 1"], "1                text/plain                  14\n"),
      (["z"], "On last screenful of messages\n"),
      (["z-"], "On first screenful of messages\n"),
      (["commandalias echo 'echo X'", "echo hi"], "X hi\n"), (["commandalias h h", "commandalias = =", "="], "2\n"),
      (["commandalias aa bb", "commandalias bb aa", "aa", "="], "2\n"),
      (["sort"], "none\n"),
      (["*"], "body of eve"),
      (["alias team a@x.org b@x.org", "alias team"], "team  a@x.org b@x.org\n"),
      (["define h {", "from @^CHERRY", "}", "call h", "echo end"], "cherry tart\nend\n"),
      (["from @s@TART$", "echo end"], "   cherry tart\nend\n"),
      (["from @f@(alice|eve)", "echo end"], "   elder wine\nend\n"),
      (["from @~f@^dave@", "echo end"], "   date cake\nend\n"),
      (["from @>@^body.*b[o]b$", "echo end"], "   banana split\nend\n"),
      (["from @<@^x-test:", "echo end"], "   elder wine\nend\n"),
      (["from alice@example.org, bob@example.org"], "banana split"),
      (["echo $mailbox-resolved $folder-no"], "HOME/box -no\n"),
      (["echo ${mailbox-resolved}"], "HOME/box\n"),
      (["echo $'x\\ty' $'a\\nb' $'\\033[1m'"], "x\ty a\nb \u{241b}[1m\n"),
      (["echon $'x\\ty'"], "x\ty"),
      (["set autoprint", "d 1", "u 1"], "body of bob\n\nMessage  1:"),
      (["set autoprint", "d 5"], "body of dave"),
      (["set autoprint", "d *", "echo end"], "end\n"),
      (["set bsdflags", "hold 1", "from 1"], ">H  1 alice@"),
      (["| 1 \"grep \\\"body of\\\" >&2; echo \\\"a  b\\\" >$HOME/y\"", "! cat $HOME/y >&2", "="], "1\n"),
      (["account a {", "}", "account a", "account null", "echo <$account>"], "<>\n"),
      (["account a ~/box {", "}", "account"], "account a {\n  set inbox='~/box'\n}\n"),
      (
        ["define h {", "echo hooked", "}", "define s {", "set folder-hook-$HOME/box=h", "}", "call s", "file ~/box"],
        "hooked\n"
      ),
      (["define h {", "echo hooked", "}", "set folder=~ folder-hook-+box=h", "file +box"], "hooked\n"),
      (["define h {", "echo hooked", "}", "set folder=~ folder-hook-+box=h", "file ~/box"], "hooked\n"),
      (["define m {", "setdot 3; =; echo 'a;b'; zork; echo end", "}", "call m"], "3\na;b\nend\n"),
      (["define m {", "if 1 == 1; echo yes; else; echo no; endif; ! echo x; echo y >&2", "}", "call m"], "yes\n"),
      (["define m {", "return; echo never", "}", "call m", "echo end"], "end\n"),
      (["set v15-compat", "echo a; echo b"], "a\nb\n"), (["echo a; echo b"], "a; echo b\n"),
      (["from '(from carol)'"], "cherry tart"), (["from \"(or (from dave) (subject apple))\""], "date cake"),
      (["from \\(from\\ carol\\)"], "cherry tart"), (["d '(from alice)'", "from :d"], "apple pie"),
      (["pipe '(from bob)' cat >$HOME/y", "! cat $HOME/y >&2", "="], "2\n"),
      (["s '(from carol)' ~/k", "file ~/k", "from *"], "cherry tart"),
      (["search '(from eve)'"], "elder wine"), (["unread 1", "from 1"], ">U  1 alice"),
      (["new 5", "from 5"], ">U  5 eve"), (["answered 2", "from 2"], ">N  2 bob"),
      (["answered 5", "from 5"], ">A  5 eve"),
      (["answered 5", "flag 5", "from 5"], ">F  5 eve"), (["answered 1", "s 1 /dev/null", "from 1"], ">S  1 alice"),
      (["flag 1", "hold 1", "from 1"], "F  1 alice"), (["p 2", "answered 2", "from 2"], ">A  2 bob"),
      (["hold 1", "mbox 1", "from 1"], "M  1 alice"),
      (["!exit 3", "echo <$?>"], "<3>\n"), (["!exit 5", "environ lookup NOPE", "echo <$?>"], "<1>\n"),
      (["!exit 3", "= 99", "echo <$?>"], "<1>\n"),
      (["define m {", "!exit 3", "echo <$?>", "}", "call m"], "<3>\n"), (["shell exit 4", "echo <$?>"], "<4>\n"),
      (["set screen=2", "z", "="], ">U  3 carol@"), (["set screen=2", "z", "="], "\n3\n"),
      (["set screen=2", "z", "z", "z", "="], "\n5\n"), (["set screen=2", "h 4", "="], "\n3\n"),
      (["set screen=2", "h", "="], "\n2\n"), (["set screen=2", "z", "z-", "="], "\n1\n"),
      (["set screen=2", "4", "h", "="], "\n4\n"), (["= ;"], "2\n"),
      (["p 4", "c 4 ~/k", "file ~/k"], "/k\": 1 message\n"),
      (["flag 4", "c 4 ~/k", "file ~/k", "from :f"], "date cake"),
      (["p 2", "p 4", "define m {", "from ;", "}", "call m"], "banana split\n"),
      (["shortcut in ~/box", "shortcut"], "in  ~/box\n"),
      (["set allnet", "from BOB@elsewhere.net"], "   banana split\n"),
      (["set allnet", "from eve@x # alice", "echo end"], "   elder wine\nend\n"),
      (["set folder-hook=nowhere", "file ~/box", "echo end"], "\"HOME/box\": 5 messages 3 unread\nend\n"),
      (["set errexit", "ignerr zork", "ignerr ! false", "echo alive"], "alive\n"),
    ])
  func prints(_ commands: [String], _ expected: String) throws {
    let reader = try ScriptedReader(commands + ["x"], box: Boxes.five)
    #expect(reader.text.contains(expected), "\(reader.text)\(reader.errors.text)")
  }

  @Test func aHookThatFailsKeepsNobodyFromTheMail() throws {
    let reader = try ScriptedReader(["p 2", "x"], box: Boxes.five, settings: ["folder-hook=nowhere"])
    #expect(reader.errors.text.contains("no such macro: \"nowhere\""))
    #expect(reader.text.contains("body of bob") && reader.status == .success)
  }

  @Test func aSearchInVainIsRepeatedToo() throws {
    let reader = try ScriptedReader(
      ["f /tart", "f /nowhere", "f /", "f unread", "f /tart", "f /", "x"], box: Boxes.five)
    #expect(reader.errors.text.split(separator: "\n").filter { $0.contains("No applicable") }.count == 2)
    #expect(reader.text.split(separator: "\n").filter { $0.contains("cherry tart") }.count == 4, "\(reader.text)")
  }

  @Test(
    "A search that repeats none is told at a terminal, and finds all as ever",
    arguments: [("f /", true), ("f /pie\nf /", false), ("f 3-1", false)])
  func advises(_ lines: String, _ isTold: Bool) throws {
    for isInteractive in [true, false] {
      let reader = try ScriptedReader(["x"], box: Boxes.five)
      reader.session.isInteractive = isInteractive
      for line in lines.split(separator: "\n") {
        #expect(reader.session.run(line: Array(line.utf8)) == nil)
        #expect(reader.session.lastStatus == .success)
      }
      #expect(reader.text.contains("apple pie"))
      let told = "mail: there is no search to repeat; all messages match\n"
      #expect(reader.errors.text == (isInteractive && isTold ? told : ""))
    }
  }

  @Test(
    "What cannot be done is told on standard error, and the session goes on",
    arguments: [
      ("99", "99: Invalid message number"), ("p 0", "0: Invalid message number"), ("zork", "Unknown command: \"zork\""),
      ("from nobody", "No applicable messages from {nobody}"), ("from bob@elsewhere.net", "No applicable messages"),
      ("u", "No applicable messages"),
      ("d :d", "No messages satisfy :d"), ("p :y", "Unknown colon modifier"), ("-", "Referencing before 1"),
      ("folder /dev/null/x", "No such file"), ("sort zork", "unknown criterion"),
      ("quit 999", "no exit status"), ("p 1.7", "no part 7"), ("forward 1", "no recipient"),
      ("z x", "unknown argument"), ("rename nope x", "nope: no such folder"), ("folder +x", "set folder=mail"),
    ])
  func refuses(_ command: String, _ expected: String) throws {
    let reader = try ScriptedReader(["1", command, "echo alive", "x"], box: Boxes.five)
    #expect(reader.errors.text.contains(expected), "\(reader.errors.text)")
    #expect(reader.text.contains("alive"))
    #expect(reader.status == (command == "forward 1" ? .usage : .success))
  }

  @Test(
    "A part alone is shown as in the message, an attached text too; show leaves the markup",
    arguments: [
      ("p 1.1", "Hello you\n"), ("decode 1.1", "Hello you\n"), ("show 1.1", "<p>Hello <b>you</b></p>\n"),
      ("p 1.2", "note\n"), ("p 1.3", "[-- Attachment 3: application/pdf, 4 bytes --]\n"),
    ])
  func showsParts(_ command: String, _ expected: String) throws {
    let box = """
      From a@x.org Mon Mar  2 10:00:00 2026
      Subject: h
      Content-Type: multipart/mixed; boundary=B

      --B
      Content-Type: text/html

      <p>Hello <b>you</b></p>
      --B
      Content-Type: text/plain
      Content-Disposition: attachment; filename=n.txt

      note
      --B
      Content-Type: application/pdf

      %PDF
      --B--


      """
    let reader = try ScriptedReader([command, "x"], box: box)
    #expect(reader.text.contains("Message  1:\n" + expected), "\(reader.text)\(reader.errors.text)")
  }

  @Test func printingAllSaysNothingElse() throws {
    let reader = try ScriptedReader([], box: Boxes.box([("ann", "plan", nil)])) {
      $0.printsAll = true
      $0.isQuiet = false
    }
    #expect(reader.text.hasPrefix("Message  1:\nFrom ann@example.org "), "\(reader.text)")
    #expect(reader.text.hasSuffix("\n\nbody of ann\n\n"), "\(reader.text)")
  }

  @Test func anExpressionThatIsNoneIsTold() throws {
    let reader = try ScriptedReader(["from @s@[a", "define b {", "echo x"], box: Boxes.five)
    #expect(reader.errors.text.contains("no regular expression: \"[a\""), "\(reader.errors.text)")
    #expect(reader.errors.text.contains("define \"b\": the input ends before the }"))
  }

  @Test("Behind ~: only what leaves the folder or writes another message is refused, however it is called")
  func commandsWhileComposing() throws {
    let reader = try ScriptedReader(
      [
        "define m {", "mail zed@x.org", "}", "mail bob@x.org", "~:from 1", "~:p 2", "~:=", "~:size 1", "~:version",
        "~:flag 3", "~:h", "~:file", "~:| 3 cat >/dev/null", "~:file ~/two", "~:quit", "~:x", "~:mail ann@x.org",
        "~:r 1", "~:call m", "text", ".", "from :f", "x",
      ], box: Boxes.five, settings: ["mta=test"])
    #expect(reader.errors.text.split(separator: "\n").filter { $0.contains("not possible while") }.count == 6)
    #expect(!reader.errors.text.contains("nknown"), "\(reader.errors.text)")
    #expect(reader.text.contains("apple pie") && reader.text.contains("body of bob"))
    #expect(reader.text.contains("To: bob@x.org") && reader.text.contains("\ntext\n"))
    #expect(!reader.text.contains("To: zed") && !reader.text.contains("To: ann"))
    // Two messages were not sent.
    #expect(reader.status == .failure)
  }

  @Test(
    "How the session ends",
    arguments: [
      (["x 3"], [], 3), (["quit 4"], [], 4), (["zork"], [], 0), (["zork"], ["errexit"], 1), ([], [], 0),
    ] as [([String], [String], Int32)])
  func ends(_ commands: [String], _ settings: [String], _ status: Int32) throws {
    #expect(try ScriptedReader(commands, box: Boxes.five, settings: settings).status.rawValue == status)
  }

  @Test func aFileThatIsNoMailboxIsRefused() throws {
    for text in ["notes\nof mine\n", "\0\u{1}\u{2}"] {
      let reader = try ScriptedReader(["x"], box: text)
      #expect(reader.status == .failure)
      #expect(reader.errors.text.hasPrefix("mail: \(reader.folder.path)/box: not a mailbox\n"), "\(reader.errors.text)")
      #expect(reader.folder.text(of: "box") == text)
    }
    let blank = try ScriptedReader(["x"], box: "\n \n")
    #expect(blank.text.contains("0 messages"))
  }

  @Test func aMissingMailboxHasNoMail() throws {
    let reader = try ScriptedReader([], box: Boxes.five) {
      $0.folder = QuotedWord(Array("/nonexist".utf8))
      $0.onlyChecks = true
    }
    #expect(reader.status == .failure)
    #expect(reader.text.isEmpty && reader.errors.text.isEmpty)
  }

  @Test func helpFitsTheScreen() {
    for line in HelpText.overview.description.split(separator: "\n") { #expect(line.utf8.count <= 80) }
  }

  @Test func whatIsForwardedTakesItsAttachmentsAlong() throws {
    let box = """
      From ann@x.org Mon Mar  2 10:00:00 2026
      From: ann@x.org
      Subject: plan
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b

      the text
      --b
      Content-Type: application/pdf; name=plan.pdf
      Content-Disposition: attachment; filename=plan.pdf
      Content-Transfer-Encoding: base64

      JVBERi0xLjQK
      --b--

      """
    let reader = try ScriptedReader(["forward 1 bob@x.org", "x"], box: box, settings: ["mta=test"])
    #expect(reader.text.contains("the text"), "\(reader.text)\(reader.errors.text)")
    #expect(reader.text.contains("filename=\"plan.pdf\"") || reader.text.contains("filename=plan.pdf"))
    #expect(reader.text.contains("JVBERi0xLjQK"))
  }

  @Test func nextGoesThroughUnshownMessages() throws {
    let reader = try ScriptedReader(["", "", "d", "", "x"], box: Boxes.five)
    let bodies = reader.text.split(separator: "\n").filter { $0.hasPrefix("body") }
    #expect(bodies == ["body of bob", "body of carol", "body of dave"])
  }

  @Test func deletedMessagesArePassedOver() throws {
    let reader = try ScriptedReader(["1", "d 2-3", "1", "n", "x"], box: Boxes.five)
    #expect(reader.text.contains("body of dave"))
    #expect(!reader.text.contains("body of bob"))
  }

  @Test func readOnlyFoldersRefuseChanges() throws {
    let reader = try ScriptedReader(["d 1", "p 2", "q"], box: Boxes.five) { $0.isReadOnly = true }
    #expect(reader.errors.text.contains("May not execute \"delete\" -- message file is read only"))
    #expect(reader.folder.text(of: "box") == Boxes.five)
  }

  @Test func controlCharactersNeverReachTheOutput() throws {
    let box = Boxes.box([("alice", "\u{1b}[31mred\u{7}", nil)])
    let reader = try ScriptedReader(["from 1", "p 1", "P 1", "show 1", "x"], box: box)
    #expect(!reader.output.bytes.contains(0x1b))
    #expect(!reader.output.bytes.contains(0x07))
    #expect(reader.text.contains("red"))
  }

  @Test func aSenderWithoutAnAddressIsListedByName() throws {
    let line = "From a@x.org Mon Mar  2 10:00:00 2026\n"
    let reader = try ScriptedReader(["from 1", "x"], box: line + "From: Ann Sender <>\nSubject: s\n\ntext\n")
    #expect(reader.text.contains("Ann Sender"), "\(reader.text)")
  }

  /// The members of JSON lines that have the name, as they are written.
  private func members(_ name: String, of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line -> String? in
      guard let place = line.firstRange(of: "\"\(name)\":")?.upperBound else { return nil }
      let rest: Substring = line[place...]
      return String(rest.prefix { $0 != "," })
    }
  }

  /// Messages that differ only in their bodies have names of their own, which stay when the folder changes.
  @Test func jsonNamesMessages() throws {
    let line = "From a@x.org Mon Mar  2 10:00:00 2026\n"
    let messages = ["one\n", "two\n", "two\n"].map { line + "From: a@x.org\n\n" + $0 }
    let reader = try ScriptedReader(
      ["from *", "struct *", "x"], box: messages.joined(separator: "\n"), settings: ["json"])
    let names = members("id", of: reader.text)
    #expect(names.count == 6 && names[..<3] == names[3...])
    #expect(names[0] != names[1] && names[1] == names[2])
    let later = messages[1].replacing("\n\n", with: "\nStatus: RO\nX-Status: F\n\n") + "\n" + messages[0]
    let again = try ScriptedReader(["from *", "x"], box: later, settings: ["json"])
    #expect(members("id", of: again.text) == [names[1], names[0]])
    let list = messages[0].replacing("\n\n", with: "\nMessage-ID: <i@x>\nX-List: l\n\n")
    let copies = try ScriptedReader(
      ["from *", "x"], box: list + "\n" + list.replacing("X-List", with: "X-Direct"), settings: ["json"])
    let both = members("id", of: copies.text)
    #expect(both.count == 2 && both[0] != both[1])
  }

  /// Lines and bytes are those of one and the same text.
  @Test func jsonCountsLinesAndBytesAlike() throws {
    let message = "From: a@x.org\nSubject: s\n\none\ntwo\n\n"
    let reader = try ScriptedReader(
      ["from 1", "x"], box: "From a@x.org Mon Mar  2 10:00:00 2026\n" + message, settings: ["json"])
    #expect(members("size", of: reader.text) == ["\(message.utf8.count)"])
    #expect(
      members("lines", of: reader.text) == [
        "\(message.split(separator: "\n", omittingEmptySubsequences: false).count - 1)"
      ])
  }

  @Test func jsonHasStandardOutputForItself() throws {
    let reader = try ScriptedReader(["from *", "struct 1", "=", "q"], box: Boxes.five, settings: ["json"])
    let lines = reader.output.text.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"number\":") && $0.hasSuffix("}") })
    #expect(lines[5].contains(#""parts":[{"path":"1","type":"text/plain""#))
  }
}
