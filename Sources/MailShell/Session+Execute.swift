import MailBytes
import MailLanguage

extension Session {
  /// Runs one command line, continuations joined; the caller reports what is thrown.
  ///
  /// Conditions are heeded: where `if` has switched commands off only those that steer are run.
  public func execute(_ text: [UInt8], in context: CommandContext) throws -> Outcome {
    try execute(text, in: context, expanded: [])
  }

  /// Runs a line whose first command may not be one of the aliases that it was made from: they end in commands.
  private func execute(_ text: [UInt8], in context: CommandContext, expanded: [String]) throws -> Outcome {
    if language.definition != nil {
      addToMacro(text)
      return .done
    }
    var (command, rest) = firstCommand(of: text, expanded: expanded)
    var expanded = expanded
    while !rest.isEmpty {
      if let end = try executeWithin(command, in: context, expanded: expanded) { return end }
      expanded = []
      // What the one before it has set counts for where the next one ends.
      (command, rest) = firstCommand(of: rest)
    }
    return try executeOne(command, in: context, expanded: expanded)
  }

  private func executeOne(_ text: [UInt8], in context: CommandContext, expanded: [String]) throws -> Outcome {
    let line = CommandLine(text)
    if line.name == "#" || (line.isEmpty && context != .session) { return .done }
    guard !line.word.isEmpty else {
      guard !language.conditions.isSwitchedOff else { return .done }
      return try run(line.isEmpty ? .next : .print, line.rest, in: context)
    }
    if let expansion = commandAlias(line.name, expanded), commandAliasDepth < Session.commandAliasLimit {
      commandAliasDepth += 1
      defer { commandAliasDepth -= 1 }
      return try execute(
        Array(expansion.utf8) + [0x20] + line.rest, in: context, expanded: expanded + [line.name])
    }
    guard line.ignoresErrors else { return try runCommand(of: line, in: context) }
    do {
      let outcome = try runCommand(of: line, in: context)
      return outcome == .failed ? .done : outcome
    } catch {
      report(error)
      return .done
    }
  }

  /// Cuts a line at the first semicolon where it parts commands: in macros, behind `wysh` and with `v15-compat`, as in
  /// s-nail.
  private func firstCommand(of text: [UInt8], expanded: [String] = []) -> (first: [UInt8], following: [UInt8]) {
    guard text.contains(UInt8(ascii: ";")) else { return (text, []) }
    let line = CommandLine(text)
    guard line.expandsWords || !language.parameters.isEmpty || settings.flag(.v15Compat),
      let end = WordLexer.firstIndex(of: UInt8(ascii: ";"), in: text)
    else { return (text, []) }
    // What a shell reads stays as it stands, and in a list without command the sign is the message before.
    guard !line.word.isEmpty, commandAlias(line.name, expanded) == nil else { return (text, []) }
    let command = CommandTable.command(named: line.name)
    if let command, !command.takes.mayBeFollowed, !command.traits.contains(.steers) { return (text, []) }
    let following = text[(end + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
    return following.isEmpty ? (text, []) : (Array(text[..<end]), Array(following))
  }

  /// The line an alias stands for, unless the command is what is left of that very alias.
  private func commandAlias(_ name: String, _ expanded: [String]) -> String? {
    expanded.contains(name) ? nil : language.commandAlias(name)
  }

  /// Runs a command that others follow; that it fails is told and ends the line only with `errexit`.
  ///
  /// - Returns: how the line ends here; nil where it goes on.
  private func executeWithin(_ command: [UInt8], in context: CommandContext, expanded: [String]) throws -> Outcome? {
    var outcome: Outcome
    do { outcome = try executeOne(command, in: context, expanded: expanded) } catch {
      if settings.flag(.errexit) { throw error }
      report(placed(error))
      outcome = .failed
    }
    switch outcome {
    case .quit, .exit: return outcome
    case .failed where settings.flag(.errexit): return outcome
    default: if language.isReturning { return outcome }
    }
    noteStatus(of: outcome)
    return nil
  }

  /// Notes how a command ended for `$?`; one that failed may have told more than that.
  func noteStatus(of outcome: Outcome) {
    lastStatus = outcome == .failed ? statusOfFailure ?? .failure : .success
    statusOfFailure = nil
  }

  /// Looks the command of a line up and runs it, unless `if` has switched it off.
  private func runCommand(of line: CommandLine, in context: CommandContext) throws -> Outcome {
    guard let command = CommandTable.command(named: line.name) else {
      if language.conditions.isSwitchedOff { return .done }
      throw ShellError(
        "Unknown command: \(TerminalQuote.quoted(line.name))", hint: isInteractive ? hint(for: line.name) : nil)
    }
    if language.conditions.isSwitchedOff && !command.traits.contains(.steers) { return .done }
    let wasLocal = language.assignsLocally
    language.assignsLocally = line.isLocal
    defer { language.assignsLocally = wasLocal }
    return try run(command, line.rest, expanding: line.expandsWords, in: context)
  }

  /// What to type instead of a command that nobody knows.
  private func hint(for name: String) -> String {
    let names = (CommandTable.reading + CommandTable.language).map(\.name) + language.commandAliases.map(\.name)
    if let nearest = NearestName.of(name, among: names) { return "Did you mean \(nearest)?" }
    return Settings.setting(named: Array(name.utf8)) == nil
      ? "Type ? for help." : "It is a setting: type set \(name), or ? \(name) for help."
  }

  /// How many command aliases may stand for each other.
  private static var commandAliasLimit: Int { 20 }

  /// Runs a command; of one that sends it is noted that it did not.
  private func run(
    _ command: Command, _ rest: [UInt8], expanding: Bool = false, in context: CommandContext
  ) throws -> Outcome {
    do { return try runAllowed(command, rest, expanding: expanding, in: context) } catch {
      if command.traits.contains(.sends) { _ = unsent((error as? any MailError)?.exitStatus ?? .failure) }
      throw error
    }
  }

  /// Checks that the command is allowed here, reads its arguments and runs it.
  private func runAllowed(
    _ command: Command, _ rest: [UInt8], expanding: Bool, in context: CommandContext
  ) throws -> Outcome {
    // The lines of a macro or a file that follow the one in which a signal came.
    if let status = endingStatus { return .exit(status) }
    if let demanded = context.demanded, !command.traits.contains(demanded) {
      throw ShellError("\(command.name): not possible in a start-up file")
    }
    if command.traits.contains(.folder) && folder == nil {
      throw ShellError("\(command.name): no folder is open", hint: "Open one with folder NAME.")
    }
    if command.traits.contains(.writes) && folder?.isReadOnly == true {
      throw ShellError("May not execute \(TerminalQuote.quoted(command.name)) -- message file is read only")
    }
    if case .file = language.origin, command.takes.leavesQuoteOpen(rest) {
      // Told only: the value reaches to the end of the line.
      report(placed(ShellError("quote is not closed")))
    }
    let call = try invocation(of: command, rest, expanding: expanding)
    language.lastCommand = command.name
    // What a command did before it failed can be taken back as well.
    folder?.beginStep(of: command.name)
    defer { folder?.endStep() }
    let outcome = try command.run(self, call)
    if command.traits.contains(.autoprints) && settings.flag(.autoprint) { try printDotUnlessDeleted() }
    return outcome
  }
}
