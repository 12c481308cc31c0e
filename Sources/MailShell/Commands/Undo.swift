import MailBytes
import MailLanguage

extension Command {
  /// Takes back what the last command did to the states of messages.
  static let undo = Command(
    "undo", 4, takes: .none, [.folder],
    help: "Take back what the last command did to messages; repeat for more. Files that it wrote stay."
  ) { session, _ in
    guard let former = session.folder?.takeBack() else { throw ShellError("Nothing to undo") }
    let changed = former.messages == 1 ? "1 message changed" : "\(former.messages) messages changed"
    session.say(session.isInteractive ? "Taken back: marks of \(former.command) (\(changed))" : changed)
    for name in former.copies.prefix(copiesNamed) { session.say("The copy in \"\(name)\" stays" as TerminalText) }
    let more = former.copies.count - copiesNamed
    if more > 0 { session.say("The copies in \(more) more files stay") }
    return .done
  }

  /// How many files are named one by one.
  private static let copiesNamed = 5
}
