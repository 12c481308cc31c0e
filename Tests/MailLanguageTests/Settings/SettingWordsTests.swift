import Testing

@testable import MailLanguage

/// Settings whose values are known.
@Suite struct SettingWordsTests {
  private static func doubt(_ word: String) -> SettingError? {
    let (name, value) = Settings.parts(ofWord: Array(word.utf8))
    return Settings.doubt(about: name, value ?? []) { ["utf-8", "iso-8859-1", "koi8-r"].contains($0) }
  }

  @Test(arguments: [
    "tls-verify=strict", "ssl-verify=IGNORE", "tls-verify-mail.example.org=ask", "tls-verify=", "tls-verify",
    "smtp-auth=login", "smtp-auth=digest-md5", "autosort=thread", "mime-encoding=8bit", "encoding=qp",
    "newfolders=maildir",
    "ttycharset=auto", "charset=koi8-r", "sendcharsets=utf-8,iso-8859-1", "from=Ann <ann@example.org>, bob@example.org",
    "from=root", "expandaddr=fail,-all,+addr", "expandaddr", "dsn=success,failure,hdrs", "reply-to-honour=ask-yes",
    "followup-to-honour=no", "newmail=nopoll", "stealthmua=noagent", "quote=headers", "my-own=anything",
    "record=~/sent",
  ]) func wellKnown(_ word: String) { #expect(Self.doubt(word) == nil) }

  @Test(arguments: [
    ("tls-verify=stricct", "strict, ask, warn, ignore"),
    ("ssl-verify-x.org=non", "ssl-verify-x.org: unknown value \"non\""),
    ("smtp-auth=typo", "plain, login"), ("autosort=dates", "date, from"),
    ("encoding=7", "quoted-printable, base64, 8bit"),
    ("newfolders=maildirs", "maildir, mbox"), ("ttycharset=utf-9", "charset \"utf-9\""),
    ("sendcharsets=utf-8,latin-x", "charset \"latin-x\""), ("from=a@@b", "from: "), ("expandaddr=-flie", "\"-flie\""),
    ("dsn=sucess", "never, success"), ("reply-to-honour=maybe", "yes, no, ask-yes, ask-no"),
  ]) func slips(_ word: String, _ says: String) {
    #expect(Self.doubt(word)?.summary.contains(says) == true, "\(Self.doubt(word)?.summary ?? "nothing")")
  }

  @Test func whatFilesSayIsKeptAndReadAsFarAsItIsKnown() throws {
    var settings = Settings()
    for word in ["tls-verify=stricct", "encoding=QP", "newfolders=Maildir", "reply-to-honour=off"] {
      try settings.assign(word: Array(word.utf8), from: .file(name: "mail.rc", line: 1))
    }
    #expect(settings.string(.tlsVerify) == "stricct" && settings.word(.tlsVerify) == nil)
    #expect(settings.word(.mimeEncoding) == "quoted-printable" && settings.word(.newfolders) == "maildir")
    #expect(settings.word(.replyToHonour) == "no" && settings.word(.followupToHonour) == "yes")
  }

  @Test func everyDefaultIsKnown() {
    for setting in Setting.allCases {
      let row = setting.declaration
      #expect(
        Settings.doubt(about: Array(row.name.utf8), Array(row.defaultValue.utf8)) { _ in true } == nil, "\(row.name)")
      #expect((row.kind == .choice || row.kind == .choices) == (!row.words.names.isEmpty && row.kind != .charset))
    }
  }
}
