public import MailBytes

/// A command line, start-up file or message list does not read as one.
public struct CommandSyntaxError: MailError, Equatable {
  /// What is wrong.
  public let summary: String
  /// How to write it.
  public let hint: String?

  /// Makes the error from its lines.
  public init(_ summary: String, hint: String? = nil) {
    self.summary = summary
    self.hint = hint
  }
  /// EX_USAGE.
  public var exitStatus: ExitStatus { .usage }
}
