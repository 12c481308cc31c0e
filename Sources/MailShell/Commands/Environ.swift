import MailBytes
import MailLanguage

extension Command {
  /// Handles variables of the environment as s-nail does.
  static let environ = Command(
    "environ", 3, takes: .words(least: 2, most: .max), [.startup, .expands],
    usage: "link | unlink | set | unset | lookup name[=value] ...",
    help: "Set or unset variables of the environment, or link them to settings, with which they change from then on."
  ) { session, call in
    for word in call.words.dropFirst() {
      let name = SettingWord.name(of: word.bytes)
      let text = String(keeping: name)
      switch call.strings[0] {
      case "link":
        session.rememberLocally(name, variable: text)
        try session.link(text)
      case "unlink": try session.unlink(text)
      case "set": try session.setVariable(word.bytes)
      case "unset": session.unsetVariable(name)
      case "lookup":
        guard let value = session.world.environment[text] else { return .failed }
        session.say(value)
      default:
        throw ShellError(
          "environ: unknown word \(TerminalQuote.quoted(call.strings[0]))",
          hint: "Use link, unlink, set, unset or lookup.")
      }
    }
    return .done
  }
}
