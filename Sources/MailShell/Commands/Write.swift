import MailLanguage
import MailSystem

extension Command {
  /// Writes the text without headers, and attachments under their own names.
  static let write = Command(
    "write", 1, takes: .messagesAndFile, [.folder, .parts], usage: "[msglist] file",
    help:
      "Write the decoded text of messages to a file; attachments are saved beside it, behind /dev/null in the current folder."
  ) { session, call in
    guard let operand = call.operand, !operand.bytes.isEmpty else {
      throw ShellError("No file specified.", hint: "Type write \(call.exampleList) FILE.")
    }
    session.adviseOnFile(of: call, try session.write(call.messages, part: call.part, to: operand))
    return .done
  }

  /// As write, to a file named after the author.
  static let writeByName = Command(
    "Write", 1, takes: .messages, [.folder], usage: "[msglist]",
    help: "Write the decoded text of messages to a file named after the author."
  ) { session, call in
    for number in call.messages {
      try session.write([number], part: nil, to: try session.authorFile(of: number))
    }
    return .done
  }
}
