import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Command {
  private static func editing(
    _ name: String, _ shortest: Int, help: String, _ editor: @escaping @Sendable (Session) -> String
  ) -> Command {
    Command(
      name, shortest, takes: .messages, [.folder], usage: "[msglist]",
      help: help + " What is changed is kept in the folder with `writebackedited` only."
    ) { session, call in
      for number in call.messages { try session.edit(number, with: editor(session)) }
      return .done
    }
  }

  /// Edits messages with EDITOR.
  static let edit = editing("edit", 1, help: "Change messages with your EDITOR.") {
    $0.settings.string(.editor) ?? "vi"
  }
  /// Edits messages with VISUAL.
  static let visual = editing("visual", 1, help: "Change messages with your VISUAL editor.") {
    $0.settings.string(.visual) ?? "vi"
  }
}

extension Session {
  /// Lets the person change a message in an editor; what was written replaces it for this session.
  fileprivate func edit(_ number: Int, with editor: String) throws {
    guard let folder else { return }
    noteShown(number)
    let content = try folder.mailbox.content(of: number)
    let file = try TemporaryFile.make(in: TemporaryFile.defaultDirectory(), prefix: "mail-", suffix: ".eml")
    try file.descriptor.write(content)
    let status = try runShell(editor + " " + ShellQuote.quoted(file.path))
    guard status == 0 else { throw ShellError("edit: the editor ended with status \(status)") }
    let edited = try FileSystem.contents(of: file.path)
    guard edited != content else { return }
    guard !folder.isReadOnly else {
      return warn("message \(number): the change is not kept, since the folder may only be read")
    }
    let mailbox = folder.mailbox as? EditedMailbox ?? EditedMailbox(over: folder.mailbox)
    let isWritten = settings.flag(.writebackedited)
    try mailbox.replace(number, by: edited, isWritten: isWritten)
    if !isWritten {
      warn(
        "message \(number): the change is lost when the folder is left; set writebackedited and edit again to keep it")
    }
    self.folder?.mailbox = mailbox
    self.folder?.threads = nil
  }
}
