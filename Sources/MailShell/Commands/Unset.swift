import MailLanguage

extension Command {
  /// Takes settings away.
  static let unset = Command(
    "unset", 3, takes: .words(least: 1, most: .max), .anywhere, usage: "name ...", completes: .settings,
    help: "Unset variables."
  ) { session, call in
    for word in call.strings {
      session.unset(Array(word.utf8), from: session.language.origin)
      session.tellOfUnknownName("unset", Array(word.utf8))
    }
    return .done
  }

  /// Takes variables of the environment away.
  static let unsetenv = Command(
    "unsetenv", 6, takes: .words(least: 1, most: .max), .anywhere, usage: "name ...",
    help: "Unset variables of the environment."
  ) { session, call in
    for word in call.words { session.unsetVariable(word.bytes) }
    return .done
  }
}
