import MailLanguage

extension Command {
  /// Prints its words.
  static let echo = Command(
    "echo", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "Print words on standard output."
  ) { session, call in
    session.say(session.echoed(call))
    return .done
  }

  /// Prints its words without a line end.
  static let echon = Command(
    "echon", 5, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "As echo, without a line end."
  ) { session, call in
    session.world.output.write(session.echoed(call))
    return .done
  }

  /// Prints its words on standard error.
  static let echoerr = Command(
    "echoerr", 5, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "Print words on standard error."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write(session.echoed(call) + "\n")
    return .done
  }

  /// Prints its words on standard error without a line end.
  static let echoerrn = Command(
    "echoerrn", 8, takes: .words(least: 0, most: .max), .anywhere, usage: "[word ...]",
    help: "As echoerr, without a line end."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write(session.echoed(call))
    return .done
  }
}

extension Session {
  /// The words of an echo: variables stand for their values except in words that begin with a quote.
  fileprivate func echoed(_ call: Invocation) -> String {
    call.words.map { $0.isLiteral ? $0.string : expandVariables($0.string) }.joined(separator: " ")
  }
}
