import MailLanguage
import MailSystem

extension Command {
  /// Saves the attachments of messages, each under its own name made safe.
  static let detach = Command(
    "detach", 3, takes: .messagesAndFolder, [.folder], usage: "[msglist] [folder]",
    help: "Save all attachments of messages into a folder, the current one by default; nothing there is overwritten."
  ) { session, call in
    let folder = try call.operand.map { word in try session.expandFileName(word) } ?? "."
    if !FileSystem.isDirectory(folder) { try FileSystem.makeDirectories(folder, mode: 0o700) }
    var count = 0
    for number in call.messages {
      for file in session.attachedFiles(of: try session.content(of: number)) {
        try session.detach(file, into: folder)
        count += 1
      }
      session.noteShown(number)
    }
    guard count > 0 else { throw ShellError("No attachments", hint: "Type struct for the parts of a message.") }
    return .done
  }
}
