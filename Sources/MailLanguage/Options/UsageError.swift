public import MailBytes

/// The command line does not make sense.
public struct UsageError: MailError, Equatable {
  /// What is wrong, with the argument.
  public let summary: String
  /// What to write instead.
  public let hint: String?
  /// 64, or 66 for a file that is not there.
  public let exitStatus: ExitStatus

  /// Makes the error from its parts.
  public init(_ summary: String, hint: String? = nil, exitStatus: ExitStatus = .usage) {
    self.summary = summary
    self.hint = hint
    self.exitStatus = exitStatus
  }
}
