/// How a local sendmail program is called: plain values, filled from the settings by the shell.
public struct SendmailConfiguration: Sendable {
  /// The program: a path, or a name that is looked for in PATH and the sbin folders.
  public var program: String
  /// What the program sees as its own name (`mta-argv0`).
  public var name: String
  /// Arguments of the person's own, before ours (`mta-arguments`).
  public var arguments: [String]
  /// Whether the usual `-i` is left out (`mta-no-default-arguments`).
  public var omitsDefaultArguments: Bool
  /// Whether the recipients are left out, for programs that read them from the header (`mta-no-receiver-arguments`).
  public var omitsRecipients: Bool
  /// Whether the envelope sender is given with `-f`.
  public var namesSender: Bool

  /// A program called the usual way.
  public init(
    program: String, name: String = "sendmail", arguments: [String] = [], omitsDefaultArguments: Bool = false,
    omitsRecipients: Bool = false, namesSender: Bool = false
  ) {
    self.program = program
    self.name = name
    self.arguments = arguments
    self.omitsDefaultArguments = omitsDefaultArguments
    self.omitsRecipients = omitsRecipients
    self.namesSender = namesSender
  }
}
