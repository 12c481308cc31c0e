import MailSystem
import Testing

@testable import MailShell

/// The way from the command line to the message.
@Suite struct SendingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var rc: [String] = []
    var input = "hello\n"
    var environment: [(name: String, value: String)] = []
    var status: Int32 = 0
    /// Fields of the message; nil for absent.
    var fields: [(name: String, value: String?)] = []
    var body: String?
    var sends = true
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "subject and recipient", arguments: ["-s", "Nightly report", "bob@example.org"],
      fields: [("Subject", "Nightly report"), ("To", "bob@example.org")], body: "hello\n"),
    Case(
      name: "no subject, no field", arguments: ["bob@example.org"],
      fields: [("Subject", nil), ("To", "bob@example.org")]),
    Case(
      name: "copies", arguments: ["-s", "x", "-c", "a@x.org,b@x.org", "-b", "c@x.org", "d@x.org"],
      fields: [("Cc", "a@x.org, b@x.org"), ("Bcc", nil), ("To", "d@x.org")]),
    Case(
      name: "a line end in the subject is a blank", arguments: ["-s", "x\nBcc: e@x.org", "a@x.org"],
      fields: [("Subject", "x Bcc: e@x.org"), ("Bcc", nil)]),
    Case(
      name: "-r wins over from", arguments: ["-r", "Robot <r@x.org>", "a@x.org"], rc: ["set from=me@x.org"],
      fields: [("From", "Robot <r@x.org>")]),
    Case(
      name: "from in the rc file", arguments: ["a@x.org"], rc: ["set from=\"Me Myself <me@x.org>\""],
      fields: [("From", "Me Myself <me@x.org>")]),
    Case(
      name: "-S wins over the rc file", arguments: ["-S", "from=cmd@x.org", "a@x.org"], rc: ["set from=rc@x.org"],
      fields: [("From", "cmd@x.org")]),
    Case(
      name: "-X can change what -S set", arguments: ["-S", "from=cmd@x.org", "-X", "set from=late@x.org", "a@x.org"],
      fields: [("From", "late@x.org")]),
    Case(
      name: "an empty -s leaves the subject of -t", arguments: ["-s", "", "-t"],
      input: "To: a@x.org\nSubject: inner\n\nx\n",
      fields: [("Subject", "inner")]),
    Case(
      name: "-s wins over the subject of -t", arguments: ["-s", "outer", "-t"],
      input: "To: a@x.org\nSubject: inner\n\nx\n", fields: [("Subject", "outer")]),
    Case(
      name: "wysh reads words as a shell does", arguments: ["a@x.org"],
      rc: ["set h=x.org", "wysh set from=\"me@${h}\" replyto='$h@x.org'; set customhdr='X-A: 1'"],
      fields: [("From", "me@x.org"), ("Reply-To", "$h@x.org"), ("X-A", "1")]),
    Case(
      name: "a sender who is the author", arguments: ["a@x.org"], rc: ["set from='Me <me@x.org>' sender=me@X.ORG"],
      fields: [("From", "Me <me@x.org>"), ("Sender", nil)]),
    Case(
      name: "MAIL_FROM of the environment", arguments: ["a@x.org"], environment: [("MAIL_FROM", "env@x.org")],
      fields: [("From", "env@x.org")]),
    Case(
      name: "-a with a header", arguments: ["-a", "X-Job: nightly", "a@x.org"], fields: [("X-Job", "nightly")]),
    Case(
      name: "-a with a type", arguments: ["-a", "Content-Type: text/html", "a@x.org"], input: "<p>x</p>\n",
      fields: [("MIME-Version", "1.0")], body: "<p>x</p>\n"),
    Case(
      name: "autocc and autobcc", arguments: ["a@x.org"], rc: ["set autocc=c@x.org autobcc=b@x.org"],
      fields: [("Cc", "c@x.org"), ("Bcc", nil)]),
    Case(
      name: "customhdr", arguments: ["a@x.org"], rc: ["set customhdr='X-One: 1, X-Two: a\\,b'"],
      fields: [("X-One", "1"), ("X-Two", "a,b")]),
    Case(
      name: "signature and framing", arguments: ["a@x.org"],
      rc: ["set message-inject-head='top\\n' message-inject-tail='tail\\n'"], body: "top\nhello\ntail\n"),
    Case(
      name: "empty text with -E", arguments: ["-E", "a@x.org"], input: "", sends: false),
    Case(
      name: "empty text with -E, and a file", arguments: ["-E", "-a", "/etc/passwd", "a@x.org"], input: "", sends: false
    ),
    Case(name: "a command of -X that fails", arguments: ["-X", "zork", "-X", "set from=late@x.org", "a@x.org"]),
    Case(
      name: "a command of -X that fails under errexit", arguments: ["-S", "errexit", "-X", "zork", "a@x.org"],
      status: 1,
      sends: false),
    Case(
      name: "empty text with skipemptybody", arguments: ["a@x.org"], rc: ["set skipemptybody"], input: "", sends: false),
    Case(
      name: "-t takes the head and adds the command line", arguments: ["-t", "b@x.org"],
      input: "To: a@x.org\nSubject: from head\nX-More: yes\n# remark\n\nthe text\n",
      fields: [("To", "b@x.org, a@x.org"), ("Subject", "from head"), ("X-More", "yes")], body: "the text\n"),
    Case(
      name: "-T adds to a field", arguments: ["-T", "cc: c@x.org", "a@x.org"], fields: [("Cc", "c@x.org")]),
    Case(name: "-q begins the text", arguments: ["-q", "@HOME@/.mailrc", "a@x.org"], rc: ["#q"], fields: []),
    Case(
      name: "an account", arguments: ["-A", "work", "a@x.org"],
      rc: ["account work {", "set from=w@x.org", "}", "set from=h@x.org"], fields: [("From", "w@x.org")]),
    Case(
      name: "tilde lines of a pipe are text", arguments: ["a@x.org"], input: "~!touch @HOME@/ran\n~s other\n.\nend\n",
      fields: [("Subject", nil)], body: nil),
    Case(
      name: "-~ makes escapes work", arguments: ["-~", "a@x.org"], input: "~s other\nend\n",
      fields: [("Subject", "other")], body: "end\n"),
    Case(
      name: "a lone dot of a pipe is text where dot is unset", arguments: ["-~", "a@x.org"], rc: ["unset dot"],
      input: "one\n.\ntwo\n", body: "one\n.\ntwo\n"),
    Case(
      name: "-# ends the text at a lone dot", arguments: ["-#", "a@x.org"], rc: ["unset dot"],
      input: "one\n.\n", body: "one\n"),
    Case(
      name: "--encoding", arguments: ["--encoding=base64", "a@x.org"], input: "hi\n",
      fields: [("Content-Transfer-Encoding", "base64")]),
    Case(name: "an unknown encoding", arguments: ["--encoding=rot13", "a@x.org"], status: 64, sends: false),
    Case(name: "-A - attaches the input", arguments: ["-A", "-", "a@x.org"], body: nil),
    Case(name: "--no-mime", arguments: ["--no-mime", "a@x.org"], fields: [("MIME-Version", nil)], body: "hello\n"),
    Case(
      name: "--explain names nobody", arguments: ["--explain", "-s", "x"], status: 64, sends: false),
    Case(
      name: "encoded words of a script",
      arguments: ["-s", "=?UTF-8?B?R3LDvMOfZQ==?= =?utf-8?q?_aus_K=C3=B6ln?=", "a@x.org"],
      fields: [("Subject", "=?utf-8?B?R3LDvMOfZSBhdXMgS8O2bG4=?=")]),
    Case(
      name: "encoded words with a line end in them", arguments: ["-s", "=?utf-8?q?x=0ABcc:_e@x.org?=", "a@x.org"],
      fields: [("Bcc", nil)]),
    Case(
      name: "encoded words in fields",
      arguments: ["-a", "X-Job: =?iso-8859-1?q?caf=E9?=", "-r", "=?iso-8859-1?q?J=FCrgen?= <j@x.org>", "a@x.org"],
      fields: [("X-Job", "=?utf-8?B?Y2Fmw6k=?="), ("From", "=?utf-8?Q?J=C3=BCrgen?= <j@x.org>")]),
    Case(
      name: "encoded words of a template", arguments: ["-t"],
      input: "To: a@x.org\nSubject: =?utf-8?Q?caf=C3=A9?=\n\nhello\n", fields: [("Subject", "=?utf-8?B?Y2Fmw6k=?=")]),
    Case(
      name: "no encoded word", arguments: ["-s", "what =? is this", "a@x.org"],
      fields: [("Subject", "what =?utf-8?B?PT8=?= is this")]),
    Case(
      name: "nofullnames", arguments: ["Ann Other <a@x.org>"], rc: ["set nofullnames"], fields: [("To", "a@x.org")]),
    Case(name: "a wide at sign", arguments: ["ann\u{ff20}example.org"], status: 65, sends: false),
    Case(
      name: "expandaddr-domaincheck", arguments: ["a@x.org"], rc: ["set expandaddr-domaincheck=y.org"], status: 65,
      sends: false),
    Case(
      name: "disposition-notification-send", arguments: ["a@x.org"],
      rc: ["set from=me@x.org disposition-notification-send"], fields: [("Disposition-Notification-To", "me@x.org")]),
    Case(
      name: "sendcharsets", arguments: ["a@x.org"], rc: ["set sendcharsets=us-ascii,iso-8859-1,utf-8"],
      input: "caf\u{e9}\n", fields: [("Content-Type", "text/plain; charset=iso-8859-1")]),
    Case(
      name: "sendcharsets falls through", arguments: ["a@x.org"], rc: ["set sendcharsets=iso-8859-1"],
      input: "caf\u{e9} \u{20ac}\n", fields: [("Content-Type", "text/plain; charset=utf-8")]),
    Case(
      name: "charset-7bit", arguments: ["a@x.org"], rc: ["set charset-7bit=utf-8"],
      fields: [("Content-Type", "text/plain; charset=utf-8")]),
    Case(
      name: "maximum-unencoded-line-length", arguments: ["a@x.org"], rc: ["set maximum-unencoded-line-length=20"],
      input: "a line of more than twenty\n", fields: [("Content-Transfer-Encoding", "quoted-printable")]),
    Case(
      name: "a hook of composing", arguments: ["a@x.org"],
      rc: ["define en {", "set from=hook@x.org", "}", "set on-compose-enter=en"], fields: [("From", "hook@x.org")]),
    Case(
      name: "a splice", arguments: ["-s", "old", "a@x.org"],
      rc: ["define sp {", "echo '~s' new ${mailx-subject}", "echo '~c' c@x.org", "}", "set on-compose-splice=sp"],
      fields: [("Subject", "new old"), ("Cc", "c@x.org")]),
    Case(
      name: "a splice of the shell", arguments: ["a@x.org"], rc: ["set on-compose-splice-shell='echo \"~s shell\"'"],
      fields: [("Subject", "shell")]),
    Case(
      name: "colour codes are taken out", arguments: ["a@x.org"], input: "\u{1b}[1;31mred\u{1b}[0m\n",
      fields: [("Content-Type", "text/plain; charset=us-ascii")], body: "red\n"),
    Case(
      name: "several authors need a sender", arguments: ["a@x.org"], rc: ["set from='A <a1@x.org>, a2@x.org'"],
      fields: [("From", "A <a1@x.org>, a2@x.org"), ("Sender", "A <a1@x.org>")]),
    Case(
      name: "several authors and the sender that is set", arguments: ["a@x.org"],
      rc: ["set from='a1@x.org, a2@x.org' sender=s@x.org"], fields: [("Sender", "s@x.org")]),
    Case(
      name: "one author is the sender", arguments: ["a@x.org"], rc: ["set from=a1@x.org"], fields: [("Sender", nil)]),
    Case(
      name: "return-address where from is not set", arguments: ["a@x.org"], rc: ["set return-address=r@x.org"],
      fields: [("From", "r@x.org")]),
    Case(
      name: "a subject for those without", arguments: ["a@x.org"], rc: ["set subject=usual"],
      fields: [("Subject", "usual")]),
    Case(
      name: "noagent hides no identity", arguments: ["a@x.org"],
      rc: ["set stealthmua=noagent useragent hostname=h.org SOURCE_DATE_EPOCH=1"], fields: [("User-Agent", nil)]),
    Case(name: "-T without a colon", arguments: ["-T", "ids", "a@x.org"], status: 64, sends: false),
    Case(
      name: "a name that is an alias, and one that is not to be", arguments: ["root", "\\root"],
      rc: ["alias root r@x.org"], fields: [("To", "r@x.org, root")]),
    Case(
      name: "an address with a dash", arguments: ["-s", "x", "--", "-f@b.org"], fields: [("To", "<-f@b.org>")]),
    Case(
      name: "an address with a dash behind others", arguments: ["a@x.org", "--", "-f@b.org"],
      fields: [("To", "a@x.org, <-f@b.org>")]),
    Case(name: "an option behind the dashes", arguments: ["a@x.org", "--", "-odq"], status: 65, sends: false),
    Case(name: "a dash of a URL", arguments: ["mailto:-f@b.org"], status: 65, sends: false),
    Case(
      name: "a command of a URL", arguments: ["-S", "expandaddr", "mailto:a@x.org?cc=b@x.org%20%7Ctouch%20made"],
      status: 65, sends: false),
    Case(name: "a file of a URL", arguments: ["-S", "expandaddr", "mailto:%2Fhome/made"], status: 65, sends: false),
    Case(name: "a dash of -c", arguments: ["-c", "-f@b.org", "a@x.org"], status: 65, sends: false),
    Case(
      name: "the body of a URL goes before the text", arguments: ["mailto:a@x.org?body=first%0Aline"],
      input: "the text\n", body: "first\nline\nthe text\n"),
    Case(name: "the body of a URL alone", arguments: ["mailto:a@x.org?body=first"], input: "", body: "first\n"),
    Case(
      name: "a From field of -a", arguments: ["-r", "env@x.org", "-a", "From: Ann <f@x.org>", "a@x.org"],
      fields: [("From", "Ann <f@x.org>")]),
    Case(
      name: "a From field of -t and -r", arguments: ["-t", "-r", "env@x.org"],
      input: "From: f@x.org\nTo: a@x.org\n\ntext\n", fields: [("From", "f@x.org")]),
    Case(
      name: "blanks before the colon of -t", arguments: ["-t"], input: "To : a@x.org\nSubject\t: s\n\ntext\n",
      fields: [("To", "a@x.org"), ("Subject", "s")], body: "text\n"),
    Case(
      name: "a group", arguments: ["-t"], input: "To: team: a@x.org, B <b@x.org>;\nCc: none:;\n\ntext\n",
      fields: [("To", "a@x.org, B <b@x.org>"), ("Cc", nil)]),
    Case(name: "a list that begins with nobody", arguments: [",a@x.org"], fields: [("To", "a@x.org")]),
    Case(
      name: "~s without a text leaves the subject", arguments: ["-~", "-s", "subj", "a@x.org"],
      input: "~s\n~s  \nend\n",
      fields: [("Subject", "subj")], body: "end\n"),
    Case(
      name: "~s with empty quotes leaves none", arguments: ["-~", "-s", "subj", "a@x.org"], input: "~s \"\"\nend\n",
      fields: [("Subject", nil)], body: "end\n"),
    Case(name: "-Y is typed first", arguments: ["-~", "-Y", "~s typed", "a@x.org"], fields: [("Subject", "typed")]),
    Case(
      name: "-R with a glued address", arguments: ["-Rrep@x.org", "-s", "x", "a@x.org"],
      fields: [("Reply-To", "rep@x.org")]),
    Case(name: "no media type", arguments: ["--content-type=bogus", "a@x.org"], status: 64, sends: false),
    Case(
      name: "a line end in a type", arguments: ["--content-type=a/b\nBcc: c@x", "a@x.org"], status: 64, sends: false),
    Case(
      name: "a sender in quotes", arguments: ["a@x.org"], rc: ["set from='\"Q <q@x.org>\"'"], status: 65, sends: false),
    Case(
      name: "a sender that is a file", arguments: ["a@x.org"], rc: ["set from='a@x.org, /tmp'"], status: 65,
      sends: false),
    Case(name: "an empty recipient", arguments: [""], status: 64, sends: false),
    Case(name: "configuration that is checked", arguments: ["--config-lint", "a@x.org"], sends: false),
    Case(name: "a descriptor that is not open", arguments: ["--attach-fd=999", "a@x.org"], status: 66, sends: false),
    Case(name: "smime-sign", arguments: ["a@x.org"], rc: ["set smime-sign"], status: 78, sends: false),
    Case(
      name: "smime-force-encryption", arguments: ["a@x.org"], rc: ["set smime-force-encryption"], status: 78,
      sends: false),
    Case(
      name: "smime-encrypt for a recipient", arguments: ["a@x.org"], rc: ["set smime-encrypt-a@x.org=cert.pem"],
      status: 78, sends: false),
    Case(name: "no recipient", arguments: ["-s", "x"], status: 64, sends: false),
    Case(name: "unknown account", arguments: ["-A", "none", "a@x.org"], status: 78, sends: false),
    Case(name: "missing attachment", arguments: ["-a", "@HOME@/none", "a@x.org"], status: 66, sends: false),
    Case(name: "an address with a blank", arguments: ["-s", "x", "j@exa mple.org"], status: 65, sends: false),
    Case(
      name: "a sender without brackets", arguments: ["a@x.org"], rc: ["set from='Joe j@x.org'"], status: 65,
      sends: false),
    Case(name: "addresses with blanks between", arguments: ["a@x.org b@x.org"], fields: [("To", "a@x.org, b@x.org")]),
    Case(name: "a user and an address", arguments: ["root b@x.org"], fields: [("To", "root, b@x.org")]),
    Case(name: "malformed recipient", arguments: ["good@x.org", "a@@b"], status: 65, sends: false),
    Case(name: "file recipient", arguments: ["@HOME@/file"], status: 65, sends: false),
    Case(name: "pipe recipient", arguments: ["|touch @HOME@/ran"], status: 65, sends: false),
    Case(name: "-d sends nothing", arguments: ["-d", "a@x.org"], sends: false),
    Case(name: "--explain sends nothing", arguments: ["--explain", "a@x.org"], sends: false),
  ]

  @Test(arguments: cases) func sends(_ example: Case) throws {
    let run = try SendingRun(
      example.arguments, rc: example.rc, input: example.input, environment: example.environment)
    #expect(run.status == example.status, "\(run.errors.text)")
    #expect((run.sent != nil) == example.sends, "\(run.errors.text)")
    #expect(run.folder.text(of: "ran") == nil)
    #expect(run.folder.text(of: "file") == nil)
    guard example.sends else { return }
    for (name, value) in example.fields { #expect(run.field(name) == value, "\(name) of \(run.sent ?? "")") }
    if let body = example.body { #expect(run.body == body || run.body == body + "\n", "\(run.body ?? "")") }
    #expect(run.output.text.isEmpty)
  }

  @Test(
    "The envelope sender",
    arguments: [
      ([], ["set from=f@x.org return-address=r@x.org"], "r@x.org"),
      ([], ["set from=f@x.org sender=s@x.org return-address=r@x.org"], "r@x.org"),
      (["-r", "o@x.org"], ["set from=f@x.org return-address=r@x.org"], "o@x.org"),
      ([], ["set from=f@x.org"], "f@x.org"), ([], ["set return-address=r@x.org"], "r@x.org"),
      (["-r", "o@x.org"], ["set sender=s@x.org"], "o@x.org"),
    ])
  func envelope(_ options: [String], _ rc: [String], _ expected: String) throws {
    let run = try SendingRun(["-d"] + options + ["a@x.org"], rc: rc)
    #expect(run.errors.text.contains("envelope sender: \(expected)\n"), "\(run.errors.text)")
    #expect(run.errors.text.contains("From: \(options.isEmpty && rc[0].contains("from=") ? "f@x.org" : expected)\n"))
  }

  @Test(arguments: [
    ["-r", "env@x.org", "-C", "From: f@x.org"], ["-C", "From: f@x.org", "-r", "env@x.org"],
    ["-r", "env@x.org", "-a", "From: f@x.org"], ["-t", "-r", "env@x.org"],
  ]) func theEnvelopeAndTheAuthor(_ options: [String]) throws {
    let input = options[0] == "-t" ? "From: f@x.org\nTo: a@x.org\n\ntext\n" : "text\n"
    let run = try SendingRun(["-d"] + options + ["a@x.org"], input: input)
    #expect(run.errors.text.contains("envelope sender: env@x.org\n"), "\(run.errors.text)")
    #expect(run.errors.text.contains("\nFrom: f@x.org\n"), "\(run.errors.text)")
  }

  @Test func whatIsTypedFirstIsToldWhereNothingIsTyped() throws {
    let run = try SendingRun(["-Y", "~s x", "a@x.org"])
    #expect(run.status == 0 && run.field("Subject") == nil)
    #expect(run.errors.text.contains("-Y"))
  }

  @Test(arguments: ["", " ", ","]) func anEmptyRecipientIsNoAlias(_ name: String) throws {
    let run = try SendingRun([name])
    #expect(run.status == (name == "," ? 65 : 64))
    #expect(!run.errors.text.contains("alias"), "\(run.errors.text)")
  }

  @Test(
    "Where a copy goes",
    arguments: [
      ([], "outfolder record=sent", "mail/sent"), ([], "outfolder=~/out record=sent", "out/sent"),
      ([], "outfolder=~/out record=+sent", "mail/sent"), (["-F"], "outfolder=~/out", "out/a"),
    ])
  func copies(_ options: [String], _ settings: String, _ file: String) throws {
    let run = try SendingRun(
      options + ["a@x.org"], rc: ["set folder=mail \(settings)"],
      files: [(name: "mail/x", text: ""), (name: "out/x", text: "")])
    #expect(run.folder.text(of: file) != nil, "\(run.errors.text)")
  }

  @Test func bangStandsForTheCommandBefore() throws {
    let run = try SendingRun(
      ["-~", "a@x.org"], rc: ["set bang"], input: "~!touch @HOME@/one\n~!! @HOME@/two\n~!touch '@HOME@/th\\!ree'\n")
    #expect(run.folder.text(of: "one") != nil && run.folder.text(of: "two") != nil)
    #expect(run.folder.text(of: "th!ree") != nil)
  }

  @Test func refusedMessagesAreKeptWhole() throws {
    let run = try SendingRun(["-s", "lost", "a@@b"], input: "the text\nFrom here\n")
    #expect(run.status == 65)
    let kept = try #require(run.deadLetter)
    #expect(kept.hasPrefix("From tom "))
    #expect(kept.contains("Subject: lost\n"))
    #expect(kept.contains("the text\n>From here\n"))
    #expect(run.errors.text.contains("/dead.letter\" "))
  }

  @Test(arguments: ["X-One: a\rX-Two: b", "X-One: a\u{0}b"])
  func controlsInTheHeaderOfAWholeMessageAreRefused(_ field: String) throws {
    let head = "To: a@x.org\nMIME-Version: 1.0\nContent-Type: text/plain\n"
    let run = try SendingRun(["-t"], input: head + field + "\n\nthe text\n")
    #expect(run.status == 65)
    #expect(run.sent == nil)
    #expect(run.deadLetter?.contains("the text\n") == true)
  }

  /// RFC 5322 section 2.1.1: no line over 998 bytes; and no CR alone or NUL.
  @Test(arguments: [
    ("text/plain", String(repeating: "z", count: 3000) + "\ncr\rhere\nnul\0x\n", "cr=0Dhere\nnul=00x\n"),
    ("application/x-y", "a\0b\n", "\n\nYQBiCg==\n"),
    ("multipart/mixed; boundary=b", "--b\n\n" + String(repeating: "z", count: 1200) + "\n--b--\n", "\n--b--\n"),
  ]) func whatCannotTravelInAWholeMessageIsEncoded(_ type: String, _ text: String, _ expected: String) throws {
    let words = (0..<400).map { "word\($0)" }.joined(separator: "\n ")
    let head =
      "To: a@x.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: \(type)\nContent-Transfer-Encoding: 8bit\nX-Long: \(words)\n"
      + "X-Tight: \(String(repeating: "y", count: 1200))\n"
    let run = try SendingRun(["-t"], input: head + "\n" + text)
    #expect(run.status == 0, "\(run.errors.text)")
    let sent = try #require(run.sent)
    #expect(sent.contains(expected), "\(sent)")
    #expect(sent.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 })
    #expect(sent.components(separatedBy: "Content-Transfer-Encoding").count == 2 || type.hasPrefix("multipart"))
    #expect(sent.contains(" word399"))
  }

  @Test func whatIsSignedIsNotChanged() throws {
    let part = "--b\n\n" + String(repeating: "z", count: 1200) + "\n--b--\n"
    let run = try SendingRun(
      ["-t"], input: "To: a@x.org\nMIME-Version: 1.0\nContent-Type: multipart/signed; boundary=b\n\n" + part)
    #expect(run.status == 65 && run.errors.text.contains("signature"), "\(run.errors.text)")
    #expect(run.sent == nil && run.deadLetter?.contains("zzz") == true)
  }

  @Test func textBehindTheLoneDotIsTold() throws {
    let run = try SendingRun(["-~", "a@x.org"], input: "one\n.\ntwo\n")
    #expect(run.body?.contains("one") == true && run.body?.contains("two") == false)
    #expect(run.errors.text.contains("was not read"))
    let whole = try SendingRun(["-~", "a@x.org"], input: "one\n.\n")
    #expect(whole.errors.text.isEmpty)
  }

  @Test(arguments: ["socks-proxy=http://proxy:3128", "socks-proxy=socks5://u:secret@:"])
  func aProxyThatIsNoneIsNamed(_ setting: String) throws {
    let run = try SendingRun(["a@x.org"], rc: ["set smtp=mail.test", "set " + setting], usesTestTransport: false)
    #expect(run.status == 78)
    #expect(run.errors.text.contains("socks-proxy"))
    #expect(!run.errors.text.contains("secret"))
  }

  @Test func blindCopiesOfAnEarlierSenderAreNotTold() throws {
    let head = "To: a@x.org\nMIME-Version: 1.0\nContent-Type: text/plain\nResent-Bcc: c@x.org\nX-One: 1\n"
    let run = try SendingRun(["-t", "-C", "Resent-Bcc: d@x.org"], input: head + "\nthe text\n")
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("X-One") == "1")
    #expect(run.field("Resent-Bcc") == nil)
  }

  @Test(arguments: ["set nosave", "unset save", "set DEAD=/dev/null"]) func lettersThatAreNotToBeKept(_ line: String)
    throws
  {
    let run = try SendingRun(["a@@b"], rc: [line])
    #expect(run.status == 65)
    #expect(run.deadLetter == nil)
  }

  @Test func aCopyIsKept() throws {
    for (rc, name) in [
      (["set record=@HOME@/copies"], "copies"), (["set folder=@HOME@ record=+copies"], "copies"),
      (["set folder=@HOME@ outfolder record=copies"], "copies"), (["set record=~/copies"], "copies"),
    ] {
      let run = try SendingRun(["-s", "keep", "a@x.org"], rc: rc)
      #expect(run.status == 0)
      #expect(run.folder.text(of: name)?.contains("Subject: keep\n") == true)
    }
  }

  /// A folder with a file for each message takes copies too, and is made where the name or `newfolders` asks for one.
  @Test(
    arguments: [
      "set record=maildir://@HOME@/outbox", "set record=@HOME@/outbox/", "set newfolders=maildir record=@HOME@/outbox",
      "set newfolders=maildir folder=@HOME@ record=+outbox",
    ]) func aCopyIsKeptInAMaildir(setting: String) throws
  {
    let run = try SendingRun(["-s", "keep", "a@x.org"], rc: [setting])
    #expect(run.status == 0, "\(run.errors.text)")
    let names = try FileSystem.names(in: run.folder.file("outbox/cur"))
    #expect(names.count == 1 && names[0].hasSuffix(":2,S"))
    #expect(run.folder.text(of: "outbox/cur/" + names[0])?.contains("Subject: keep\n") == true)
  }

  @Test func aCopyThatCannotBeKeptStopsTheMessage() throws {
    let run = try SendingRun(["a@x.org"], rc: ["set record=/no/such/folder/copies"])
    #expect(run.status == 73)
    #expect(run.sent == nil)
    #expect(run.deadLetter != nil)
  }

  @Test(arguments: [["set record=/dev/full"], ["set record=@HOME@/text"]]) func aRecordThatCannotBeOne(_ rc: [String])
    throws
  {
    let run = try SendingRun(["a@x.org"], rc: rc, files: [(name: "text", text: "no messages\n")])
    #expect(run.status == 73)
    #expect(run.sent == nil && run.deadLetter?.contains("hello") == true, "\(run.errors.text)")
    #expect(run.errors.text.contains("was not sent"))
    #expect(run.folder.text(of: "text") == "no messages\n")
  }

  @Test func aSignatureOfNothing() throws {
    let run = try SendingRun(["a@x.org"], rc: ["set signature=/dev/null"])
    #expect(run.status == 0 && run.body == "hello\n\n", "\(run.errors.text)")
  }

  @Test func aRecordOfNothing() throws {
    let run = try SendingRun(["a@x.org"], rc: ["set record=/dev/null"])
    #expect(run.status == 0 && run.sent != nil, "\(run.errors.text)")
  }

  @Test func versionAndHelpNeedNothing() throws {
    for option in ["--version", "-V", "--help", "--long-help"] {
      let run = try SendingRun([option], rc: ["exit 3"])
      #expect(run.status == 0)
      #expect(!run.output.text.isEmpty)
    }
  }

  @Test func theRunWithoutHome() throws {
    let run = try SendingRun(["a@x.org"], environment: [("HOME", "")])
    #expect(run.status == 0)
  }

  @Test func explanationsHoldNoPassword() throws {
    let run = try SendingRun([
      "--explain", "-S", "smtp-auth-password=pa55", "-Ssmtp=smtp://u:pa55@h.test", "-S", "password-h.test=pa55",
      "a@x.org",
    ])
    #expect(run.output.text.contains("********") && !run.output.text.contains("pa55"), "\(run.output.text)")
    #expect(!run.errors.text.contains("pa55"))
  }

  /// A hook that fails costs neither the text nor the word that the message is sent.
  @Test func failingHooks() throws {
    let after = try SendingRun(["a@x.org"], rc: ["set on-compose-cleanup=nosuch"])
    #expect(after.status == 0 && after.sent != nil, "\(after.errors.text)")
    #expect(after.errors.text.contains("nosuch"))
    let before = try SendingRun(["a@x.org"], rc: ["set on-compose-enter=nosuch"], input: "precious\n")
    #expect(before.status != 0 && before.sent == nil)
    #expect(before.deadLetter?.contains("precious") == true)
  }

  @Test(
    "A signal before the end of a piped text keeps it with its recipients",
    arguments: [
      ["-s", "subj", "ann@x.org"], ["-s", "subj", "-A", "-", "ann@x.org"], ["-s", "subj", "--html", "-", "ann@x.org"],
      ["-t"], ["-s", "subj", "ann@x.org", "-Sfrom=a@@b"], ["-s", "subj", "ann@x.org", "-A", "@HOME@/none"],
    ])
  func cutOff(_ arguments: [String]) throws {
    let head = arguments == ["-t"] ? "To: ann@x.org\nSubject: subj\n\n" : ""
    let run = try SendingRun(arguments, input: head + "the text so far\n", signal: .hangUp)
    #expect(arguments.last == "@HOME@/none" ? run.status != 0 : run.status == 129, "\(run.errors.text)")
    #expect(run.sent == nil)
    let letter = try #require(run.deadLetter)
    #expect(letter.contains("\nTo: ann@x.org\n") && letter.contains("\nSubject: subj\n"), "\(letter)")
    #expect(letter.contains("the text so far"), "\(letter)")
  }

  @Test func aSignalBeforeAnyTextLeavesNoLetter() throws {
    let run = try SendingRun(["ann@x.org"], input: "", signal: .interrupt)
    #expect(run.status == 130 && run.deadLetter == nil)
  }

  @Test(
    "A text that could not be read to its end is not sent, and its beginning is kept",
    arguments: [
      ["-s", "subj", "ann@x.org"], ["-s", "subj", "-A", "-", "ann@x.org"], ["-s", "subj", "--html", "-", "ann@x.org"],
      ["-t"], ["-s", "subj", "ann@x.org", "-A", "@HOME@/none"], ["-s", "subj", "ann@x.org", "--nosuch"],
    ])
  func noRoom(_ arguments: [String]) throws {
    let head = arguments == ["-t"] ? "To: ann@x.org\nSubject: subj\n\n" : ""
    let failure = SystemError(call: "write", subject: "/tmp/mail-1", errno: 28)
    let run = try SendingRun(arguments, input: head + "the text so far\n", failure: failure)
    let isRefused = arguments.last != "ann@x.org" && arguments != ["-t"]
    #expect(isRefused ? ![0, 74].contains(run.status) : run.status == 74, "\(run.status) \(run.errors.text)")
    #expect(run.sent == nil)
    let letter = try #require(run.deadLetter)
    #expect(letter.contains("\nTo: ann@x.org\n") && letter.contains("\nSubject: subj\n"), "\(letter)")
    #expect(letter.contains("the text so far"), "\(letter)")
    #expect(run.errors.text.contains("could not be read to its end"), "\(run.errors.text)")
    #expect(run.errors.text.contains("No space left"), "\(run.errors.text)")
    #expect(run.errors.text.contains("sends this part of it"), "\(run.errors.text)")
    #expect(!run.errors.text.contains("was lost"), "\(run.errors.text)")
  }

  @Test func noRoomForAnyTextLeavesNoLetter() throws {
    let failure = SystemError(call: "read", subject: "standard input", errno: 5)
    let run = try SendingRun(["ann@x.org"], input: "", failure: failure)
    #expect(run.status == 74 && run.sent == nil && run.deadLetter == nil)
  }

  @Test func whatIsKeptNowhereIsNotRead() throws {
    let run = try SendingRun(
      ["--nosuch", "ann@x.org"], rc: ["set DEAD=/dev/null"], input: "text\n",
      failure: SystemError(call: "read", subject: "standard input", errno: 5))
    #expect(run.status == 64 && run.deadLetter == nil && !run.errors.text.contains("read to its end"))
  }

  @Test func anAliasThatReachesNobodyStopsTheMessage() throws {
    let rc = [
      "alias l1 l2", "alias l2 l1", "alias team ok@x.org l1", "alias again b@x.org", "alias both again b@x.org",
      "alias ring1 ring2 b@x.org", "alias ring2 ring1", "alias deep1 deep2", "alias deep2 deep3",
      "alias deep3 deep1 b@x.org",
    ]
    for names in [["l1"], ["ok@x.org", "l1"], ["-c", "l2", "ok@x.org"], ["team"]] {
      let run = try SendingRun(names, rc: rc)
      #expect(run.status == 64 && run.sent == nil && run.deadLetter != nil, "\(names)")
      #expect(run.errors.text.contains("reaches nobody"), "\(run.errors.text)")
    }
    // Whom others have named already is reached.
    for names in [["b@x.org", "again"], ["both", "again"], ["ring1"], ["ring2"], ["deep1"]] {
      #expect(try SendingRun(names, rc: rc).sent?.contains("\nTo: b@x.org\n") == true, "\(names)")
    }
  }

  @Test func anAliasOfACommentAloneIsRefused() throws {
    let run = try SendingRun(["x"], rc: ["alias x (boss)"])
    #expect(run.errors.text.contains("\"x\": names nobody: what stands in brackets is a comment"), "\(run.errors.text)")
    #expect(try SendingRun(["x"], rc: ["alias x (boss) b@x.org"]).sent?.contains("b@x.org") == true)
  }

  @Test func aliasesOfTheTransport() throws {
    let file = (
      name: "aliases", text: "ops: staff,\n  Ann <a@x.org>\nstaff: b@x.org\nbad: |touch @HOME@/f\nops2: ops2\n"
    )
    let rc = ["set mta-aliases=@HOME@/aliases expandaddr", "alias mine ops"]
    for name in ["OPS", "mine"] {
      let run = try SendingRun([name], rc: rc, files: [file])
      #expect(run.sent?.contains("\nTo: b@x.org, Ann <a@x.org>\n") ?? false, "\(run.errors.text)")
    }
    #expect(try SendingRun(["ops2"], rc: rc, files: [file]).sent?.contains("\nTo: ops2\n") ?? false)
    // What is no list of people is the transport agent's to reach.
    let command = try SendingRun(["bad"], rc: rc, files: [file])
    #expect(command.sent?.contains("\nTo: bad\n") ?? false && command.folder.text(of: "f") == nil)
    let missing = try SendingRun(["ops"], rc: ["set mta-aliases=@HOME@/none"])
    #expect(missing.status == 66 && missing.sent == nil)
  }

  /// The person stays in a list of the machine's, whatever other aliases there are, and lists met often cost no more.
  @Test(arguments: ["", "alias zz q@x.org"]) func listsOfTheTransportAreWhole(_ alias: String) throws {
    let doubled = (0..<60).map { "l\($0): l\($0 + 1), l\($0 + 1)\n" }.joined() + "l60: e@x.org\n"
    let file = (name: "aliases", text: "team: tom, a@x.org\n" + doubled)
    let rc = ["set mta-aliases=@HOME@/aliases", alias]
    let run = try SendingRun(["team"], rc: rc, files: [file])
    #expect(run.sent?.contains("\nTo: tom, a@x.org\n") ?? false, "\(run.sent ?? "")")
    #expect(try SendingRun(["l0"], rc: rc, files: [file]).sent?.contains("\nTo: e@x.org\n") ?? false)
  }

  @Test(arguments: [
    ["-r", "not an addr", "a@x.org"], ["-S", "from=Ann Other", "a@x.org"], ["--reply-to=a b", "a@x.org"],
  ]) func anAuthorIsOneAddress(_ arguments: [String]) throws {
    let run = try SendingRun(arguments)
    #expect(run.status == 65 && run.sent == nil)
  }

  @Test(arguments: [
    ("To: a@x.org\nBcc b@x.org\n\nhi\n", 65), ("To: a@x.org\nX-Attachment: /etc/passwd\n\nhi\n", 65),
    ("To: a@x.org\nTo whom it may concern: hi\n", 0),
  ]) func headsThatMeanSomethingElse(_ input: String, _ status: Int32) throws {
    let run = try SendingRun(["-t"], input: input)
    #expect(run.status == status && (run.sent == nil) == (status != 0))
    #expect(run.folder.text(of: "dead.letter")?.contains("X-Attachment") != true)
  }

  @Test func nothingIsAddedToALetterThatIsResumed() throws {
    let letter = (name: "dead.letter", text: "From me Sat Nov 28 10:00:00 2026\nTo: a@x.org\n\ntext\n\n")
    let run = try SendingRun(["-A", "@HOME@/dead.letter", "--resume"], files: [letter])
    #expect(run.status == 64 && run.sent == nil)
    #expect(run.folder.text(of: "dead.letter") == letter.text)
    let refused = try SendingRun(["-a", "@HOME@/dead.letter", "--resume"], files: [letter])
    #expect(refused.status == 64 && refused.sent == nil)
    #expect(refused.folder.text(of: "dead.letter")?.hasPrefix(letter.text) == true)
  }

  @Test func filesAndCommandsInTheFields() throws {
    let run = try SendingRun(["a@x.org", "@HOME@/copy"], rc: ["set expandaddr add-file-recipients"])
    #expect(run.sent?.contains("\nTo: a@x.org, \(run.folder.file("copy"))\n") ?? false, "\(run.sent ?? "")")
  }
}
