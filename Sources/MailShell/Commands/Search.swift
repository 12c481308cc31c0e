import MailBytes
import MailLanguage

extension Command {
  /// Lists the messages that a search finds, here or in other folders.
  static let search = Command(
    "search", 3, takes: .foldersAndMessages, list: .any, [], usage: "[in:folder ...] msglist",
    help: """
      List the messages that a search finds, as from does; with in:folder those of that folder, of all that \
      its wildcards mean, or of all below it: in:+ unread.
      """
  ) { session, call in
    guard call.words.isEmpty else { return try session.search(in: call.words, for: call.raw) }
    return try Command.from.run(session, call)
  }

  /// Prints how many messages of each kind there are.
  static let summary = Command(
    "summary", 2, takes: .none, [.folder],
    help: "Tell the folder's name, how many messages it holds, and what quit will do to them."
  ) { session, _ in
    session.showFolderLine()
    session.showFates()
    return .done
  }
}

extension Session {
  /// Prints what quit would do, where it would do anything: `On quit: 2 deleted, 1 to ~/mbox, 3 stay`.
  fileprivate func showFates() {
    guard let folder, !folder.isReadOnly else { return }
    var (dropped, moved, stay) = (0, 0, 0)
    let (holds, keepsSaved) = (settings.flag(.hold), settings.flag(.keepsave))
    for state in folder.states where !state.contains(.gone) {
      switch Session.fate(of: state, isSystem: folder.isSystem, holds: holds, keepsSaved: keepsSaved) {
      case .drop: dropped += 1
      case .move: moved += 1
      case .keep: stay += 1
      }
    }
    guard dropped + moved > 0 else { return }
    var line: TerminalText = "On quit: "
    if dropped > 0 { line += "\(dropped) deleted, " }
    if moved > 0 { line += "\(moved) to \(settings.string(.mbox) ?? "~/mbox"), " }
    line += "\(stay) stay"
    say(line)
  }
}
