import MailLanguage

extension Command {
  /// Declares further addresses of the person.
  static let alternates = Command(
    "alternates", 3, takes: .words(least: 0, most: .max), .anywhere, usage: "[address ...]",
    completes: .addresses, help: "Declare further addresses of yours, which replies to everybody leave out."
  ) { session, call in
    if call.strings.isEmpty {
      if !session.language.alternates.isEmpty { session.say(session.language.alternates.joined(separator: " ")) }
      return .done
    }
    if session.settings.flag(.posix) { session.language.alternates = [] }
    for word in call.strings where !session.language.alternates.contains(word) {
      session.language.alternates.append(word)
    }
    return .done
  }

  /// Forgets further addresses of the person.
  static let unalternates = Command(
    "unalternates", 5, takes: .words(least: 1, most: .max), .anywhere, usage: "address ... | *",
    completes: .addresses, help: "Forget alternates."
  ) { session, call in
    for word in call.strings {
      session.language.alternates.removeAll { word == "*" || ASCIIName.equal($0, word) }
    }
    return .done
  }
}
