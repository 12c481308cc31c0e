/// How the rest of a command line is read: declared by each command, so that no command lexes by itself.
public enum ArgumentShape: Sendable, Equatable {
  /// Nothing may follow.
  case none
  /// A message list: `print 1 3-5`.
  case messages
  /// A message list, then a file name as the last word: `save 1-3 file`; quotes keep blanks together.
  case messagesAndFile
  /// A message list, then perhaps a folder, which is never a lone number: `detach 4 folder`, `detach 4`.
  case messagesAndFolder
  /// A message list, then a shell command: `pipe 2 "wc -l"`.
  case messagesAndCommand
  /// A message list, then addresses: `forward 3 ann@example.org`.
  case messagesAndAddresses
  /// Addresses: `mail ann "Doe, J" <doe@example.org>`.
  case addresses
  /// A name, then what it stands for: `alias joe "Doe, J" <doe@example.org>`.
  case nameAndAddresses
  /// Folders as `in:+lists`, anywhere among the words of a message list: `search in:+lists in:& subject:invoice`.
  case foldersAndMessages
  /// The rest of the line as it stands: `!`, `mail`, `echo` of some dialects.
  case raw
  /// Words in the quoting of mail, at least and at most so many: `set`, `ignore`.
  case words(least: Int, most: Int)
  /// One file name, the whole rest with its quotes taken off: `file`, `source`, `cd`.
  case fileName
}

extension ArgumentShape {
  /// Whether a message list comes first.
  public var hasMessageList: Bool {
    switch self {
    case .messages, .messagesAndFile, .messagesAndFolder, .messagesAndCommand, .messagesAndAddresses,
      .foldersAndMessages:
      true
    case .none, .raw, .words, .addresses, .nameAndAddresses, .fileName: false
    }
  }

  /// Whether a semicolon behind the arguments can begin another command; what a shell reads keeps its own.
  public var mayBeFollowed: Bool {
    switch self {
    case .raw, .messagesAndCommand: false
    default: true
    }
  }

  /// Whether a quote in the words behind a command is never closed, so that its last word takes the rest of the line.
  public func leavesQuoteOpen(_ rest: [UInt8]) -> Bool {
    switch self {
    case .words: WordLexer.leavesQuoteOpen(rest)
    case .nameAndAddresses: AliasArguments.leavesQuoteOpen(rest)
    default: false
    }
  }

  /// Words in the quoting of mail: any number unless limits are named.
  public static func words(atLeast least: Int = 0, atMost most: Int = .max) -> ArgumentShape {
    .words(least: least, most: most)
  }
}
