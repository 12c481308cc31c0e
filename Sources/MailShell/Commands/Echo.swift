import MailLanguage

extension Command {
  /// Prints its words.
  static let echo = Command(
    "echo", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "Print words on standard output."
  ) { session, call in
    session.say(call.strings.joined(separator: " "))
    return .done
  }

  /// Prints its words without a line end.
  static let echon = Command(
    "echon", 5, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "As echo, without a line end."
  ) { session, call in
    session.world.output.write(call.strings.joined(separator: " "))
    return .done
  }

  /// Prints its words on standard error.
  static let echoerr = Command(
    "echoerr", 5, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "Print words on standard error."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write(call.strings.joined(separator: " ") + "\n")
    return .done
  }

  /// Prints its words on standard error without a line end.
  static let echoerrn = Command(
    "echoerrn", 8, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "As echoerr, without a line end."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write(call.strings.joined(separator: " "))
    return .done
  }
}
