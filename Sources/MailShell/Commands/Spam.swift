import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Command {
  private static func judging(
    _ name: String, _ shortest: Int, help: String, _ action: @escaping @Sendable (Session, Int) throws -> Void
  ) -> Command {
    Command(name, shortest, takes: .messages, [.folder], usage: "[msglist]", help: help) { session, call in
      for number in call.messages { try action(session, number) }
      if let last = call.messages.last { session.setDot(last) }
      return .done
    }
  }

  /// Marks messages as spam.
  static let spamset = judging("spamset", 5, help: "Mark messages as spam, for :s, without telling a filter.") {
    $0.insert(.junk, of: $1)
  }
  /// Takes the mark off.
  static let spamclear = judging("spamclear", 2, help: "Take the mark of spam off messages.") {
    $0.remove(.junk, of: $1)
  }
  /// Asks the filter.
  static let spamrate = judging("spamrate", 5, help: "Ask the spam filter of spam-interface about messages.") {
    let isSpam = try $0.filter($1, .rate)
    if isSpam { $0.insert(.junk, of: $1) } else { $0.remove(.junk, of: $1) }
  }
  /// Teaches the filter spam.
  static let spamspam = judging("spamspam", 6, help: "Teach the spam filter that messages are spam.") {
    _ = try $0.filter($1, .learnSpam)
    $0.insert(.junk, of: $1)
  }
  /// Teaches the filter good mail.
  static let spamham = judging("spamham", 5, help: "Teach the spam filter that messages are good.") {
    _ = try $0.filter($1, .learnHam)
    $0.remove(.junk, of: $1)
  }
  /// Takes back what was taught.
  static let spamforget = judging("spamforget", 5, help: "Let the spam filter forget messages.") {
    _ = try $0.filter($1, $0.folder?.state(of: $1)?.contains(.junk) == true ? .forgetSpam : .forgetHam)
    $0.remove(.junk, of: $1)
  }
}

/// What a spam filter is asked to do.
enum SpamRequest {
  case rate
  case learnSpam
  case learnHam
  case forgetSpam
  case forgetHam
}

extension Session {
  /// Hands a message to the filter that `spam-interface` names.
  ///
  /// - Returns: for `rate`, whether it is spam.
  fileprivate func filter(_ number: Int, _ request: SpamRequest) throws -> Bool {
    let summary = try summary(of: number)
    let limit = settings.number(.spamMaxsize) ?? 420_000
    guard summary.length <= limit else {
      throw ShellError("\(number): the message is larger than spam-maxsize (\(limit) bytes)")
    }
    let command = try filterCommand(request)
    world.output.flush()
    var child = try Launcher.startShell(
      command, shell: shellProgram, changes: world.environment.overrides, input: .pipe, output: .pipe)
    _ = try child.exchange(try content(of: number), by: world.signals.gate)
    let outcome = try child.waitOrEnd(by: world.signals.gate)
    guard request == .rate else {
      guard outcome.isSuccess else { throw ShellError("\(TerminalQuote.quoted(command)): \(outcome.words)") }
      return false
    }
    guard case .exited(let status) = outcome, status <= 2 else {
      throw ShellError("\(TerminalQuote.quoted(command)): \(outcome.words)")
    }
    // A filter ends with 0 for spam, 1 for none, 2 where it is unsure; spamc -c ends with 1 for spam.
    return settings.word(.spamInterface) == "spamc" ? status == 1 : status == 0
  }

  private func filterCommand(_ request: SpamRequest) throws(ShellError) -> String {
    switch settings.word(.spamInterface) {
    case "spamc":
      var line = settings.string(.spamcCommand) ?? "spamc"
      if let arguments = settings.string(.spamcArguments) { line += " " + arguments }
      if let user = settings.string(.spamcUser) {
        line += " -u " + ShellQuote.quoted(user.isEmpty ? world.user.name : user)
      }
      switch request {
      case .rate: return line + " -c"
      case .learnSpam: return line + " -L spam"
      case .learnHam: return line + " -L ham"
      case .forgetSpam, .forgetHam: return line + " -L forget"
      }
    case "filter":
      let setting: Setting =
        switch request {
        case .rate: .spamfilterRate
        case .learnSpam: .spamfilterSpam
        case .learnHam: .spamfilterHam
        case .forgetSpam: .spamfilterNospam
        case .forgetHam: .spamfilterNoham
        }
      guard let command = settings.string(setting), !command.isEmpty else {
        throw ShellError("\(setting.declaration.name) is not set", hint: "Set it to the command of your filter.")
      }
      return command
    default:
      throw ShellError(
        "no spam filter is set up",
        hint: "Set spam-interface=spamc, or spam-interface=filter and spamfilter-rate=COMMAND.")
    }
  }
}
