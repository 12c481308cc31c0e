import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Command {
  /// Makes a message the current one without printing it.
  static let setdot = Command(
    "setdot", 6, takes: .messages, [.folder], usage: "message", help: "Make a message the current one."
  ) { session, call in
    if let first = call.messages.first { session.setDot(first) }
    return .done
  }

  /// Moves to the next or previous message without printing it.
  static let dotmove = Command(
    "dotmove", 2, takes: .raw, [.folder], usage: "+ | -", help: "Make the next or previous message the current one."
  ) { session, call in
    guard let folder = session.folder else { return .failed }
    let found: Int?
    switch call.text {
    case "+": found = folder.next(after: folder.dot) { !$0.isHidden }
    case "-": found = folder.previous(before: folder.dot) { !$0.isHidden }
    default: throw ShellError("dotmove: use dotmove + or dotmove -")
    }
    guard let found else { throw ShellError(call.text == "+" ? "At EOF" : "Referencing before 1") }
    session.setDot(found)
    return .done
  }

  /// Prints the working folder.
  static let cwd = Command("cwd", 2, takes: .none, .anywhere, help: "Print the working folder.") { session, _ in
    session.say(FileSystem.currentDirectory() ?? ".")
    return .done
  }

  /// Keeps a connection alive; files need none.
  static let noop = Command("noop", 2, takes: .none, [], help: "Keep a connection alive; does nothing for files.") {
    _, _ in .done
  }

  /// Prints the sender and the date of the envelope.
  static let envelope = Command(
    "envelope", 4, takes: .messages, [.folder], usage: "[msglist]", help: "Print the From_ lines of messages."
  ) { session, call in
    for number in call.messages {
      session.say(String(decoding: try session.mailbox().fromLine(of: number), as: UTF8.self))
    }
    if let last = call.messages.last { session.setDot(last) }
    return .done
  }
}
