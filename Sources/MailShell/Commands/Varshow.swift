import MailLanguage

extension Command {
  /// Shows variables one by one, secrets too, since they were asked for by name.
  static let varshow = Command(
    "varshow", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[name ...]",
    completes: .settings, help: "Show variables with their values."
  ) { session, call in
    if call.strings.isEmpty {
      session.listSettings()
      return .done
    }
    for word in call.strings {
      if let value = session.variable(Array(word.utf8)) {
        session.say("set " + SettingLine.text(name: word, value: value, isSecret: false))
      } else {
        session.say("unset " + SettingLine.quoted(Array(word.utf8)))
      }
    }
    return .done
  }
}
