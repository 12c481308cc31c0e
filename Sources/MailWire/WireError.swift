public import MailBytes

/// The peer refused, broke the protocol, or lacks what is needed.
public struct WireError: MailError {
  /// What failed, with the protocol verb and the server's words.
  public let summary: String
  /// The setting that helps, if any.
  public let hint: String?
  /// 65 to 78 of sysexits(3).
  public let exitStatus: ExitStatus

  /// Makes an error from its parts.
  public init(_ summary: String, hint: String? = nil, exitStatus: ExitStatus) {
    self.summary = summary
    self.hint = hint
    self.exitStatus = exitStatus
  }
}
