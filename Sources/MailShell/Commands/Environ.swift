import MailBytes
import MailLanguage

extension Command {
  /// Handles variables of the environment as s-nail does.
  static let environ = Command(
    "environ", 3, takes: .words(least: 2, most: .max), [.startup, .expands],
    usage: "link | unlink | set | unset | lookup name[=value] ...",
    help: "Set or unset variables of the environment, or take them in as settings (link)."
  ) { session, call in
    let names = call.words.dropFirst()
    for word in names {
      let name = SettingWord.name(of: word.bytes)
      let text = String(keeping: name)
      if call.strings[0] != "lookup" { session.rememberLocally(name, variable: text) }
      switch call.strings[0] {
      case "link":
        let value = session.settings.value(named: name) ?? Array((session.world.environment[text] ?? "").utf8)
        session.world.environment[text] = String(keeping: value)
        try session.settings.assign(name, value, from: session.language.origin)
      case "unlink": session.settings.unset(name, from: session.language.origin)
      case "set":
        let value = word.bytes.count > name.count ? Array(word.bytes[(name.count + 1)...]) : []
        session.world.environment[text] = String(keeping: value)
      case "unset": session.world.environment[text] = nil
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
