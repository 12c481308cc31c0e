import MailFormat
import Testing

@testable import MailShell

/// Whom an answer goes to, what it refers to, and how it quotes.
@Suite struct ReplyTests {
  private static let box =
    "From ann@x.org Mon Mar  2 10:00:00 2026\nFrom: Ann B <ann@x.org>\nTo: tom@work.example, list@lists.example\n"
    + "Cc: zed@x.org, me@home.example\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: Aw: plan\n"
    + "Message-ID: <2@x.org>\nReferences: <0@x.org> <1@x.org>\n\nhello\n> older words that are long enough to be broken\n\n"
    + "From eve@x.org Mon Mar  2 10:01:00 2026\nFrom: eve@x.org\nTo: list@lists.example\nReply-To: other@x.org\n"
    + "Mail-Followup-To: list@lists.example, fred@x.org\nList-Post: <mailto:post@lists.example>\nSubject: list mail\n"
    + "Message-ID: <9@x.org>\n\ntext\n\n"

  /// What the commands sent.
  private func sent(_ commands: [String]) throws -> String {
    let reader = try ScriptedReader(
      ["set v15-compat from=me@home.example", "set mta=test:$HOME/sent"] + commands + ["x"], box: Self.box)
    let text = reader.folder.text(of: "sent") ?? ""
    if text.isEmpty { Issue.record("\(reader.text)\(reader.errors.text)") }
    return text
  }

  @Test(
    "Fields of an answer",
    arguments: [
      (["r 1", "x", "."], ["To: Ann B <ann@x.org>\n", "Cc: tom@work.example, list@lists.example, zed@x.org\n"]),
      (["R 1", "x", "."], ["To: Ann B <ann@x.org>\n", "Subject: Re: plan\n", "In-Reply-To: <2@x.org>\n"]),
      (["r 1", "x", "."], ["References: <0@x.org> <1@x.org> <2@x.org>\n"]),
      (["mail z@x.org", "~f 1 2", "~."], ["older words that are long enough to be broken\n\nFrom: eve@x.org\n"]),
      (["mail z@x.org", "~m 1 2", "~."], ["older words that are long enough to be broken\n\n\tFrom: eve@x.org\n"]),
      (["set quote", "r 1 2", "x", "."], ["to be broken\n\neve@x.org wrote:\n"]),
      (["mail z@x.org", "~Q 1 2", "~."], ["to be broken\n\neve@x.org wrote:\n"]),
      (["set norecipients-in-cc", "r 1", "x", "."], ["To: Ann B <ann@x.org>, tom@work.example, list@lists.example\n"]),
      (["alternates tom@work.example zed@x.org", "r 1", "x", "."], ["Cc: list@lists.example\n"]),
      (["set metoo", "r 1", "x", "."], ["zed@x.org, me@home.example\n"]),
      (["set nofullnames", "R 1", "x", "."], ["To: ann@x.org\n"]),
      (["R 2", "x", "."], ["To: other@x.org\n"]),
      (["set reply-to-honour=no", "R 2", "x", "."], ["To: eve@x.org\n"]),
      (["set reply-to-honour=ask-no", "R 2", "x", "."], ["To: eve@x.org\n"]),
      (["set reply-to-honour=ask-yes", "R 2", "x", "."], ["To: other@x.org\n"]),
      (["set followup-to-honour=ask-no", "r 2", "x", "."], ["To: other@x.org\n"]),
      (["set followup-to-honour=yes", "r 2", "x", "."], ["To: list@lists.example, fred@x.org\n"]),
      (["r 2", "x", "."], ["To: list@lists.example, fred@x.org\n"]),
      (["set nofollowup-to-honour", "r 2", "x", "."], ["To: other@x.org\n", "Cc: list@lists.example\n"]),
      (["Lr 2", "x", "."], ["To: post@lists.example\n"]),
      (["mlist list@lists.example", "Lr 1", "x", "."], ["To: list@lists.example\n"]),
      (["set Replyall", "r 1", "x", "."], ["To: Ann B <ann@x.org>\nSubject"]),
      (["set replyprefix='Antwort: '", "R 1", "x", "."], ["Subject: Antwort: plan\n"]),
      (["set quote-as-attachment", "R 1", "x", "."], ["Content-Type: message/rfc822"]),
      (
        ["account w {", "set from=tom@work.example", "}", "set reply-in-same-account", "R 1", "x", "."],
        ["From: tom@work.example\n"]
      ),
      (
        ["mlist list@lists.example", "set followup-to", "r 1", "x", "."],
        ["Mail-Followup-To: Ann B <ann@x.org>", "me@home.example"]
      ),
    ])
  func fields(_ commands: [String], _ wanted: [String]) throws {
    let text = try sent(commands)
    for line in wanted { #expect(text.contains(line), "\(text)") }
  }

  @Test(
    "A message without an author is answered to whom the From_ line names, unless that is no address",
    arguments: [
      ("From ann@x.org Mon Mar  2 10:00:00 2026\n", "", "To: ann@x.org\n"),
      ("From root Mon Mar  2 10:00:00 2026\n", "From: \n", "To: root\n"),
      ("From |sh Mon Mar  2 10:00:00 2026\n", "", nil), ("From - Mon Mar  2 10:00:00 2026\n", "", nil),
      ("From - Mon Mar  2 10:00:00 2026\n", "Sender: bob@x.org\n", "To: bob@x.org\n"),
      ("From /etc/passwd Mon Mar  2 10:00:00 2026\n", "", nil),
      ("From ann@x.org,bob@x.org Mon Mar  2 10:00:00 2026\n", "", nil),
    ])
  func withoutAuthor(_ fromLine: String, _ field: String, _ wanted: String?) throws {
    let reader = try ScriptedReader(
      ["set mta=test:$HOME/sent", "R 1", "x", ".", "x"], box: fromLine + field + "Subject: plan\n\nhello\n\n")
    let text = reader.folder.text(of: "sent") ?? ""
    if let wanted {
      #expect(text.contains(wanted), "\(text)\(reader.errors.text)")
    } else {
      #expect(text.isEmpty)
      #expect(reader.errors.text.contains("no recipient"))
    }
  }

  @Test(
    "What a message says is no command, file or option, whatever expandaddr allows a person to type",
    arguments: [
      ("From: |touch$IFS$HOME/made\nSender: a@x.org\n", nil),
      ("From: /home/made\n", nil), ("From: <|touch made>\n", nil), ("From: +made\n", nil), ("From: -Xmade\n", nil),
      ("From: ./made\n", nil), ("From: ann@x.org\nReply-To: |made\n", "To: ann@x.org, bob@x.org\n"),
      ("From: ann@x.org\nReply-To: |touch made\n", "To: ann@x.org, bob@x.org\n"),
      ("From: /cn=made/@x.org\n", "To: </cn=made/@x.org>, bob@x.org\n"),
      ("From: |made@x.org\n", "To: <|made@x.org>, bob@x.org\n"),
      ("From: A <|made@x.org>\n", "To: A <|made@x.org>, bob@x.org\n"),
      ("From: ann@x.org\nMail-Followup-To: |touch made, bob@x.org\n", "To: bob@x.org\n"),
    ])
  func hostileAuthor(_ fields: String, _ wanted: String?) throws {
    let reader = try ScriptedReader(
      [
        "set mta=test:$HOME/sent expandaddr=fail,all norecipients-in-cc", "reply 1", "x", ".", "x",
      ],
      box: "From a@x.org Mon Mar  2 10:00:00 2026\n" + fields + "To: bob@x.org\nSubject: plan\n\nhello\n\n")
    let text = reader.folder.text(of: "sent") ?? ""
    #expect(wanted.map { text.contains($0) } ?? text.isEmpty, "\(text)\(reader.errors.text)")
    #expect(reader.folder.text(of: "made") == nil)
    // What failed and is sent again later is read as recipients once more.
    for line in text.split(separator: "\n") where line.hasPrefix("To: ") {
      let forms = try AddressParser.parseRecipients(String(line.dropFirst(4)))
      #expect(forms.allSatisfy { $0.address?.domain == "x.org" }, "\(line)")
    }
    for line in text.split(separator: "\n") where line.hasPrefix("envelope recipient: ") {
      #expect(line.contains("@x.org"))
    }
  }

  @Test(
    "An author without an address is not left out of the answer; where there is another way to the author it goes there",
    arguments: [
      ("From: John Doe\nCc: c@x.org\n", "r 1", nil), ("From: John Doe\nCc: c@x.org\n", "R 1", nil),
      ("From: John Doe\nReply-To: d@x.org\nCc: c@x.org\n", "r 1", "d@x.org"),
      ("From: John Doe\nMail-Followup-To: l@x.org\nCc: c@x.org\n", "r 1", "l@x.org"),
      ("From: John Doe\nMail-Followup-To: l@x.org\nCc: c@x.org\n", "R 1", nil),
      ("From: John Doe\nList-Post: <mailto:l@x.org>\nCc: c@x.org\n", "Lr 1", "l@x.org"),
      ("From: John Doe\nReply-To: not an address @@\nCc: c@x.org\n", "r 1", nil),
      ("From: a@x.org\nReply-To: John Doe\nCc: c@x.org\n", "r 1", "a@x.org"),
      ("From: Doe the elder, John <j@x.org>\nCc: c@x.org\n", "r 1", "John <j@x.org>"),
    ])
  func authorsWithoutAddress(_ fields: String, _ command: String, _ to: String?) throws {
    // The text is one in any case, and no command.
    let reader = try ScriptedReader(
      ["set fullnames", "set mta=test:$HOME/sent DEAD=$HOME/dead", command, "delete *", "words", "."],
      box: "From a@x.org Mon Mar  2 10:00:00 2026\n\(fields)Subject: plan\n\nhello\n\n")
    let sent = reader.folder.text(of: "sent")
    #expect(reader.status == (to == nil ? .dataError : .success), "\(reader.errors.text)")
    if let to {
      #expect(sent?.contains("\nTo: \(to)\n") == true, "\(sent ?? "")")
    } else {
      #expect(sent == nil && reader.errors.text.contains("its author left no address"))
      #expect(reader.folder.text(of: "dead")?.contains("delete *\nwords\n") == true)
    }
    #expect(reader.folder.text(of: "box")?.contains("hello") == true)
  }

  @Test(
    "What is sent on is from the person, as all mail is, and keeps no marks of this mailbox",
    arguments: [
      (
        ["resend 1 zed@x.org"],
        ["envelope sender: me@home.example\n", "Resent-From: me@home.example\n", "From: \"B, Ann\" <a@x.org>\n"]
      ),
      (["Resend 1 zed@x.org"], ["envelope sender: me@home.example\n", "envelope recipient: zed@x.org\n"]),
      (
        ["set sender=boss@home.example", "resend 1 zed@x.org"],
        ["envelope sender: boss@home.example\n", "Resent-Sender: boss@home.example\n"]
      ),
      (["forward 1 zed@x.org", "."], ["\nFrom: \"B, Ann\" <a@x.org>\n"]),
      (["set forward-as-attachment", "forward 1 zed@x.org", "."], ["\nFrom: \"B, Ann\" <a@x.org>\n"]),
      (
        ["r 1", "~F", "."],
        ["To: \"B, Ann\" <a@x.org>\n", "mail: Reply-To: no address: \"not an <\"address@\">\"; not answered\n"]
      ),
    ])
  func sentOn(_ commands: [String], _ wanted: [String]) throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: \"B, Ann\" <a@x.org>\nTo: tom@work.example\nStatus: RO\n"
      + "Reply-To: not an address @@\nSubject: plan\nX-Status: F\n\nhello\n\n"
    let reader = try ScriptedReader(
      ["set v15-compat from=me@home.example debug"] + commands + ["x"], box: box)
    for line in wanted + ["envelope sender: "] { #expect(reader.errors.text.contains(line), "\(reader.errors.text)") }
    #expect(!reader.errors.text.contains("Status: "))
  }

  @Test func aNameInThePlaceOfAnAddressIsToldWithoutItsQuotes() throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nCc: \"John Doe\"\nReply-To: \"Jane Roe\"\nSubject: plan\n\nhello\n\n"
    let reader = try ScriptedReader(["set from=me@home.example debug", "reply 1", "hello", ".", "x"], box: box)
    #expect(reader.errors.text.contains("no address: \"Jane Roe\"; not answered\n"), "\(reader.errors.text)")
    #expect(!reader.errors.text.contains("\"\""))
  }

  @Test(
    "Nobody learns of the blind copies of a message that is sent on",
    arguments: [
      ["resend 1 zed@x.org"], ["Resend 1 zed@x.org"], ["redirect 1 zed@x.org"], ["bounce 1 zed@x.org"],
      ["set record=$HOME/sent record-resent", "resend 1 zed@x.org"], ["forward 1 zed@x.org", "."],
      ["set forward-as-attachment", "forward 1 zed@x.org", "."], ["set quote=allheaders", "r 1", "."],
    ])
  func blindCopies(_ commands: [String]) throws {
    let reader = try ScriptedReader(
      ["set mta=test:$HOME/sent"] + commands + ["x"],
      box: "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nBcc: secret@x.org,\n secret2@x.org\nTo: tom@x.org\n"
        + "Resent-Bcc: secret3@x.org\nSubject: plan\n\nhello\n\n")
    let text = reader.folder.text(of: "sent") ?? ""
    #expect(text.contains("plan") && !text.contains("secret"), "\(text)\(reader.errors.text)")
  }

  @Test(
    "Recipients of a new message are one list of addresses",
    arguments: [
      ("\"Doe, J\" <j@x.org> k@x.org", ["j@x.org", "k@x.org"]), ("Joe Doe <j@x.org>", ["j@x.org"]),
      ("j@x.org (Joe Doe)", ["j@x.org"]), ("bob carol", ["bob", "carol"]), ("ann@x.org bob", ["ann@x.org", "bob"]),
      ("\"ann@x.org\" 'bob@x.org'", ["ann@x.org", "bob@x.org"]),
      ("team, 'Joe, D' <j@x.org>", ["a@x.org", "b@x.org", "j@x.org"]),
    ])
  func recipients(_ words: String, _ wanted: [String]) throws {
    for command in ["mail", "Mail"] {
      let reader = try ScriptedReader(
        ["set debug", "alias team a@x.org b@x.org", "\(command) \(words)", "text", ".", "x"], box: Boxes.five)
      let start = "envelope recipient: "
      let found = reader.errors.text.split(separator: "\n").filter { $0.hasPrefix(start) }
      #expect(found.map { String($0.dropFirst(start.count)) } == wanted, "\(reader.errors.text)")
    }
  }

  @Test func aTextFromAPipeHasNoEscapes() throws {
    let files = [(name: "box", text: "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: s\n\nhello\n\n")]
    let input = "r 1\n~!touch @HOME@/made\n~s other\n.\nx\n"
    let run = try SendingRun(["-N", "-f", "@HOME@/box"], input: input, files: files)
    #expect(run.body?.contains("\n~s other\n") == true && run.field("Subject") == "Re: s", "\(run.body ?? "")")
    #expect(run.folder.text(of: "made") == nil)
    for option in ["-~", "-I", "-#"] {
      let open = try SendingRun([option, "-N", "-f", "@HOME@/box"], input: input, files: files)
      #expect(open.field("Subject") == "other" && open.folder.text(of: "made") != nil, "\(option)")
    }
  }

  @Test func whatHasNoSubjectGetsNone() throws {
    let box = "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nTo: tom@x.org\n\nhello\n\n"
    let files = [(name: "box", text: box)]
    let run = try SendingRun(["-N", "-f", "@HOME@/box"], input: "r 1\ntext\n.\nx\n", files: files)
    #expect(run.field("To") == "a@x.org" && run.field("Subject") == nil)
    let passed = try SendingRun(["-N", "-f", "@HOME@/box"], input: "forward 1 b@x.org\n.\nx\n", files: files)
    #expect(passed.field("To") == "b@x.org" && passed.field("Subject") == nil)
    let asked = try SendingRun(
      ["-N", "-f", "@HOME@/box"], rc: ["set asksub line-editor-disable"], input: "r 1\nmine\ntext\n.\nx\n",
      isTerminal: true, files: files)
    #expect(asked.field("Subject") == "mine" && asked.body == "text\n\n", "\(asked.body ?? "")")
  }

  @Test func onlyTextIsQuoted() throws {
    let box = """
      From a@x.org Mon Mar  2 10:00:00 2026
      From: a@x.org
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=q

      --q
      Content-Type: multipart/signed; boundary=s; protocol="application/pgp-signature"

      --s

      the text
      --s
      Content-Type: application/pgp-signature

      x
      --s--
      --q
      Content-Type: image/png; name=p.png
      Content-Disposition: attachment; filename=p.png

      x
      --q--


      """
    for commands in [["set quote=noheading", "r 1", "."], ["mail b@x.org", "~Q 1", "."]] {
      let reader = try ScriptedReader(["set mta=test:$HOME/sent quote=noheading"] + commands + ["x"], box: box)
      let text = reader.folder.text(of: "sent") ?? ""
      #expect(text.contains("\n\tthe text\n") && !text.contains("[--"), "\(text)\(reader.errors.text)")
    }
  }

  @Test(
    "How the original is quoted",
    arguments: [
      (["set quote"], "Ann B <ann@x.org> wrote:\n\n\thello\n\t> older words"),
      (["set quote=noheading indentprefix='> '"], "\n\n> hello\n> > older words"),
      (["set quote=headers indentprefix='> '"], "> Subject: Aw: plan\n"),
      (
        ["set quote indentprefix='> ' quote-inject-head='On %d %n (%a, %r, %i) said:\\n'"],
        "On Mon, 2 Mar 2026 10:00:00 +0000 Ann B (ann@x.org, Ann B, <2@x.org>) said:\n> hello"
      ),
      (["set quote indentprefix='> ' quote-inject-tail='-- end'"], "be broken\n-- end\nx\n"),
      (
        ["set quote=noheading indentprefix='> ' quote-fold='30 10'"],
        "> hello\n> > older words that are long\n> > enough to be broken\n"
      ),
    ])
  func quotes(_ settings: [String], _ wanted: String) throws {
    let text = try sent(settings + ["R 1", "x", "."])
    #expect(text.contains(wanted), "\(text)")
  }

  @Test func anAccountOfAReplyEndsWithIt() throws {
    let text = try sent(
      [
        "account w {", "set from=tom@work.example", "}", "set reply-in-same-account", "R 1", "x", ".", "m bob@x.org",
        "y",
        ".",
      ])
    #expect(text.contains("From: tom@work.example\n") && text.contains("From: me@home.example\n"), "\(text)")
  }

  @Test func forwardingCarriesTextAndFilesAndNoTraceOfTheirForm() throws {
    let box = """
      From ann@x.org Mon Mar  2 10:00:00 2026
      From: ann@x.org
      Subject: with a file
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      the text
      --b
      Content-Type: application/pdf
      Content-Disposition: attachment; filename="x.pdf"

      %PDF-1.4
      --b--


      """
    let reader = try ScriptedReader(
      ["set mta=test:$HOME/sent", "forward 1 bob@x.org", ".", "x"], box: box, settings: ["v15-compat"])
    let text = try #require(reader.folder.text(of: "sent"))
    let parts = text.components(separatedBy: "\n--=")
    #expect(parts.count == 4, "\(text)")
    guard parts.count == 4 else { return }
    #expect(parts[1].contains("\nSubject: with a file\n\nthe text\n"), "\(parts[1])")
    #expect(!parts[1].contains("boundary=b") && !parts[1].contains("[--"))
    #expect(parts[1].components(separatedBy: "MIME-Version").count == 1)
    #expect(parts[2].contains("filename=x.pdf"))
  }

  @Test func forwardingNamesTheAuthorAndFramesTheText() throws {
    let text = try sent(["set forward-add-cc forward-inject-tail='-- end'", "forward 1 bob@x.org", "see", "."])
    #expect(text.contains("Cc: Ann B <ann@x.org>\n"), "\(text)")
    #expect(text.contains("Subject: Fwd: Aw: plan\n"))
    #expect(text.contains("-------- Original Message --------\nFrom: Ann B"))
    #expect(text.contains("be broken\n-- end\nsee\n"))
  }

  @Test(
    "S81: a hostile message is resent, forwarded, answered and edited without harm",
    arguments: [
      "resend 1 bob@x.org", "Resend 1 bob@x.org", "forward 1 bob@x.org", "r 1", "R 1", "edit 1",
    ])
  func hostile(command: String) throws {
    let box =
      "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: \"a\u{0}b\r <x@x.org>, ,;: <y@x.org\nTo:\nCc: \(String(repeating: "(", count: 5000))\n"
      + "Subject: =?utf-8?q?a=0D=0ABcc:_evil@x.org?= \u{1b}]0;x\u{7}\nMessage-ID: <a\u{1}b>\nReferences: \(String(repeating: "<", count: 9000))\n"
      + "Resent-Bcc: evil@x.org\nContent-Type: multipart/mixed; boundary=\"\"\nContent-Transfer-Encoding: base64\n\n--\n=\u{0}\n\n"
    let reader = try ScriptedReader(
      ["set v15-compat from=me@x.org EDITOR=true", "set mta=test:$HOME/sent", command, "x", ".", "echo alive", "x"],
      box: box)
    let text = reader.folder.text(of: "sent") ?? ""
    #expect(
      reader.text.contains("alive") || command.hasPrefix("resend") || command == "edit 1" || command.hasPrefix("Resend")
    )
    #expect(!text.contains("\nBcc: evil"), "\(text)")
    #expect(!reader.text.contains("\u{1b}]"))
  }
}
