import MailBytes
import MailLanguage
import MailSystem

extension TildeEscape {
  static let readFile = TildeEscape(
    "r", "file", completes: .files, "Insert a file, with !command its output, or with - END the lines up to END."
  ) { composer, argument in
    try composer.insertFile(argument, prefix: nil)
    return nil
  }

  static let readFileToo = TildeEscape("<", "file", completes: .files, "As ~r.") { composer, argument in
    try composer.insertFile(argument, prefix: nil)
    return nil
  }

  static let insertIndented = TildeEscape(
    "R", "file", completes: .files, "Insert a file, indented; or set Reply-To to an address."
  ) {
    composer, argument in
    let text = String(keeping: argument)
    if argument.contains(UInt8(ascii: "@")), !FileSystem.isReadable(text) {
      composer.composition.replyTo = text
      return nil
    }
    try composer.insertFile(argument, prefix: composer.indentation)
    return nil
  }

  static let deadLetter = TildeEscape("d", "Insert the dead letter file.") { composer, _ in
    guard let path = try composer.session.deadLetterPath() else { throw ShellError("~d: DEAD names no file") }
    try composer.insertFile(named: path, prefix: nil)
    return nil
  }

  static let write = TildeEscape("w", "file", completes: .files, "Write the text to a file.") { composer, argument in
    guard !argument.isEmpty else { throw ShellError("~w: no file name", hint: "Write ~w FILE.") }
    let path = try composer.session.expandFileName(WordLexer.wholeWord(argument))
    let exists = FileSystem.exists(path)
    let file = try FileDescriptor.openToAppend(path)
    try file.write(composer.text)
    try file.close()
    composer.tell(path, composer.text, word: exists ? " [Appended]" : " [New file]")
    return nil
  }

  static let sign = TildeEscape("a", "Insert the variable sign.") { composer, _ in
    try composer.insertSetting(.sign)
    return nil
  }

  static let capitalSign = TildeEscape("A", "Insert the variable Sign, or the file it names.") { composer, _ in
    if let value = composer.session.settings.string(.capitalSign),
      let path = try? composer.session.expandFileName(value),
      path.utf8.contains(UInt8(ascii: "/")), FileSystem.isReadable(path)
    {
      composer.insert(try FileSystem.contents(of: path))
    } else {
      try composer.insertSetting(.capitalSign)
    }
    return nil
  }

  static let value = TildeEscape("i", "variable", completes: .settings, "Insert the value of a variable.") {
    composer, argument in
    guard let value = try composer.value(named: argument) else { return nil }
    // ~a and ~A stand for ~i sign and ~i Sign, so that \t and \n mean the same in all values.
    composer.insert(ShellEscapes.resolve(value) + [0x0a])
    return nil
  }

  static let valueWithoutEnd = TildeEscape("I", "variable", completes: .settings, "As ~i, without the line end.") {
    composer, argument in
    if let value = try composer.value(named: argument) { composer.text += ShellEscapes.resolve(value) }
    return nil
  }
}

extension Composer {
  /// What stands before indented lines.
  var indentation: [UInt8] { session.settings.bytes(.indentprefix) ?? [0x09] }

  /// Inserts a file, or the output of a command behind `!`.
  func insertFile(_ argument: [UInt8], prefix: [UInt8]?) throws {
    guard !argument.isEmpty else { throw ShellError("no file name", hint: "Write ~r FILE, or ~r !COMMAND.") }
    if argument.first == UInt8(ascii: "!") {
      let command = String(keeping: Blanks.trim(Array(argument.dropFirst())))
      let (output, outcome) = try outputOfShell(command, input: nil)
      insert(indented(output, prefix))
      tell(command, output, word: "")
      if !outcome.isSuccess { throw ShellError("\(TerminalQuote.quoted(command)): \(outcome.words)") }
      return
    }
    let words = WordLexer.words(argument)
    if words.count < 3, words.first?.bytes == [UInt8(ascii: "-")], !FileSystem.exists("-") {
      return try insertLines(upTo: words.count > 1 ? words[1].bytes : nil, prefix: prefix)
    }
    try insertFile(named: try session.expandFileName(WordLexer.wholeWord(argument)), prefix: prefix)
  }

  /// Inserts the lines that follow as they are, up to the one that ends them or the end of input.
  private func insertLines(upTo mark: [UInt8]?, prefix: [UInt8]?) throws {
    var lines: [UInt8] = []
    read: while true {
      switch try nextLine() {
      case .line(let line) where line == mark, .lastLine(let line) where line == mark: break read
      case .line(let line), .lastLine(let line): lines += line + [0x0a]
      case .end: break read
      case .interrupted:
        insert(indented(lines, prefix))
        throw ShellError("interrupted; what was typed so far is part of the text")
      }
    }
    insert(indented(lines, prefix))
    tell("-", lines, word: "")
  }

  /// Inserts a file and tells its size; a signal ends the wait for what a pipe has to say, of which nothing is inserted.
  func insertFile(named path: String, prefix: [UInt8]?) throws {
    var content: [UInt8] = []
    if Session.isStream(path) {
      let (input, cutOff) = try session.spooledFile(path)
      switch cutOff {
      case nil: break
      case .signal(let signal)?:
        if signal != .interrupt { endingSignal = signal.rawValue }
        throw ShellError("\(TerminalQuote.quoted(path)): \(signal.name) came before its end, so it is not inserted")
      case .failure(let failure)?: throw failure
      case .limit?: throw ShellError("\(TerminalQuote.quoted(path)): is too long, so it is not inserted")
      }
      try input.read(at: 0, limit: input.count, into: &content)
    } else {
      content = try FileSystem.contents(of: path)
    }
    insert(indented(content, prefix))
    tell(path, content, word: "")
  }

  /// The text with the prefix before each line; empty lines get none behind a tab.
  func indented(_ content: [UInt8], _ prefix: [UInt8]?) -> [UInt8] {
    guard let prefix else { return content }
    var result: [UInt8] = []
    var isLineStart = true
    for byte in content {
      if isLineStart, byte != 0x0a || prefix != [0x09] { result += prefix }
      result.append(byte)
      isLineStart = byte == 0x0a
    }
    return result
  }

  /// `"NAME" lines/bytes`, as all the programs tell it.
  func tell(_ name: String, _ content: [UInt8], word: String) {
    let lines = content.reduce(0) { $0 + ($1 == 0x0a ? 1 : 0) }
    let shown = SettingLine.shown(Array(name.utf8))
    session.world.output.write("\"\(shown)\"\(word) \(lines)/\(content.count)\n")
  }

  /// Inserts the value of a setting with `\t` and `\n` resolved.
  func insertSetting(_ setting: Setting) throws {
    guard let value = session.settings.bytes(setting) else { return try tellUnset(setting.name) }
    insert(ShellEscapes.resolve(value))
  }

  /// The value of a variable by its name; nil for one that is not set, which a person is told.
  func value(named name: [UInt8]) throws(ShellError) -> [UInt8]? {
    if let value = session.settings.value(named: name) { return value }
    try tellUnset(SettingLine.quoted(name))
    return nil
  }

  private func tellUnset(_ name: String) throws(ShellError) {
    // Scripts are not told: they have done so for ever.
    guard session.world.input.isTerminal else { return }
    throw ShellError("\(name) is not set, so nothing was inserted", hint: "Type ~:set \(name)='TEXT'.")
  }

  /// What a shell command prints, and how it ended; nothing where a signal came first.
  func outputOfShell(_ command: String, input: [UInt8]?) throws -> (output: [UInt8], outcome: ChildOutcome) {
    session.world.output.flush()
    var child = try Launcher.startShell(
      command, shell: session.shellProgram, changes: session.world.environment.overrides,
      input: input == nil ? .inherit : .pipe, output: .pipe)
    let gate = session.world.signals.gate
    defer { gate?.discardKeys() }
    do throws(SystemError) {
      let output = try child.exchange(input ?? [], by: gate)
      return (output, try child.waitOrEnd(by: gate))
    } catch {
      guard error.isInterruption, let signal = gate?.peek() else { throw error }
      return ([], .signalled(signal))
    }
  }
}
