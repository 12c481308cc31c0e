import MailLanguage

/// What the lines of one macro or account have changed and what is put back when it ends or is left.
struct LocalScope {
  /// A name before its first change.
  struct Change {
    /// Its value among the settings.
    let setting: SettingState
    /// The variable of the environment of that name, and its value; nil where only the setting was changed.
    let variable: (name: String, value: String?)?
  }

  /// Whether this belongs to an account, which lasts until the next one.
  var isAccount = false
  /// Whether changes are put back without `local` before each command.
  var isOn = false
  /// What was changed, in order.
  private(set) var changes: [Change] = []

  /// Whether the name was changed in this scope already; its oldest value is the one to go back to.
  ///
  /// - Parameter withVariable: whether the variable of the environment must have been kept too.
  func holds(_ state: SettingState, withVariable: Bool) -> Bool {
    changes.contains { $0.setting.isSameName(as: state) && (!withVariable || $0.variable != nil) }
  }

  /// Keeps a name as it is now.
  mutating func keep(_ change: Change) {
    if !holds(change.setting, withVariable: change.variable != nil) { changes.append(change) }
  }

  /// Takes over what an account within this one has changed.
  mutating func take(_ other: LocalScope) {
    for change in other.changes { keep(change) }
  }
}

extension Session {
  /// Keeps what a word of `set` is about, for the macro or account that puts it back.
  ///
  /// - Parameter variable: the variable of the environment that changes with it.
  func rememberLocally(word: [UInt8], variable: String? = nil) {
    if let place = rememberingScope { remember(settings.state(ofWord: word), variable, in: place) }
  }

  /// Keeps the present value of a name to put it back when the macro ends or the account is left.
  func rememberLocally(_ name: [UInt8], variable: String? = nil) {
    if let place = rememberingScope { remember(settings.state(of: name), variable, in: place) }
  }

  /// Where changes are kept now, nil where they stay; a scope lasts through the macros that are called within it.
  private var rememberingScope: Int? {
    let scopes = language.localScopes
    return language.assignsLocally ? scopes.indices.last : scopes.lastIndex { $0.isOn }
  }

  private func remember(_ state: SettingState, _ variable: String?, in place: Int) {
    let isKept = language.localScopes[place...].contains { $0.holds(state, withVariable: variable != nil) }
    guard !isKept else { return }
    language.localScopes[place].keep(
      LocalScope.Change(setting: state, variable: variable.map { (name: $0, value: world.environment[$0]) }))
  }

  /// Puts back what a scope has kept, the last change first.
  func putBack(_ scope: LocalScope) {
    for change in scope.changes.reversed() {
      settings.restore(change.setting)
      if let variable = change.variable { world.environment[variable.name] = variable.value }
    }
  }
}
