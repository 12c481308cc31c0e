import MailBytes
import MailLanguage

extension Command {
  /// Declares an account, switches to one, or lists them.
  static let account = Command(
    "account", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[name [[folder] { ... }]]",
    completes: .accounts, help: "Declare an account, switch to one, or list them."
  ) { session, call in
    guard let name = call.strings.first else {
      for macro in session.language.macros where macro.isAccount { session.say(macro) }
      return .done
    }
    if call.strings.count > 1 {
      try session.beginMacro(named: name, isAccount: true, call.strings)
      return .done
    }
    try session.switchAccount(name)
    return .done
  }

  /// Forgets accounts.
  static let unaccount = Command(
    "unaccount", 4, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *", completes: .accounts,
    help: "Forget accounts."
  ) { session, call in
    for name in call.strings { session.language.macros.removeAll { $0.isAccount && (name == "*" || $0.name == name) } }
    return .done
  }
}

extension Session {
  /// Whether an account of this name was declared.
  func hasAccount(_ name: String) -> Bool { language.macros.contains { $0.isAccount && $0.name == name } }

  /// Switches as a command does: while mail is read the folder is quit, and the inbox of the account opened.
  func switchAccount(_ name: String) throws {
    guard isReading, !isComposing, !isInFolderHook else { return try activateAccount(name) }
    _ = try account(named: name)
    // By the settings that it was read with.
    try leaveFolder()
    try activateAccount(name)
    try openInbox()
  }

  /// Puts back what the former account has set, then runs the lines of this one; the account `null` has none.
  func activateAccount(_ name: String) throws {
    let account = try account(named: name)
    cleanUpAccount()
    leaveAccount()
    guard let account else { return }
    language.account = account.name
    settings.set(.account, to: Array(account.name.utf8))
    try run(account, arguments: [])
  }

  /// Runs a body with the settings of another account, then returns to those of now, as they are.
  func inAccount<R>(_ name: String, _ body: () throws -> R) throws -> R {
    let present = accountState
    defer { restore(present) }
    try activateAccount(name)
    return try body()
  }

  /// The account in use with all that is set, for a switch that lasts for one message only.
  var accountState: AccountState {
    let scope = language.accountScope
    return AccountState(
      name: language.account, settings: settings, scope: scope,
      variables: scope.changes.compactMap { change in
        change.variable.map { (name: $0.name, value: world.environment[$0.name]) }
      })
  }

  /// Returns to the account of before, if there was a switch.
  func restore(_ state: AccountState) {
    guard language.account != state.name else { return }
    leaveAccount()
    settings = state.settings
    (language.accountScope, language.account) = (state.scope, state.name)
    for variable in state.variables { world.environment[variable.name] = variable.value }
  }

  /// Keeps what an account has changed until it is left, or until an account is left that has switched to it.
  func keepForAccount(_ scope: LocalScope) {
    if let outer = language.localScopes.lastIndex(where: { $0.isAccount }) {
      language.localScopes[outer].take(scope)
    } else {
      language.accountScope.take(scope)
    }
  }

  /// The account of a name, nil for `null`.
  private func account(named name: String) throws(ShellError) -> Macro? {
    if let account = language.macros.first(where: { $0.isAccount && $0.name == name }) { return account }
    if ASCIIName.equal(name, "null") { return nil }
    throw ShellError(
      "account \(TerminalQuote.quoted(name)) does not exist", hint: "Declare it with account \(name) { ... }.",
      exitStatus: .configuration)
  }

  /// The macro that is run when an account is left; what is wrong with it keeps nobody there.
  private func cleanUpAccount() {
    guard let name = language.account,
      let hook = settings.string(.onAccountCleanup, suffix: name) ?? settings.string(.onAccountCleanup), !hook.isEmpty
    else { return }
    do { _ = try execute(Array("call \(hook)".utf8), in: .session) } catch { report(error) }
  }

  /// From now on no account is in use and nothing that one has set is left.
  private func leaveAccount() {
    let scope = language.accountScope
    language.accountScope = LocalScope(isAccount: true)
    putBack(scope)
    language.account = nil
    settings.set(.account, to: nil)
  }
}
