import MailBytes
import MailLanguage

extension Command {
  /// Runs a macro.
  static let call = Command(
    "call", 3, takes: .words(least: 1, most: .max), [.startup, .expands], usage: "name [argument ...]",
    completes: .macros, help: "Run a macro; its arguments are $1, $2 and so on."
  ) { session, call in
    try session.run(try session.macro(named: call.strings[0]), arguments: Array(call.strings.dropFirst()))
  }

  /// Runs a macro where there is one.
  static let callIf = Command(
    "call_if", 5, takes: .words(least: 1, most: .max), [.startup, .expands], usage: "name [argument ...]",
    completes: .macros, help: "Run a macro if it exists."
  ) { session, call in
    guard let macro = try? session.macro(named: call.strings[0]) else { return .done }
    return try session.run(macro, arguments: Array(call.strings.dropFirst()))
  }

  /// Runs a macro in place of the one that runs.
  static let xcall = Command(
    "xcall", 2, takes: .words(least: 1, most: .max), [.startup, .expands], usage: "name [argument ...]",
    completes: .macros, help: "End the macro that runs and run another in its place."
  ) { session, call in
    let outcome = try session.run(try session.macro(named: call.strings[0]), arguments: Array(call.strings.dropFirst()))
    session.language.isReturning = !session.language.parameters.isEmpty
    return outcome
  }

  /// Ends the macro that runs.
  static let `return` = Command(
    "return", 4, takes: .words(least: 0, most: 2), [.startup, .expands], usage: "[status]",
    help: "End the macro that runs, with a status for $?."
  ) { session, call in
    guard !session.language.parameters.isEmpty else { throw ShellError("return: only possible in a macro") }
    session.language.isReturning = true
    guard let word = call.strings.first else { return .done }
    guard let status = Int32(word), (0..<256).contains(status) else {
      throw ShellError("return: \(TerminalQuote.quoted(word)) is no status", hint: "Use 0 to 255.")
    }
    session.language.returnedStatus = status
    return status == 0 ? .done : .failed
  }

  /// Drops the first arguments of the macro that runs.
  static let shift = Command(
    "shift", 3, takes: .words(least: 0, most: 1), [.startup, .expands], usage: "[count]",
    help: "Drop the first arguments of the macro, so that $2 becomes $1."
  ) { session, call in
    let count = call.strings.first.map { Int($0) ?? -1 } ?? 1
    guard let last = session.language.parameters.indices.last else {
      throw ShellError("shift: only possible in a macro")
    }
    guard count >= 0, count <= session.language.parameters[last].count else {
      throw ShellError("shift: there are not so many arguments")
    }
    session.language.parameters[last].removeFirst(count)
    return .done
  }

  /// Sets, drops or shows the arguments of the macro that runs.
  static let vpospar = Command(
    "vpospar", 2, takes: .words(least: 1, most: .max), [.startup, .expands],
    usage: "set [argument ...] | clear | quote", help: "Set, drop or quote the arguments of the macro."
  ) { session, call in
    guard let last = session.language.parameters.indices.last else {
      throw ShellError("vpospar: only possible in a macro")
    }
    switch call.strings[0] {
    case "set": session.language.parameters[last] = Array(call.strings.dropFirst())
    case "clear": session.language.parameters[last] = []
    case "quote": session.say(session.language.parameters[last].map(ShellQuote.quoted).joined(separator: " "))
    default: throw ShellError("vpospar: unknown word \(TerminalQuote.quoted(call.strings[0]))")
    }
    return .done
  }

  /// Whether settings are put back when the macro ends or the account is left.
  static let localopts = Command(
    "localopts", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[on | off]",
    help: "Put settings back when the macro ends, or the account is left, for which it is on."
  ) { session, call in
    guard let last = session.language.localScopes.indices.last else {
      throw ShellError("localopts: only possible in a macro or account")
    }
    let word = call.strings.last.map { ASCIIName.lowered($0) } ?? "on"
    session.language.localScopes[last].isOn = !["off", "no", "0", "false"].contains(word)
    return .done
  }
}

extension Session {
  /// How deep macros and files may run each other.
  static var nestingLimit: Int { 32 }

  /// The macro of a name.
  fileprivate func macro(named name: String) throws(ShellError) -> Macro {
    guard let macro = language.macros.first(where: { !$0.isAccount && $0.name == name }) else {
      throw ShellError("call: no such macro: \(TerminalQuote.quoted(name))", hint: "Type define for those there are.")
    }
    return macro
  }

  /// Runs the lines of a macro with its arguments as `$1`, `$2`, `$*`, `$#`; an error is told and does not end it.
  @discardableResult
  func run(_ macro: Macro, arguments: [String]) throws -> Outcome {
    guard language.running.count < Session.nestingLimit else {
      throw ShellError("\(TerminalQuote.quoted(macro.name)): macros call each other too deeply")
    }
    language.running.append(macro.name)
    language.localScopes.append(LocalScope(isAccount: macro.isAccount, isOn: macro.isAccount))
    // The lines of an account are those of a start-up file: a dollar in a password stays one.
    if !macro.isAccount { language.parameters.append(arguments) }
    let depth = language.conditions.depth
    let origin = language.origin
    defer {
      language.origin = origin
      language.conditions.unwind(to: depth)
      if !macro.isAccount { language.parameters.removeLast() }
      language.running.removeLast()
      let scope = language.localScopes.removeLast()
      if macro.isAccount { keepForAccount(scope) } else { putBack(scope) }
    }
    var last = Outcome.done
    for (line, place) in zip(macro.lines, macro.places) {
      // Those of a file are told with their own place, wherever the macro is called.
      if case .file = place { language.origin = place }
      do { last = try execute(line, in: .session) } catch {
        report(placed(error))
        last = .failed
      }
      noteStatus(of: last)
      if language.isReturning {
        language.isReturning = false
        lastStatus = ExitStatus(rawValue: language.returnedStatus ?? lastStatus.rawValue)
        language.returnedStatus = nil
        statusOfFailure = lastStatus
        return last
      }
      switch last {
      case .quit, .exit: return last
      case .failed where settings.flag(.errexit):
        statusOfFailure = lastStatus
        return last
      default: continue
      }
    }
    if last == .failed { statusOfFailure = lastStatus }
    return last
  }
}
