import MailLanguage

extension Command {
  /// Begins a macro, or lists macros.
  static let define = Command(
    "define", 3, takes: .words(least: 0, most: .max), .anywhere, usage: "[name {]",
    help: "Keep the following lines, up to }, as a macro; or list macros."
  ) { session, call in
    guard let name = call.strings.first else {
      for macro in session.language.macros where !macro.isAccount { session.say(macro) }
      return .done
    }
    guard call.strings.count > 1 else {
      guard let macro = session.language.macros.first(where: { !$0.isAccount && $0.name == name }) else {
        throw ShellError("define: no such macro: \(TerminalQuote.quoted(name))", hint: "Write define \(name) {.")
      }
      session.say(macro)
      return .done
    }
    try session.beginMacro(named: name, isAccount: false, call.strings)
    return .done
  }

  /// Forgets macros.
  static let undefine = Command(
    "undefine", 6, takes: .words(least: 1, most: .max), .anywhere, usage: "name ... | *", completes: .macros,
    help: "Forget macros."
  ) { session, call in
    for name in call.strings {
      session.language.macros.removeAll { !$0.isAccount && (name == "*" || $0.name == name) }
    }
    return .done
  }
}

extension Session {
  /// The line behind `define` or `account` opened a brace: lines are kept from now on.
  func beginMacro(named name: String, isAccount: Bool, _ words: [String]) throws(ShellError) {
    guard words.last == "{", words.count == 2 || isAccount && words.count == 3 else {
      throw ShellError(
        "\(isAccount ? "account" : "define"): expected { behind the name",
        hint: "Write \(isAccount ? "account" : "define") NAME { and the lines below it, then } on a line of its own.")
    }
    var macro = Macro(name: name, isAccount: isAccount, at: language.origin)
    // Heirloom's old form names the folder that is the account's inbox.
    if words.count == 3 { macro.add(Array("set inbox=\(ShellQuote.quoted(words[1]))".utf8), at: language.origin) }
    language.definition = macro
  }

  /// Tells of a macro whose `}` never came; it is not kept.
  func tellOfOpenMacro() {
    guard let macro = language.definition else { return }
    language.definition = nil
    report(
      ShellError(
        "\(macro.isAccount ? "account" : "define") \(TerminalQuote.quoted(macro.name)): the input ends before the }"))
  }

  /// Tells of a macro whose `}` a file has not; it is not kept.
  func tellOfOpenMacro(in path: String) {
    guard let macro = language.definition else { return }
    language.definition = nil
    let place = if case .file(_, let line) = macro.beginning { ", line \(line)" } else { "" }
    report(
      ShellError(
        "\(path)\(place): \(macro.isAccount ? "account" : "define") \(TerminalQuote.quoted(macro.name)): "
          + "the file ends before the }"))
  }

  /// Takes a line into the macro that is being declared; `}` ends it.
  func addToMacro(_ line: [UInt8]) {
    guard var macro = language.definition else { return }
    let text = line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
    if text == [UInt8(ascii: "}")] {
      language.definition = nil
      language.macros.removeAll { $0.name == macro.name && $0.isAccount == macro.isAccount }
      language.macros.append(macro)
      return
    }
    macro.add(line, at: language.origin)
    language.definition = macro
  }

  /// Prints a macro as it was declared.
  func say(_ macro: Macro) {
    say((macro.isAccount ? "account " : "define ") + SettingLine.quoted(Array(macro.name.utf8)) + " {")
    for line in macro.lines { say("  " + SettingLine.shown(line)) }
    say("}")
  }
}
