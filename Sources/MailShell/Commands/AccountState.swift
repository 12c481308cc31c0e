import MailLanguage

/// An account in use with all that is set at the moment.
struct AccountState {
  /// Its name, nil for none.
  let name: String?
  /// Everything that is set.
  let settings: Settings
  /// What is put back when it is left.
  let scope: LocalScope
  /// The variables of the environment that it has changed, as they are.
  let variables: [(name: String, value: String?)]
}
