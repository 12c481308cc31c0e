import Testing

@testable import MailLanguage

@Suite struct MailboxNameTests {
  @Test(arguments: [
    ("%", MailboxName.systemMailbox), ("%joe", .systemMailboxOf("joe")), ("#", .previous), ("&", .secondary),
    ("%:/tmp/box", .asSystemMailbox(.path("/tmp/box"))), ("%:+in", .asSystemMailbox(.belowFolder("in"))),
    ("+sent", .belowFolder("sent")), ("@", .belowServer("")), ("@INBOX.x", .belowServer("INBOX.x")),
    ("~", .home(user: "", path: "")), ("~/mbox", .home(user: "", path: "mbox")),
    ("~ann/m", .home(user: "ann", path: "m")),
    ("imaps://joe@host/INBOX", .url(scheme: "imaps", rest: "joe@host/INBOX")),
    ("MAILDIR://~/Maildir", .url(scheme: "maildir", rest: "~/Maildir")),
    ("file:///tmp/x", .url(scheme: "file", rest: "/tmp/x")),
    ("/tmp/box", .path("/tmp/box")), ("box", .path("box")), ("#box", .path("#box")), ("&x", .path("&x")),
    ("a:b", .path("a:b")), ("", .path("")), ("%a/b", .path("%a/b")), ("x://y", .path("x://y")),
  ]) func classification(name: String, expected: MailboxName) {
    #expect(MailboxName(name) == expected)
  }
}
