import MailLanguage

/// What the tab key completes behind a command or an escape; a part of its declaration.
public enum ArgumentCompletion: Sendable {
  /// Nothing.
  case none
  /// Names of files and folders.
  case files
  /// Names of aliases, for addresses.
  case addresses
  /// Names of settings, and the values of those whose values are known.
  case settings
  /// Everything that `help` explains.
  case topics
  /// Commands, as at the start of a line.
  case commands
  /// Names of macros.
  case macros
  /// Names of accounts.
  case accounts
  /// What a folder can be sorted by.
  case orders

  /// What a command of this shape completes unless it says otherwise.
  init(_ shape: ArgumentShape) {
    switch shape {
    case .none, .messages: self = .none
    case .messagesAndAddresses, .addresses, .nameAndAddresses: self = .addresses
    case .messagesAndFile, .messagesAndFolder, .messagesAndCommand, .foldersAndMessages, .raw, .words, .fileName:
      self = .files
    }
  }
}
