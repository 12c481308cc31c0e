import MailLanguage

extension Command {
  /// Lists the messages that a search finds.
  static let search = Command(
    "search", 3, takes: .messages, list: .any, [.folder], usage: "msglist",
    help: "List the messages that a search finds, as from does.", run: Command.from.run)

  /// Prints how many messages of each kind there are.
  static let summary = Command(
    "summary", 2, takes: .none, [.folder], help: "Tell the folder's name and how many messages it holds."
  ) { session, _ in
    session.showFolderLine()
    return .done
  }
}
