import MailLanguage

extension Command {
  /// Lists the programs of the mailcap files.
  static let mailcap = Command(
    "mailcap", 5, takes: .words(least: 0, most: 1), .anywhere, usage: "[show | load | clear]",
    help: "List the programs that the mailcap files name for types of parts; they are read anew for each part."
  ) { session, call in
    if ["load", "clear"].contains(call.strings.first) { return .done }
    for entry in session.readMailcap().entries {
      session.say(entry.type + "; " + entry.command + (entry.printsText ? "; copiousoutput" : ""))
    }
    return .done
  }
}
