import MailBytes
import MailLanguage
import MailStore

extension Command {
  /// Prints lines and bytes of messages.
  static let size = Command(
    "size", 2, takes: .messages, [.folder], usage: "[msglist]", help: "Print lines and bytes of messages."
  ) { session, call in
    for number in call.messages {
      let summary = try session.summary(of: number)
      session.say("\(number): \(summary.lines)/\(summary.length)" as TerminalText)
    }
    return .done
  }

  /// Prints the number of the current message.
  static let number = Command(
    "=", 1, takes: .messages, list: .optional, [.folder], usage: "[msglist]",
    help: "Print the number of the current message."
  ) { session, call in
    if call.namesMessages {
      for number in call.messages { session.say(String(number)) }
    } else {
      session.say(String(session.folder?.dot ?? 0))
    }
    return .done
  }
}
