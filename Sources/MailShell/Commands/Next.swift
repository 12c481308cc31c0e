import MailLanguage

extension Command {
  /// Prints the next message, or the next of a list.
  static let next = Command(
    "next", 1, takes: .messages, list: .optional, [.folder], usage: "[msglist]",
    help: "Print the next message, or the next one of the list."
  ) { session, call in
    guard let folder = session.folder else { return .done }
    if call.namesMessages {
      let current = folder.position(of: folder.dot)
      let following = call.messages.first { folder.position(of: $0) > current } ?? call.messages.first
      guard let following else { return .failed }
      try session.printMessages([following], with: PrintStyle())
      return .done
    }
    guard folder.count > 0 else { throw ShellError("No messages", hint: nil) }
    var candidate: Int?
    if !folder.dotWasShown, let state = folder.state(of: folder.dot), !state.isHidden {
      candidate = folder.dot
    } else {
      candidate = folder.next(after: folder.dot) { $0.isListed && !$0.contains(.saved) }
    }
    guard let candidate else {
      session.say("At EOF")
      return .done
    }
    try session.printMessages([candidate], with: PrintStyle())
    return .done
  }

  /// Prints the message before, or some messages back.
  static let previous = Command(
    "-", 1, takes: .raw, [.folder], usage: "[count]", help: "Print the previous message, or the one count back."
  ) { session, call in
    guard let folder = session.folder else { return .done }
    var steps = 1
    if !call.text.isEmpty {
      guard let count = Int(call.text), count > 0 else {
        throw ShellError("-: \(TerminalQuote.quoted(call.text)) is no number of messages")
      }
      steps = count
    }
    var number = folder.dot
    for _ in 0..<steps {
      guard let before = folder.previous(before: number, where: { $0.isListed }) else {
        throw ShellError("Referencing before 1")
      }
      number = before
    }
    try session.printMessages([number], with: PrintStyle())
    return .done
  }
}
