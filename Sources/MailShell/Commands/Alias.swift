import MailLanguage

extension Command {
  /// Declares names for lists of addresses, or lists them.
  static let alias = Command(
    "alias", 1, takes: .nameAndAddresses, .anywhere, usage: "[name [address ...]]",
    completes: .addresses, help: "Declare a name for a list of addresses, or show such names."
  ) { session, call in
    guard let name = call.strings.first else {
      for entry in session.language.aliases.entries { session.say(entry) }
      return .done
    }
    if call.strings.count > 1 {
      guard call.strings.dropFirst().contains(where: { !AliasArguments.isComment($0) }) else {
        throw ShellError(
          "\(TerminalQuote.quoted(name)): names nobody: what stands in brackets is a comment",
          hint: "Write the address before it: alias \(name) ADDRESS (COMMENT).")
      }
      session.language.aliases.add(
        Array(call.strings.dropFirst()), to: name,
        bySystem: session.language.running.contains(Startup.systemFile))
      return .done
    }
    guard let members = session.language.aliases[name] else {
      throw ShellError("\(TerminalQuote.quoted(name)): no such alias")
    }
    session.say(AliasTable.Entry(name: name, members: members))
    return .done
  }

  /// Forgets names for lists of addresses.
  static let unalias = Command(
    "unalias", 3, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *", completes: .addresses,
    help: "Forget aliases."
  ) { session, call in
    var outcome = Outcome.done
    for name in call.strings where !session.language.aliases.remove(name) {
      session.report(ShellError("\(TerminalQuote.quoted(name)): no such alias"))
      outcome = .failed
    }
    return outcome
  }
}

extension Session {
  /// Prints an alias and its members on one line, quoted as they could stand behind `alias`.
  func say(_ entry: AliasTable.Entry) {
    let words = entry.members.map { WordQuote.quoted($0) }
    say(SettingLine.shown(Array((WordQuote.quoted(entry.name) + "  " + words.joined(separator: " ")).utf8)))
  }
}
