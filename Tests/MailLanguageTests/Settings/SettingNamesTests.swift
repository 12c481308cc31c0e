import Testing

@testable import MailLanguage

@Suite struct SettingNamesTests {
  private let rows = Setting.allCases.map(\.declaration)

  @Test func tableIsSortedAndInStepWithTheCases() {
    #expect(!Setting.allCases.isEmpty)
    for (left, right) in zip(rows, rows.dropFirst()) {
      #expect(Array(left.name.utf8).lexicographicallyPrecedes(Array(right.name.utf8)), "\(left.name) \(right.name)")
    }
    for setting in Setting.allCases {
      let bare = setting.declaration.name.filter { $0 != "-" && $0 != "_" }.lowercased()
      let special = ["!", "#", "*", "0", "?", "@", "^", "Sign", "USER"]
      if !special.contains(setting.declaration.name) { #expect("\(setting)".lowercased() == bare) }
      #expect(Setting.named(bytes(setting.name)) == setting)
      #expect(!setting.declaration.help.isEmpty)
    }
  }

  @Test func aliasesAreSortedAndNoSettings() {
    for (left, right) in zip(Setting.aliases, Setting.aliases.dropFirst()) {
      #expect(Array(left.name.utf8).lexicographicallyPrecedes(Array(right.name.utf8)), "\(left.name) \(right.name)")
    }
    for alias in Setting.aliases { #expect(Setting.named(bytes(alias.name)) == nil, "\(alias.name)") }
  }

  @Test func numbersHaveNumericDefaults() {
    for row in rows where row.kind == .number && !row.defaultValue.isEmpty {
      #expect(Settings.number(bytes(row.defaultValue)) != nil, "\(row.name)")
    }
    for row in rows where row.kind == .boolean {
      #expect(["", "on"].contains(row.defaultValue), "\(row.name)")
    }
  }

  @Test(arguments: [
    ("smtp-auth-user", "smtp-auth-user", "", false), ("ssl-verify", "tls-verify", "", false),
    ("replyto", "reply-to", "", false), ("ask", "asksub", "", false), ("Replyall", "flipr", "", false),
    ("encoding", "mime-encoding", "", false), ("skipempty", "skipemptybody", "", false),
    ("nosave", "save", "", true), ("noheader", "header", "", true), ("pop3-use-apop", "pop3-no-apop", "", true),
    ("password-joe@example.org", "password", "joe@example.org", false),
    ("smtp-auth-password-a-b@mail.example.org", "smtp-auth-password", "a-b@mail.example.org", false),
    ("ssl-verify-mail.example.org", "tls-verify", "mail.example.org", false),
    ("pop3-use-apop-u@h", "pop3-no-apop", "u@h", true), ("folder-hook-work", "folder-hook", "work", false),
    ("pipe-text/html", "pipe", "text/html", false),
  ]) func namesResolve(written: String, name: String, suffix: String, inverse: Bool) {
    let resolved = ResolvedName(bytes(written))
    #expect(resolved.setting?.name == name)
    #expect(text(resolved.name) == suffix)
    #expect(resolved.inverse == inverse)
  }

  @Test(arguments: ["my-own", "x", "from-", "colour-me", "Smtp"]) func otherNamesAreUserVariables(name: String) {
    #expect(ResolvedName(bytes(name)).setting == nil)
  }
}
