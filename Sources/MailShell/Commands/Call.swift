import MailBytes
import MailLanguage

extension Command {
  /// Runs a macro.
  static let call = Command(
    "call", 3, takes: .words(least: 1, most: .max), .anywhere, usage: "name [argument ...]", help: "Run a macro."
  ) { session, call in
    let name = call.strings[0]
    guard let macro = session.language.macros.first(where: { !$0.isAccount && $0.name == name }) else {
      throw ShellError("call: no such macro: \(TerminalQuote.quoted(name))")
    }
    return try session.run(macro, arguments: Array(call.strings.dropFirst()))
  }

  /// Runs a macro where there is one.
  static let callIf = Command(
    "call_if", 5, takes: .words(least: 1, most: .max), .anywhere, usage: "name [argument ...]",
    help: "Run a macro if it exists."
  ) { session, call in
    let name = call.strings[0]
    guard let macro = session.language.macros.first(where: { !$0.isAccount && $0.name == name }) else { return .done }
    return try session.run(macro, arguments: Array(call.strings.dropFirst()))
  }

  /// Whether settings of this macro are put back when it ends.
  static let localopts = Command(
    "localopts", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[on | off]",
    help: "Put settings back when the macro or account ends."
  ) { session, call in
    guard let last = session.language.localSettings.indices.last else {
      throw ShellError("localopts: only possible in a macro or account")
    }
    let word = call.strings.last.map { ASCIIName.lowered($0) } ?? "on"
    let isOn = !["off", "no", "0", "false"].contains(word)
    if isOn, session.language.localSettings[last] == nil { session.language.localSettings[last] = [] }
    if !isOn { session.language.localSettings[last] = nil }
    return .done
  }
}

extension Session {
  /// How deep macros and files may run each other.
  static var nestingLimit: Int { 32 }

  /// Runs the lines of a macro with its arguments as `$1`, `$2`, `$*`, `$#`.
  @discardableResult
  func run(_ macro: Macro, arguments: [String]) throws -> Outcome {
    guard language.running.count < Session.nestingLimit else {
      throw ShellError("\(TerminalQuote.quoted(macro.name)): macros call each other too deeply")
    }
    language.running.append(macro.name)
    language.localSettings.append(nil)
    let outer = parameters(arguments, of: macro)
    defer {
      language.running.removeLast()
      let changed = language.localSettings.removeLast() ?? []
      for (name, value) in changed.reversed() { putBack(name, value) }
      for (name, value) in outer { putBack(name, value) }
    }
    var last = Outcome.done
    for line in macro.lines {
      last = try execute(line, in: .session)
      switch last {
      case .quit, .exit: return last
      default: continue
      }
    }
    return last
  }

  /// Sets the parameters and tells what they were.
  private func parameters(_ arguments: [String], of macro: Macro) -> [(name: [UInt8], value: [UInt8]?)] {
    guard !macro.isAccount else { return [] }
    var before: [(name: [UInt8], value: [UInt8]?)] = []
    var values: [(String, String)] = [
      ("0", macro.name), ("#", String(arguments.count)), ("*", arguments.joined(separator: " ")),
    ]
    for (index, argument) in arguments.enumerated() { values.append((String(index + 1), argument)) }
    for (name, value) in values {
      let name = Array(name.utf8)
      before.append((name: name, value: settings.value(named: name)))
      putBack(name, Array(value.utf8))
    }
    return before
  }

  /// Gives a name the value it had; nil unsets it.
  private func putBack(_ name: [UInt8], _ value: [UInt8]?) {
    guard let value else {
      settings.unset(name, from: .program)
      return
    }
    do throws(SettingError) { try settings.assign(name, value, from: .program) } catch { report(error) }
  }
}
