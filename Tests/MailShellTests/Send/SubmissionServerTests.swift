import Testing

@testable import MailShell

/// Servers and transports as people name them.
@Suite struct SubmissionServerTests {
  static let servers: [(text: String, scheme: SubmissionServer.Scheme, host: String, port: UInt16, user: String?)] = [
    ("mail.example.org", .smtp, "mail.example.org", 25, nil),
    ("mail.example.org:2525", .smtp, "mail.example.org", 2525, nil),
    ("mail.example.org:submission", .smtp, "mail.example.org", 587, nil),
    ("mail.example.org:465", .smtps, "mail.example.org", 465, nil),
    ("smtp://mail.example.org", .smtp, "mail.example.org", 25, nil),
    ("smtp://mail.example.org:587/", .smtp, "mail.example.org", 587, nil),
    ("SMTPS://mail.example.org", .smtps, "mail.example.org", 465, nil),
    ("submission://mail.example.org", .submission, "mail.example.org", 587, nil),
    ("submissions://mail.example.org", .smtps, "mail.example.org", 465, nil),
    ("smtp://joe:s3cret@mail.example.org", .smtp, "mail.example.org", 25, "joe"),
    ("smtp://joe%40example.org:p%3Aw@mail.example.org:26", .smtp, "mail.example.org", 26, "joe@example.org"),
    ("smtp://joe@x.org:pw@mail.example.org", .smtp, "mail.example.org", 25, "joe@x.org"),
    ("smtp://joe:pw;auth=login@mail.example.org:26;notls", .smtp, "mail.example.org", 26, "joe"),
    ("smtp://joe;auth=*@mail.example.org;strip-domain", .smtp, "mail.example.org", 25, "joe"),
    ("[::1]:2525", .smtp, "::1", 2525, nil), ("::1", .smtp, "::1", 25, nil), ("smtp://[::1]", .smtp, "::1", 25, nil),
    ("lmtp://127.0.0.1:2003", .lmtp, "127.0.0.1", 2003, nil), ("lmtp:///run/lmtp", .lmtp, "", 0, nil),
  ]

  @Test(arguments: servers) func reads(
    _ text: String, _ scheme: SubmissionServer.Scheme, _ host: String, _ port: UInt16, _ user: String?
  ) throws {
    let server = try #require(SubmissionServer(text))
    #expect(server.scheme == scheme)
    #expect(server.host == host)
    #expect(server.port == port)
    #expect(server.user == user)
  }

  @Test(arguments: ["", "http://x", "host:port", "host:0", "host:99999", "[::1", "smtp://", "a b"])
  func refuses(_ text: String) { #expect(SubmissionServer(text) == nil) }

  @Test func secretsAreExact() throws {
    let server = try #require(SubmissionServer("smtp://joe:p%40%3A%2F%25w@host"))
    #expect(server.password?.withBytes { $0 } == Array("p@:/%w".utf8))
  }

  @Test func theMethodOfTheURL() throws {
    let server = try #require(SubmissionServer("smtp://joe:p;w;AUTH=Cram-MD5@host"))
    #expect(server.method == "cram-md5" && server.password?.withBytes { $0 } == Array("p;w".utf8))
    for text in ["smtp://joe;auth=*@host", "smtp://joe;auth=plain,login@host", "smtp://joe:p;auth@host", "smtp://host"]
    {
      #expect(SubmissionServer(text)?.method == nil)
    }
  }

  static let names: [(text: String, name: TransportName)] = [
    ("local", .local), ("test", .test(nil)), ("test:/tmp/x", .test("/tmp/x")), ("test:///tmp/x", .test("/tmp/x")),
    ("/usr/sbin/sendmail", .program("/usr/sbin/sendmail")), ("file:///usr/bin/x", .program("/usr/bin/x")),
    ("sendmail:/usr/bin/x", .program("/usr/bin/x")), ("smtp://host", .url("smtp://host")), ("host", .program("host")),
    ("lmtp:/run/lmtp", .url("lmtp:///run/lmtp")),
  ]

  @Test(arguments: names) func namesTransports(_ text: String, _ name: TransportName) {
    #expect(TransportName(text) == name)
  }
}
