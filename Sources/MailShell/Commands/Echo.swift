import MailBytes
import MailLanguage

extension Command {
  /// Prints its words.
  static let echo = Command(
    "echo", 2, takes: .words(least: 0, most: .max), [.startup, .expands], usage: "[word ...]",
    help: "Print words on standard output."
  ) { session, call in
    session.say(session.echoed(call))
    return .done
  }

  /// Prints its words without a line end.
  static let echon = Command(
    "echon", 5, takes: .words(least: 0, most: .max), [.startup, .expands], usage: "[word ...]",
    help: "As echo, without a line end."
  ) { session, call in
    session.world.output.write(session.echoed(call).bytes)
    return .done
  }

  /// Prints its words on standard error.
  static let echoerr = Command(
    "echoerr", 5, takes: .words(least: 0, most: .max), [.startup, .expands], usage: "[word ...]",
    help: "Print words on standard error."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write((session.echoed(call) + "\n").bytes)
    return .done
  }

  /// Prints its words on standard error without a line end.
  static let echoerrn = Command(
    "echoerrn", 8, takes: .words(least: 0, most: .max), [.startup, .expands], usage: "[word ...]",
    help: "As echoerr, without a line end."
  ) { session, call in
    session.world.output.flush()
    session.world.errors.write(session.echoed(call).bytes)
    return .done
  }
}

extension Session {
  /// The words of an echo, as `echoed` has each; their tabs and line ends are meant.
  fileprivate func echoed(_ call: Invocation) -> TerminalText {
    TerminalText(cleaningLines: Array(call.words.map { echoed($0) }.joined(separator: " ").utf8))
  }

  /// A word as echo prints it: names of folders and of home in the place of `%`, `&`, `+name` and `~`, unless quoted.
  fileprivate func echoed(_ word: QuotedWord) -> String {
    guard !word.isQuoted, let first = word.bytes.first else { return word.string }
    switch first {
    case UInt8(ascii: "~"),
      UInt8(ascii: "+") where word.bytes.count > 1:
      return (try? expandFileName(word)) ?? word.string
    case UInt8(ascii: "%"),
      UInt8(ascii: "&") where word.bytes.count == 1:
      return (try? resolveFolder(word))?.path ?? word.string
    default: return word.string
    }
  }
}
