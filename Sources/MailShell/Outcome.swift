public import MailBytes

/// What a command wants of the loop that ran it.
public enum Outcome: Sendable, Equatable {
  /// The next command, please.
  case done
  /// The command failed without an error to print; scripts see it in `$?` and with `errexit`.
  case failed
  /// Apply the changes to the folder and end with this status.
  case quit(ExitStatus)
  /// Change nothing and end with this status.
  case exit(ExitStatus)
}
