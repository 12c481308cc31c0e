import MailLanguage

extension Command {
  /// Explains the commands, or one of them.
  static let help = Command(
    "help", 3, takes: .words(least: 0, most: 1), [.startup], usage: "[command | setting | ~escape | option]",
    completes: .topics,
    help: "Explain the commands, or one word: a command, a setting, an escape such as ~r, an option."
  ) { session, call in
    guard let word = call.strings.first else {
      session.showText(HelpText.overview)
      return .done
    }
    var lines = HelpTopic.lines(for: word)
    if let line = session.language.commandAlias(word) { lines.insert(word + " stands for: " + line, at: 0) }
    guard !lines.isEmpty else {
      let nearest = session.isInteractive ? HelpTopic.suggestion(for: word) : nil
      throw ShellError(
        "no help for \(TerminalQuote.quoted(word)): it is no command, setting, escape or option",
        hint: nearest.map { "Did you mean \($0)?" } ?? "Type list for all commands, ? ~ for the escapes.")
    }
    for line in lines { session.say(line) }
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
