import MailBytes
import MailLanguage
import MailSystem

extension Session {
  /// The most a start-up or sourced file may hold.
  static var startupFileLimit: Int { 16 << 20 }

  /// Runs the commands of a start-up or sourced file; an error is told with its place and does not end the file.
  func runFile(_ path: String, isStartup: Bool, mayBeMissing: Bool) throws -> Outcome {
    let text: [UInt8]
    do throws(SystemError) {
      text = try FileSystem.contents(of: path, limit: Session.startupFileLimit)
    } catch {
      if mayBeMissing && error.isMissing { return .done }
      throw error
    }
    return try runText(text, named: path, isStartup: isStartup)
  }

  /// Runs the commands that a shell command prints; that it failed is told behind them.
  func runOutput(of command: String) throws -> Outcome {
    world.output.flush()
    // What is left of standard input is for us.
    var child = try Launcher.startShell(
      command, shell: shellProgram, changes: world.environment.overrides, input: .null, output: .pipe)
    defer { world.signals.gate?.discardKeys() }
    let text = try child.readToEnd(limit: Session.startupFileLimit, by: world.signals.gate)
    let ended = try child.waitOrEnd(by: world.signals.gate)
    let outcome = try runText(text, named: command + " |", isStartup: false)
    if case .quit = outcome { return outcome }
    if case .exit = outcome { return outcome }
    guard ended.isSuccess else { throw ShellError("source: \(TerminalQuote.quoted(command)): \(ended.words)") }
    return outcome
  }

  private func runText(_ text: [UInt8], named path: String, isStartup: Bool) throws -> Outcome {
    guard language.running.count < Session.nestingLimit, !language.running.contains(path) else {
      throw ShellError("\(TerminalQuote.quoted(path)): the file runs itself")
    }
    language.running.append(path)
    let origin = language.origin
    let depth = language.conditions.depth
    defer {
      language.running.removeLast()
      language.origin = origin
    }
    warnAboutPassword(in: path, text)
    var parser = RCParser(text, name: path)
    var last = Outcome.done
    while let line = parser.next() {
      language.origin = parser.origin(of: line)
      do {
        try requireWhole(line)
        last = try execute(line.text, in: .file(name: path, line: line.line, isStartup: isStartup))
      } catch let error as any MailError {
        report(placed(error))
        last = .failed
      }
      noteStatus(of: last)
      switch last {
      case .quit, .exit: return last
      case .failed where settings.flag(.errexit) || settings.flag(.posix):
        // A start-up file that fails leaves nothing to begin with; who sources one has a session to end as any command does.
        if isStartup { return .exit(.configuration) }
        statusOfFailure = lastStatus
        return last
      default: continue
      }
    }
    tellOfOpenMacro(in: path)
    for line in language.conditions.openLines(above: depth) {
      report(ShellError("\(path), line \(line): if without endif: the file ends within it"))
    }
    language.conditions.unwind(to: depth)
    if last == .failed { statusOfFailure = lastStatus }
    return last
  }
}
