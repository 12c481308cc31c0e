public import MailBytes

/// A command cannot do what was asked of it.
public struct ShellError: MailError {
  /// What failed, on one line.
  public let summary: String
  /// What to type or set instead.
  public let hint: String?
  /// The error below, if any.
  public let cause: (any MailError)?
  /// What a run that ends here ends with.
  public let exitStatus: ExitStatus

  /// Makes an error from its parts.
  public init(
    _ summary: String, hint: String? = nil, cause: (any MailError)? = nil, exitStatus: ExitStatus? = nil
  ) {
    self.summary = summary
    self.hint = hint
    self.cause = cause
    self.exitStatus = exitStatus ?? cause?.exitStatus ?? .failure
  }
}
