/// Which messages a command's list may name, and what an absent list stands for.
public enum MessageRule: Sendable, Equatable {
  /// Undeleted ones; without a list the current message, else the next fitting one forward, then backward.
  case undeleted
  /// Deleted ones, as undelete wants; without a list the current message, else the nearest.
  case deleted
  /// All, with the same default.
  case any
  /// Undeleted ones; without a list none, and the command decides.
  case optional
}
