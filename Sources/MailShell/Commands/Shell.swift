import MailBytes
import MailLanguage

extension Command {
  /// Runs a shell command.
  static let bang = Command(
    "!", 1, takes: .raw, .anywhere, usage: "command",
    help: "Run a shell command; with bang set, ! is the last one."
  ) { session, call in
    let status = try session.runShell(session.replacingBangs(in: call.text))
    if session.isInteractive { session.say("!") }
    return session.outcome(ofShell: status)
  }

  /// Starts an interactive shell.
  static let shell = Command(
    "shell", 2, takes: .raw, [], usage: "[command]", help: "Start an interactive shell, or run one command."
  ) { session, call in
    let status =
      call.text.isEmpty ? try session.runInteractiveShell() : try session.runShell(call.text)
    if session.isInteractive { session.say("") }
    return session.outcome(ofShell: status)
  }
}

extension Session {
  /// What a shell command comes to; its status is that of the next `$?`.
  func outcome(ofShell status: Int32) -> Outcome {
    guard status != 0 else { return .done }
    statusOfFailure = ExitStatus(rawValue: status)
    return .failed
  }

  /// The command as it is run; with `bang` each `!` that no backslash protects is the command before.
  func replacingBangs(in text: String) -> String {
    guard settings.flag(.bang) else { return text }
    var result: [UInt8] = []
    var escaped = false
    for byte in text.utf8 {
      if escaped {
        if byte != UInt8(ascii: "!") { result.append(UInt8(ascii: "\\")) }
        result.append(byte)
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "!") {
        result.append(contentsOf: lastShellCommand.utf8)
      } else {
        result.append(byte)
      }
    }
    if escaped { result.append(UInt8(ascii: "\\")) }
    lastShellCommand = String(keeping: result)
    return lastShellCommand
  }
}
