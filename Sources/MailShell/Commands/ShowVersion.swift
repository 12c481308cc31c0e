import MailLanguage

extension Command {
  /// Prints the version.
  static let version = Command(
    "version", 2, takes: .none, [.startup], help: "Print the version."
  ) { session, _ in
    session.say(session.world.programName + " version " + Version.number)
    return .done
  }
}
