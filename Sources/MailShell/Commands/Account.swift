import MailBytes
import MailLanguage

extension Command {
  /// Declares an account, switches to one, or lists them.
  static let account = Command(
    "account", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[name [{ ... }]]",
    help: "Declare an account, switch to one, or list them."
  ) { session, call in
    guard let name = call.strings.first else {
      for macro in session.language.macros where macro.isAccount { session.say(macro) }
      return .done
    }
    if call.strings.count > 1 {
      try session.beginMacro(named: name, isAccount: true, call.strings)
      return .done
    }
    try session.activateAccount(name)
    return .done
  }

  /// Forgets accounts.
  static let unaccount = Command(
    "unaccount", 4, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *", help: "Forget accounts."
  ) { session, call in
    for name in call.strings { session.language.macros.removeAll { $0.isAccount && (name == "*" || $0.name == name) } }
    return .done
  }
}

extension Session {
  /// Whether an account of this name was declared.
  func hasAccount(_ name: String) -> Bool { language.macros.contains { $0.isAccount && $0.name == name } }

  /// The macro that is run when an account is left.
  private func cleanUpAccount() throws {
    guard let name = language.account,
      let hook = settings.string(.onAccountCleanup, suffix: name) ?? settings.string(.onAccountCleanup), !hook.isEmpty
    else { return }
    _ = try execute(Array("call \(hook)".utf8), in: .session)
  }

  /// Runs the lines of an account; the account `null` puts nothing in place.
  func activateAccount(_ name: String) throws {
    try cleanUpAccount()
    guard let account = language.macros.first(where: { $0.isAccount && $0.name == name }) else {
      if name == "null" {
        language.account = nil
        return
      }
      throw ShellError(
        "account \(TerminalQuote.quoted(name)) does not exist", hint: "Declare it with account \(name) { ... }.",
        exitStatus: .configuration)
    }
    language.account = name
    settings.set(.account, to: Array(name.utf8))
    try run(account, arguments: [])
  }
}
