import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Reads commands until one ends the program, or the input does, which is as `quit`.
  func loop() -> ExitStatus {
    if isInteractive { prepareDialogue() }
    defer { if let editor = world.input as? LineEditor { saveHistory(of: editor) } }
    var joiner = LineJoiner()
    var ends = 0
    while true {
      if isInteractive { tellOfNewMail() }
      if let hook = settings.string(.onMainLoopTick), !hook.isEmpty { _ = run(line: Array("call \(hook)".utf8)) }
      let prompt = isInteractive ? (joiner.isContinuing ? secondPrompt : firstPrompt) : nil
      folder?.remember()
      let input: InputLine
      do {
        input = try world.input.readLine(prompt: prompt, into: world.output)
      } catch {
        report(error)
        return leave(applyingChanges: true, error.exitStatus)
      }
      switch input {
      case .line(let line):
        ends = 0
        guard let logical = joiner.add(line) else { continue }
        if let status = run(logical) { return status }
      case .lastLine(let line):
        let logical = joiner.add(line) ?? joiner.finish()
        if let logical, let status = run(logical) { return status }
      case .end:
        // The terminal is gone: the same whether its end or the signal is seen first.
        if isInteractive, world.input.isHungUp {
          return leave(by: .hangUp)
        }
        if let rest = joiner.finish(), let status = run(rest) { return status }
        if isInteractive && settings.flag(.ignoreeof) && ends < Self.ignoredEnds {
          ends += 1
          say("Use \"quit\" to quit.")
          continue
        }
        if isInteractive { say("") }
        tellOfOpenMacro()
        return leave(applyingChanges: true, exitStatus)
      case .interrupted(let signal):
        _ = joiner.finish()
        guard signal == 2 else { return leave(by: Signal(rawValue: signal)) }
        say("Interrupt")
      }
    }
  }

  /// How many ends of input `ignoreeof` passes over in a row.
  private static var ignoredEnds: Int { 25 }

  /// A line that is too long to be kept is no command, and least of all the empty one.
  func requireWhole(_ line: LogicalLine) throws(ShellError) {
    guard line.isTooLong else { return }
    throw ShellError(
      "the line is longer than \(LineJoiner.maximumLength >> 20) MiB; it was left out",
      hint: "Give the command in several lines.")
  }

  private func run(_ line: LogicalLine) -> ExitStatus? {
    run { () throws -> Outcome in
      try requireWhole(line)
      return try execute(line.text, in: .session)
    }
  }

  /// Runs one line of the prompt, a pipe or `-Y`.
  ///
  /// - Returns: the status to end with, nil to go on.
  func run(line: [UInt8]) -> ExitStatus? { run { try execute(line, in: .session) } }

  private func run(_ work: () throws -> Outcome) -> ExitStatus? {
    var outcome = Outcome.done
    do {
      outcome = try work()
      noteStatus(of: outcome)
    } catch {
      report(error)
      outcome = .failed
      noteStatus(of: outcome)
    }
    tellOfInterrupt()
    adoptTerminalCharset()
    world.output.flush()
    world.errors.flush()
    // Whatever lines are there already, a run that was told to end changes nothing more.
    if let status = endingStatus { return leave(applyingChanges: false, status) }
    switch outcome {
    case .done: return nil
    case .failed:
      guard settings.flag(.errexit) || (settings.flag(.posix) && !isInteractive) else { return nil }
      // What was decided before is no part of the failure.
      return leave(applyingChanges: true, lastStatus == .success ? .failure : lastStatus)
    case .quit(let status):
      guard isInteractive else { return leave(applyingChanges: true, status) }
      // A person can free space or choose another way; nothing of what they did is thrown away.
      do { try leaveFolder() } catch {
        report(error)
        say("Nothing was changed; use \"exit\" to leave without the changes.")
        return nil
      }
      return status
    case .exit(let status): return leave(applyingChanges: false, status)
    }
  }

  /// Ends the reading because of a signal, without the changes.
  private func leave(by signal: Signal) -> ExitStatus {
    leave(applyingChanges: false, ExitStatus(rawValue: 128 + signal.rawValue))
  }

  /// Ends the reading; a folder that cannot be written keeps everything, and the status tells.
  private func leave(applyingChanges: Bool, _ status: ExitStatus) -> ExitStatus {
    guard applyingChanges else { return status }
    do {
      try leaveFolder()
      return status
    } catch {
      report(error)
      return status == .success ? lastStatus : status
    }
  }

  private var firstPrompt: String {
    if settings.flag(.bsdcompat) && !settings.isAssigned(.prompt) { return "& " }
    return promptText(settings.string(.prompt) ?? "")
  }

  private var secondPrompt: String { promptText(settings.string(.prompt2) ?? "") }

  /// A prompt with its escapes resolved, safe for a terminal.
  private func promptText(_ text: String) -> String {
    TerminalText(cleaning: ShellEscapes.resolve(Array(text.utf8))).string
  }

  /// The gate for signals and the line editor, where there is one.
  ///
  /// - Parameter hasHistory: whether commands are typed, which earlier sessions left some of.
  func prepareDialogue(hasHistory: Bool = true) {
    let gate = world.signals.make()
    guard !settings.flag(.lineEditorDisable), !settings.flag(.typescriptMode) else { return }
    let editor = LineEditor(
      over: world.input, output: world.output, term: world.environment["TERM"], gate: gate,
      widths: world.widths,
      complete: { [unowned self] line, prompt in complete(line, prompt: prompt) })
    guard let editor else { return }
    world.input = editor
    if hasHistory { loadHistory(into: editor) }
  }

  /// Seconds after which a folder is looked at even though nothing was told of it, since not every file system does.
  private static var longestTrust: Int64 { 30 }

  /// Looks for new mail before a prompt and takes it in.
  private func tellOfNewMail() {
    // Of the system mailbox one is told unless that was switched off.
    let isWanted = settings.isAssigned(.newmail) ? settings.flag(.newmail) : folder?.isSystem == true
    guard let folder, isWanted, settings.word(.newmail) != "none" else { return }
    let now = world.clock.now()
    guard watch.hasChanged(folder.mailbox, now: now) || now - lastLook > Self.longestTrust else { return }
    lastLook = now
    do { try incorporate(silently: false) } catch { report(error) }
  }
}
