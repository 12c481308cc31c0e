public import MailLanguage
import MailStore

/// What the language commands keep besides settings: aliases, alternates, macros, accounts, conditions.
public struct LanguageState {
  /// The names that stand for lists of addresses.
  public var aliases = AliasTable()
  /// Further addresses of the person, left out of replies to everybody.
  public var alternates: [String] = []
  /// Addresses of mailing lists, and whether the person is subscribed.
  public var mailingLists: [(address: String, isSubscribed: Bool)] = []
  /// Names that stand for folder names.
  public var shortcuts: [(name: String, folder: String)] = []
  /// Programs for compressed mailboxes.
  var fileTypes: [CompressionFilter] = []
  /// New names for commands.
  public var commandAliases: [(name: String, line: String)] = []
  /// Macros and accounts.
  public var macros: [Macro] = []
  /// Where the line that is running stands, for the origin of settings.
  public var origin = SettingOrigin.session
  /// The account in use, nil before the first.
  public var account: String?
  /// The macro or account whose lines are being read, nil outside `define NAME {`.
  var definition: Macro?
  /// What is put back when a macro ends; one scope for each macro or account that runs.
  var localScopes: [LocalScope] = []
  /// What is put back when the account in use is left.
  var accountScope = LocalScope(isAccount: true)
  /// The arguments of the macros that run, those of the innermost last.
  var parameters: [[String]] = []
  /// Whether `return` ended the macro that runs.
  var isReturning = false
  /// The status behind `return`.
  var returnedStatus: Int32?
  /// Whether `local` stands before the command that runs.
  var assignsLocally = false
  /// The variables of the environment that change with the settings of their names, as `environ` has linked them.
  var links: [String] = []
  /// The name of the command that ran last.
  var lastCommand = ""
  /// The looks of elements of the display.
  var colours = ColourTable()
  /// The open `if`s.
  public var conditions = ConditionStack()
  /// Whether the warning about a readable password was given.
  var hasWarnedOfPassword = false
  /// The files and macros that are running, so that recursion ends; the name of the innermost is last.
  var running: [String] = []

  /// Nothing defined.
  public init() {}

  /// The line a command alias stands for.
  public func commandAlias(_ name: String) -> String? {
    for alias in commandAliases where alias.name == name { return alias.line }
    return nil
  }

  /// The folder a shortcut stands for.
  public func shortcut(_ name: String) -> String? {
    for shortcut in shortcuts where shortcut.name == name { return shortcut.folder }
    return nil
  }
}
