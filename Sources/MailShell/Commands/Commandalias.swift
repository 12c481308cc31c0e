import MailLanguage

extension Command {
  /// Gives a command line a name.
  static let commandalias = Command(
    "commandalias", 3, takes: .words(least: 0, most: .max), .anywhere, usage: "[name [command ...]]",
    completes: .commands, help: "Give a command line a name of its own, or list such names."
  ) { session, call in
    guard let name = call.strings.first else {
      for entry in session.language.commandAliases {
        session.say(SettingLine.quoted(Array(("commandalias " + entry.name + " " + entry.line).utf8)))
      }
      return .done
    }
    guard call.strings.count > 1 else {
      guard let line = session.language.commandAlias(name) else {
        throw ShellError("\(TerminalQuote.quoted(name)): no such command alias")
      }
      session.say(SettingLine.quoted(Array(("commandalias " + name + " " + line).utf8)))
      return .done
    }
    session.language.commandAliases.removeAll { $0.name == name }
    session.language.commandAliases.append((name: name, line: call.strings.dropFirst().joined(separator: " ")))
    return .done
  }

  /// Forgets the name of a command line.
  static let uncommandalias = Command(
    "uncommandalias", 5, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *",
    help: "Forget command aliases."
  ) { session, call in
    for word in call.strings { session.language.commandAliases.removeAll { word == "*" || $0.name == word } }
    return .done
  }
}
