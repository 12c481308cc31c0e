public import MailBytes

/// A setting was refused.
public struct SettingError: MailError, Equatable {
  /// What is wrong, with the name of the setting.
  public let summary: String
  /// What to write instead.
  public let hint: String?

  /// Makes the error from its lines.
  public init(_ summary: String, hint: String? = nil) {
    self.summary = summary
    self.hint = hint
  }
  /// EX_CONFIG.
  public var exitStatus: ExitStatus { .configuration }
}
