import MailBytes
import MailLanguage

extension Command {
  /// Leaves and applies the changes.
  static let quit = Command(
    "quit", 1, takes: .words(least: 0, most: 1), [.startup], usage: "[status]",
    help: "Leave, and apply what you did to the folder."
  ) { session, call in
    try session.refuseWhileComposing()
    return .quit(try session.exitStatus(of: call))
  }

  /// Leaves and changes nothing.
  static let exit = Command(
    "exit", 2, takes: .words(least: 0, most: 1), [.startup], usage: "[status]",
    help: "Leave, and change nothing."
  ) { session, call in
    try session.refuseWhileComposing()
    return .exit(try session.exitStatus(of: call))
  }
}

extension Session {
  /// The number behind quit or exit, else the status of the session.
  fileprivate func exitStatus(of call: Invocation) throws -> ExitStatus {
    guard let word = call.strings.first else { return exitStatus }
    guard let number = Int32(word), number >= 0, number < 256 else {
      throw ShellError("\(call.name): \(TerminalQuote.quoted(word)) is no exit status", hint: "Use 0 to 255.")
    }
    return ExitStatus(rawValue: number)
  }
}
