/// What the language commands keep besides settings: aliases, alternates, macros, accounts, conditions.
public struct LanguageState {
  /// Nothing defined.
  public init() {}
}
