import Testing

@testable import MailLanguage

@Suite struct SettingsTests {
  private let rc = SettingOrigin.file(name: "mail.rc", line: 3)

  private func settings(_ words: String..., from origin: SettingOrigin = .session) throws -> Settings {
    var settings = Settings()
    for word in words { try settings.assign(word: bytes(word), from: origin) }
    return settings
  }

  @Test func defaultsHoldUntilSomethingIsSet() throws {
    var settings = Settings()
    #expect(settings.string(.escape) == "~")
    #expect(settings.number(.toplines) == 5)
    #expect(settings.flag(.header))
    #expect(!settings.flag(.hold))
    #expect(settings.string(.from) == nil)
    try settings.assign(word: bytes("toplines=0x10"), from: rc)
    #expect(settings.number(.toplines) == 16)
    #expect(settings.origin(of: .toplines) == rc)
    settings.unset(bytes("escape"), from: rc)
    #expect(settings.string(.escape) == nil)
  }

  @Test func noInFrontUnsets() throws {
    let settings = try settings("record=/sent", "norecord", "nohold", "nosave", "noheader")
    #expect(settings.string(.record) == nil)
    #expect(!settings.flag(.hold) && !settings.flag(.save) && !settings.flag(.header))
  }

  @Test func unsetOfAnInverseNameSets() throws {
    var settings = try settings("nosave")
    settings.unset(bytes("nosave"), from: rc)
    #expect(settings.flag(.save))
  }

  @Test func emptyRecordFolderAndSmtpAreUnset() throws {
    let settings = try settings("record=", "folder=", "smtp=", "from=", "indentprefix=")
    #expect(settings.string(.record) == nil && settings.string(.folder) == nil && settings.string(.smtp) == nil)
    #expect(settings.string(.indentprefix) == "")
  }

  @Test func commandLineWinsOverFilesUntilTheStartIsOver() throws {
    var settings = try settings("from=cmd@example.org", "nohold", from: .commandLine)
    try settings.assign(word: bytes("from=rc@example.org"), from: rc)
    try settings.assign(word: bytes("hold"), from: rc)
    settings.unset(bytes("from"), from: rc)
    #expect(settings.string(.from) == "cmd@example.org")
    #expect(!settings.flag(.hold))
    settings.finishStartUp()
    try settings.assign(word: bytes("from=later@example.org"), from: .session)
    #expect(settings.string(.from) == "later@example.org")
  }

  @Test func numbersAreChecked() throws {
    #expect(throws: SettingError.self) { _ = try settings("screen=many") }
    #expect(throws: SettingError.self) { _ = try settings("toplines=-1") }
    #expect(throws: SettingError.self) { _ = try settings("screen=99999999999999999999") }
    #expect(try settings("crt").number(.crt) == nil)
    #expect(try settings("crt").flag(.crt))
    #expect(try settings("crt=0b101").number(.crt) == 5)
  }

  @Test func spansOfTimeAreChecked() throws {
    for (text, seconds) in [("5", 432_000), ("12h", 43_200), ("90S", 90), ("2w", 1_209_600), ("", 432_000)] {
      #expect(try settings("queue-lifetime=\(text)").duration(.queueLifetime) == Int64(seconds))
    }
    #expect(Settings().duration(.queueLifetime) == 432_000)
    #expect(try settings("queue-lifetime=99999999999999999999w").duration(.queueLifetime) > 1 << 31)
    for text in ["xyz", "d", "-1d", "5 d", "5dd", "1.5d"] {
      #expect(throws: SettingError.self) { _ = try settings("queue-lifetime=\(text)") }
    }
  }

  @Test func readOnlyAndNamelessAreRefused() {
    #expect(throws: SettingError.self) { _ = try settings("version=9") }
    #expect(throws: SettingError.self) { _ = try settings("=x") }
  }

  @Test func userVariablesLive() throws {
    var settings = try settings("mine=some text", "flagged-thing")
    #expect(text(settings.value(named: bytes("mine"))) == "some text")
    #expect(settings.value(named: bytes("flagged-thing")) == [])
    settings.unset(bytes("mine"), from: .session)
    #expect(settings.value(named: bytes("mine")) == nil)
  }

  @Test func chainsPreferTheNarrowest() throws {
    let settings = try settings(
      "password=all", "password-mail.example.org=host", "password-joe@mail.example.org=joe",
      "password-mail.example.org:2525=port", "password-::1=six", "password-[::2]:25=six-port")
    #expect(settings.string(.password, user: "joe", host: "mail.example.org:587") == "joe")
    #expect(settings.string(.password, user: "ann", host: "MAIL.example.org") == "host")
    #expect(settings.string(.password, user: "ann", host: "mail.example.org:2525") == "port")
    #expect(settings.string(.password, user: nil, host: "other") == "all")
    #expect(settings.string(.password, user: nil, host: "[::1]:25") == "six")
    #expect(settings.string(.password, user: nil, host: "::1") == "six")
    #expect(settings.string(.password, user: nil, host: "[::2]:25") == "six-port")
    #expect(settings.bytes(.password, user: nil, host: "x") == Array("all".utf8))
    #expect(settings.string(.tlsVerify, user: nil, host: "x") == "strict")
    #expect(settings.string(.tlsFingerprint, user: nil, host: "x") == nil)
  }

  @Test func oldNamesWork() throws {
    let settings = try settings("ssl-verify=ignore", "replyto=a@b", "ask", "ssl-verify-h=strict", "encoding=8bit")
    #expect(settings.string(.tlsVerify) == "ignore")
    #expect(settings.string(.tlsVerify, user: "u", host: "h") == "strict")
    #expect(settings.string(.replyTo) == "a@b")
    #expect(settings.string(.mimeEncoding) == "8bit")
  }

  @Test func environmentIsImportedByTheList() {
    var settings = Settings()
    for entry in [
      "MBOX=/m", "record=", "MAILX_HEAD=junk", "toplines=2", "POSIXLY_CORRECT=1", "REPLYTO=r@x", "DEAD=", "_=x", "TERM",
    ] { settings.importEnvironment(bytes(entry)) }
    #expect(settings.string(.mbox) == "/m")
    #expect(settings.string(.messageInjectHead) == nil)
    #expect(settings.number(.toplines) == 5)
    #expect(settings.flag(.posix))
    #expect(settings.string(.replyTo) == "r@x")
    #expect(settings.string(.dead) == "~/dead.letter")
  }

  @Test func listingIsSortedAndNamesChains() throws {
    let names = try settings("zoo=1", "hold", "ssl-verify-h=warn", "norecord").listing.map(\.name)
    #expect(names == ["hold", "tls-verify-h", "zoo"])
  }

  @Test(arguments: [
    (["smtp=a", "sendmail=/b"], "smtp"), (["mta=/b", "smtp=a"], "smtp"), (["smtp=a", "mta=/b"], "mta"),
    (["smtp=", "sendmail=/b"], "sendmail"), (["sendmail=/s", "mta=/b"], "mta"), ([], nil),
  ]) func transportIsTheLaterOfSmtpAndMta(words: [String], expected: String?) throws {
    var settings = Settings()
    for word in words { try settings.assign(word: bytes(word), from: rc) }
    #expect(settings.transport?.setting.name == expected)
  }
}
