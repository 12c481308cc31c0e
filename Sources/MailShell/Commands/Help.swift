import MailLanguage

extension Command {
  /// Explains the commands, or one of them.
  static let help = Command(
    "help", 3, takes: .words(least: 0, most: 1), [.startup], usage: "[command]",
    help: "Explain the commands, or one command."
  ) { session, call in
    guard let word = call.strings.first else {
      session.showText(HelpText.overview)
      return .done
    }
    guard let command = CommandTable.command(named: word) else {
      throw ShellError("Unknown command: \(TerminalQuote.quoted(word))", hint: "Type list for all commands.")
    }
    let usage = command.usage.isEmpty ? "" : " " + command.usage
    session.say(command.name + usage)
    session.say("    " + command.help)
    return .done
  }

  /// Lists the names of all commands.
  static let list = Command(
    "list", 1, takes: .raw, [.startup], help: "List the names of all commands."
  ) { session, call in
    session.say("Commands are:")
    var line = ""
    let width = session.screenColumns ?? 80
    for command in CommandTable.reading + CommandTable.language {
      if !line.isEmpty && line.utf8.count + command.name.utf8.count + 2 > width - 1 {
        session.say(line)
        line = ""
      }
      line += command.name + ", "
    }
    if !line.isEmpty { session.say(String(line.dropLast(2))) }
    return .done
  }
}
