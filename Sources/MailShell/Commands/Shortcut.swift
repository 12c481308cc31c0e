import MailLanguage

extension Command {
  /// Declares names for folder names.
  static let shortcut = Command(
    "shortcut", 3, takes: .words(least: 0, most: .max), .anywhere, usage: "[name folder ...]",
    help: "Declare short names of folders."
  ) { session, call in
    let words = call.strings
    if words.isEmpty {
      for entry in session.language.shortcuts {
        session.say(SettingLine.quoted(Array((entry.name + "  " + entry.folder).utf8)))
      }
      return .done
    }
    guard words.count % 2 == 0 else {
      throw ShellError("shortcut: a name without a folder", hint: "Write shortcut NAME FOLDER.")
    }
    for index in stride(from: 0, to: words.count, by: 2) {
      session.language.shortcuts.removeAll { $0.name == words[index] }
      session.language.shortcuts.append((name: words[index], folder: words[index + 1]))
    }
    return .done
  }

  /// Forgets names for folder names.
  static let unshortcut = Command(
    "unshortcut", 4, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *", help: "Forget shortcuts."
  ) { session, call in
    for word in call.strings { session.language.shortcuts.removeAll { word == "*" || $0.name == word } }
    return .done
  }
}
