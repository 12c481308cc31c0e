import MailLanguage
import MailSystem

extension Command {
  private static func opening(
    _ name: String, _ shortest: Int, isReadOnly: Bool, help: String
  ) -> Command {
    Command(name, shortest, takes: .fileName, [], usage: "[folder]", help: help) { session, call in
      guard let operand = call.operand, !operand.bytes.isEmpty else {
        session.showFolderLine()
        return .done
      }
      try session.switchFolder(to: operand, isReadOnly: isReadOnly)
      return .done
    }
  }

  /// Opens another folder, or tells about this one.
  static let file = opening(
    "file", 2, isReadOnly: false, help: "Open another folder, or tell which one is open.")
  /// As file, read-only.
  static let fileReadOnly = opening("File", 2, isReadOnly: true, help: "Open another folder without changing it.")

  /// Lists the folders below `folder`.
  static let folders = Command(
    "folders", 7, takes: .fileName, [], usage: "[folder]", help: "List the folders below your mail folder."
  ) { session, call in
    var folder: String
    if let operand = call.operand, !operand.bytes.isEmpty {
      folder = try session.expandFileName(operand)
    } else if let standard = try session.mailFolder() {
      folder = standard
    } else {
      throw ShellError("folders: no value set for \"folder\"", hint: "Write set folder=~/Mail.")
    }
    if folder.isEmpty { folder = "." }
    if !session.settings.isAssigned(.lister), let names = try FolderLister.maildirFolders(in: folder) {
      for name in names { session.say(name) }
      return .done
    }
    let lister = session.settings.string(.lister) ?? "ls"
    let status = try session.runShell(lister + " " + ShellQuote.quoted(folder))
    return status == 0 ? .done : .failed
  }

  /// Takes in mail that has arrived.
  static let inc = Command("inc", 2, takes: .none, [.folder], help: "Take in new mail that has arrived.") {
    session, _ in
    if try !session.incorporate(silently: false) { session.say("No new mail.") }
    return .done
  }
}
