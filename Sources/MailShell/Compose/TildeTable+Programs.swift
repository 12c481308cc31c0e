import MailBytes
import MailLanguage
import MailSystem

extension TildeEscape {
  static let editor = TildeEscape("e", "Edit the text with EDITOR.") { composer, _ in
    try composer.edit(with: .editor)
    composer.sayContinue()
    return nil
  }

  static let visual = TildeEscape("v", "Edit the text with VISUAL.") { composer, _ in
    try composer.edit(with: .visual)
    composer.sayContinue()
    return nil
  }

  static let filter = TildeEscape("|", "command", completes: .files, "Pass the text through a command.") {
    composer, argument in
    // s-nail passes the header too with ~||; what comes back is read as header and text.
    let withHeader = argument.first == UInt8(ascii: "|")
    let command = String(keeping: Blanks.trim(Array(argument.dropFirst(withHeader ? 1 : 0))))
    guard !command.isEmpty else { throw ShellError("~|: no command", hint: "Write ~| COMMAND.") }
    let input = withHeader ? EditableMessage.text(of: composer) : composer.text
    let (output, outcome) = try composer.outputOfShell(command, input: input)
    guard outcome.isSuccess, !output.isEmpty else {
      throw ShellError(
        "\(TerminalQuote.quoted(command)): " + (outcome.isSuccess ? "no output" : outcome.words)
          + "; the text stays as it was")
    }
    if withHeader { EditableMessage.read(output, into: composer) } else { composer.text = output }
    composer.tell(command, output, word: "")
    composer.sayContinue()
    return nil
  }

  static let shell = TildeEscape(
    "!", "command", completes: .files, "Run a shell command; with bang set, ! is the last one."
  ) {
    composer, argument in
    let session = composer.session
    let command = String(keeping: argument)
    _ =
      try command.isEmpty ? session.runInteractiveShell() : session.runShell(session.replacingBangs(in: command))
    // As behind ! at the prompt: the sign is for whoever sees where the output ends.
    if composer.isTerminal { session.world.output.write("!\n") }
    return nil
  }

  static let command = TildeEscape(":", "command", completes: .commands, "Run a mail command.") { composer, argument in
    try composer.runCommand(argument)
    return nil
  }

  static let commandToo = TildeEscape("_", "command", completes: .commands, "As ~:.") { composer, argument in
    try composer.runCommand(argument)
    return nil
  }

  static let commandAgain = TildeEscape(
    "-", "command", completes: .commands, "As ~:, or an escape whose errors do not matter."
  ) {
    composer, argument in
    if let letter = argument.first, argument.count == 1 || argument[1] == 0x20, TildeTable.escape(letter) != nil {
      do { return try composer.runEscape(argument) } catch { return nil }
    }
    try composer.runCommand(argument)
    return nil
  }
}

extension Composer {
  /// Runs a command of the session; what leaves the folder or writes another message is refused where it would do so.
  func runCommand(_ line: [UInt8]) throws {
    let outcome = try session.whileComposing { try session.execute(line, in: .compose) }
    session.world.output.flush()
    // What failed has told why already.
    if case .failed = outcome, endsAtError {
      throw ShellError("\(TerminalQuote.quoted(String(keeping: line))): failed")
    }
  }

  /// Tells that the text goes on, behind what took its place on the screen.
  func sayContinue() { session.world.output.write("(continue)\n") }

  /// Edits the text, with the header where `editheaders` says so.
  func edit(with setting: Setting) throws {
    let withHeader = session.settings.flag(.editheaders)
    let before = withHeader ? EditableMessage.text(of: self) : text
    var file = try TemporaryFile.make(in: TemporaryFile.defaultDirectory(), prefix: "mail-", suffix: ".txt")
    try file.descriptor.write(before)
    let program = session.settings.string(setting) ?? "vi"
    let status = try session.runShell(program + " " + ShellQuote.quoted(file.path))
    let isEnding = session.world.signals.gate?.peekEnding() != nil || session.world.input.isHungUp
    // What the shell says of a signal, and of a program it cannot find or run.
    let wasKilled = (129...192).contains(status)
    let signal = Signal(rawValue: status - 128).name
    // One that will not be ended may still be there.
    let words = wasKilled ? (isEnding ? "\(signal) came" : "ended by \(signal)") : "exit status \(status)"
    let failure = ShellError(
      "\(TerminalQuote.quoted(program)): \(words); the text stays as it was",
      hint: status == 126 || status == 127 ? "Set \(setting.name) to an editor that is installed." : nil)
    // A status is the editor's word, and may say that nothing of it is wanted; a signal is nobody's, and editors that it
    // ends have a status as well.
    guard status == 0 || wasKilled || isEnding else { throw failure }
    if isEnding {
      file.keep()
      session.editedFile = file.path
    }
    let after: [UInt8]
    do { after = try FileSystem.contents(of: file.path) } catch {
      guard FileSystem.exists(file.path) else { throw error }
      file.keep()
      throw ShellError(
        "what \(TerminalQuote.quoted(program)) saved cannot be read; the text stays as it was",
        hint: "It lies in \(file.path).", cause: error)
    }
    if status != 0 {
      // Whoever is ended while it writes leaves nothing at all at worst.
      guard after != before, !after.isEmpty else { throw failure }
      session.report(ShellError("\(TerminalQuote.quoted(program)): \(words); the text is what it had saved"))
    }
    if withHeader { EditableMessage.read(after, into: self) } else { text = after }
    if !text.isEmpty, text.last != 0x0a { text.append(0x0a) }
  }
}
