/// What a command takes behind its name; the session reads it, so that no command ever lexes.
public enum ArgumentShape: Sendable, Equatable {
  /// Which messages a list may name.
  public enum Eligible: Sendable {
    /// Those not deleted.
    case undeleted
    /// Deleted ones only, as undelete wants.
    case deleted
    /// All.
    case any
  }

  /// What an absent list stands for.
  public enum Default: Sendable {
    /// The current message, else the next fitting one forward, then backward; an error when there is none.
    case current
    /// No message at all: the command decides.
    case nothing
  }

  /// Nothing; words behind the name are an error.
  case nothing
  /// The rest of the line as it was typed, blanks at both ends taken off.
  case line
  /// Words with quotes taken off, between so many and so many.
  case words(atLeast: Int = 0, atMost: Int = .max)
  /// A message list.
  case messages(Eligible = .undeleted, default: Default = .current)
  /// A message list and, last, one word: a file or folder name.
  case messagesAndFile(Eligible = .undeleted)
  /// A message list and a shell command: quoted, or the rest of the line from the first word that is no message.
  case messagesAndCommand
  /// A message list and, behind it, addresses.
  case messagesAndAddresses
}
