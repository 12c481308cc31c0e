import MailLanguage

extension Command {
  private static func piping(_ name: String, _ shortest: Int, isRaw: Bool, help: String) -> Command {
    Command(
      name, shortest, takes: .messagesAndCommand, [.folder, .parts], usage: "[msglist] \"command\"", help: help
    ) { session, call in
      let command = call.operand?.string ?? session.settings.string(.cmd) ?? ""
      guard !command.isEmpty else {
        throw ShellError("\(name): no command", hint: "Type \(name) \(call.exampleList) \"wc -l\", or set cmd.")
      }
      let raw = isRaw || session.settings.flag(.piperaw)
      let status = try session.pipe(call.messages, part: call.part, isRaw: raw, to: command)
      return status ? .done : .failed
    }
  }

  /// Feeds messages to a command as print shows them.
  static let pipe = piping("pipe", 2, isRaw: false, help: "Feed messages, decoded, to a shell command.")
  /// Feeds messages to a command as they are stored.
  static let pipeRaw = piping("Pipe", 2, isRaw: true, help: "Feed messages as they are stored to a shell command.")
}
