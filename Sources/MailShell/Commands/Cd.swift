import MailLanguage
import MailSystem

extension Command {
  /// Changes the working folder.
  static let cd = Command(
    "cd", 2, takes: .fileName, .anywhere, usage: "[folder]", help: "Change the working folder; home by default."
  ) { session, call in
    let target = try call.strings.first.map { word in try session.expandFileName(word) } ?? session.world.home
    guard let target else {
      throw ShellError("cd: no home folder is known", hint: "Set HOME, or name a folder.")
    }
    try FileSystem.changeDirectory(to: target)
    return .done
  }
}
