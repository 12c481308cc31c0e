import Testing

@testable import MailShell

/// The credential file that many programs share.
@Suite struct NetrcFileTests {
  static let text = """
    # a remark
    machine mail.example.org login joe password s3cret
    machine *.example.net
      login "two words" password "p \\"q\\""
    machine other macdef init
    bye

    machine mail.example.org login ann password hers
    default login anyone password open
    """

  static let cases: [(host: String, user: String?, login: String?, password: String?)] = [
    ("mail.example.org", nil, "joe", "s3cret"), ("MAIL.example.ORG", nil, "joe", "s3cret"),
    ("mail.example.org", "ann", "ann", "hers"), ("smtp.example.net", nil, "two words", "p \"q\""),
    ("elsewhere", nil, "anyone", "open"), ("elsewhere", "joe", nil, nil),
  ]

  @Test(arguments: cases) func finds(_ host: String, _ user: String?, _ login: String?, _ password: String?) {
    let entry = NetrcFile(Array(Self.text.utf8)).entry(host: host, user: user)
    #expect(entry?.login == login)
    #expect(entry?.password?.withBytes { String(decoding: $0, as: UTF8.self) } == password)
  }

  @Test func neverTrapsOnAnything() {
    for text in ["machine", "login", "machine x login", "\"", "machine \"x", "\\", "macdef", "password y"] {
      _ = NetrcFile(Array(text.utf8)).entry(host: "x", user: nil)
    }
  }
}
