extension Command {
  /// Prints lines and bytes of messages.
  static let size = Command(
    "size", 2, takes: .messages, [.folder], usage: "[msglist]", help: "Print lines and bytes of messages."
  ) { session, arguments in
    for number in arguments.messages {
      let summary = try session.summary(of: number)
      session.say("\(number): \(summary.lineCount)/\(summary.byteCount)")
    }
    return .done
  }

  /// Prints the number of the current message.
  static let number = Command(
    "=", 1, takes: .messages, list: .optional, [.folder], usage: "[msglist]",
    help: "Print the number of the current message."
  ) { session, arguments in
    if arguments.namesMessages {
      for number in arguments.messages { session.say(String(number)) }
    } else {
      session.say(String(session.folder?.dot ?? 0))
    }
    return .done
  }
}
