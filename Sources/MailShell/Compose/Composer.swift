import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// Collects a message from a person, or from a pipe that is treated as one: prompts, lines, tilde escapes, interrupts.
final class Composer {
  let session: Session
  /// The message so far, without its text.
  var composition: Composition
  /// The text so far.
  var text: [UInt8] = []
  /// The messages the escapes `~f`, `~m` and their like mean without a list.
  let quoted: [Int]
  /// Lines of `-Y`, which come before what is typed.
  var firstLines: [[UInt8]] = []
  /// Whether a lone dot ends the text whatever the settings say.
  var endsAtDot: Bool
  /// The signal that ended the composing for good: hang-up, termination or the quit key.
  var endingSignal: Int32?
  /// Whether an interrupt has warned, so that the next one ends the letter.
  var hasBeenInterrupted = false
  /// Lines that are obeyed in the place of the input; nil for the input.
  private var spliced: ArraySlice<ArraySlice<UInt8>>?
  private var emptyReads = 0
  /// Whether a person types.
  let isTerminal: Bool

  /// Heirloom gives up after so many ends of input in spite of `ignoreeof`.
  private static let endOfInputLimit = 25

  init(session: Session, composition: Composition, quoted: [Int] = []) throws(SystemError) {
    self.session = session
    self.composition = composition
    self.quoted = quoted
    text = try composition.text()
    isTerminal = session.world.input.isTerminal
    // Scripts of the reader end their texts so, whoever set or unset `dot`.
    endsAtDot = !isTerminal
  }

  /// Runs until the message is finished or given up.
  func run() throws -> ComposeEnd {
    let settings = session.settings
    let asksAtEnd = settings.flag(.askatend) || settings.flag(.bsdcompat)
    if isTerminal {
      if composition.hasNoRecipients, let end = try askRecipients("To: ", \.to) { return end }
      if composition.subject == nil, settings.flag(.asksub) {
        switch try ask("Subject: ") {
        case .text(let answer): composition.subject = answer.isEmpty ? nil : answer
        case .ended(let end): return end
        }
      }
      if !asksAtEnd, let end = try askCopies() { return end }
      if settings.isAssigned(.editalong), settings.string(.editalong) != nil {
        // Who cannot edit can type.
        do { try edit(with: settings.word(.editalong) == "v" ? .visual : .editor) } catch let error as any MailError {
          session.report(error)
        }
      } else {
        showFirstText()
      }
    }
    while !firstLines.isEmpty {
      if let end = try take(firstLines.removeFirst()) { return try finish(end, asksAtEnd: asksAtEnd) }
    }
    while true {
      switch try nextLine() {
      case .line(let line):
        emptyReads = 0
        if let end = try take(line) { return try finish(end, asksAtEnd: asksAtEnd) }
      case .lastLine(let line):
        if let end = try take(line) { return try finish(end, asksAtEnd: asksAtEnd) }
      case .end:
        if isTerminal, session.world.input.isHungUp, let end = interrupted(by: 1) { return end }
        emptyReads += 1
        if isTerminal, session.settings.flag(.ignoreeof), emptyReads < Self.endOfInputLimit {
          session.world.output.write("Use \".\" to terminate letter\n")
          continue
        }
        return try finish(.send, asksAtEnd: asksAtEnd)
      case .interrupted(let signal):
        if let end = interrupted(by: signal) { return end }
      }
    }
  }

  /// Shows what the text begins with, such as the words that are answered: its last lines where the screen holds no more.
  private func showFirstText() {
    guard !text.isEmpty else { return }
    let output = session.world.output
    let room = max(4, (session.screenRows ?? 24) - Self.linesBesideText)
    let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast(text.last == 0x0a ? 1 : 0)
    if lines.count > room { output.write("(\(lines.count - room) lines above these; ~p shows all)\n") }
    output.write(TerminalText(cleaningLines: Array(lines.suffix(room).joined(separator: [0x0a])) + [0x0a]).bytes)
    output.flush()
  }

  /// What the screen holds beside the first text: fields, a blank line, the cursor.
  private static let linesBesideText = 8

  /// Obeys lines as if they were typed: escapes, and text behind the text.
  func splice(_ lines: [UInt8]) throws {
    spliced = lines.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast(lines.last == 0x0a ? 1 : 0)[...]
    defer { spliced = nil }
    while case .line(let line) = try nextLine() {
      if case .abort? = try take(line) {
        throw ShellError("the message was given up by on-compose-splice", hint: "Nothing was sent to anybody.")
      }
    }
    composition.body = .memory(text)
  }

  /// The next line of those that are spliced in, else of the input.
  func nextLine() throws(SystemError) -> InputLine {
    guard spliced != nil else { return try session.world.input.readLine(prompt: nil, into: session.world.output) }
    return spliced?.popFirst().map { .line(Array($0)) } ?? .end
  }

  /// What is done with a line of text; the end of composing, or nil to go on.
  private func take(_ line: [UInt8]) throws -> ComposeEnd? {
    hasBeenInterrupted = false
    let settings = session.settings
    if line == [UInt8(ascii: ".")], settings.flag(.dot) || settings.flag(.ignoreeof) || endsAtDot { return .send }
    guard let escape = escapeCharacter, line.first == escape, line.count > 1 else {
      append(line)
      return nil
    }
    if line[1] == escape {
      append(Array(line.dropFirst()))
      return nil
    }
    var end: ComposeEnd?
    do {
      end = try runEscape(Array(line.dropFirst()))
    } catch let error as any MailError {
      if endsAtError { throw failure(of: line[1], error) }
      // A failed escape never costs the text.
      session.report(error)
    }
    // What came while the escape waited for a program comes before the lines that are there already.
    if endingSignal == nil, let signal = session.world.signals.gate?.peekEnding() {
      session.world.signals.gate?.discard(signal)
      endingSignal = signal.rawValue
    }
    return endingSignal == nil ? end : keep(.abort(saves: true))
  }

  /// Whether an escape that fails ends the message, as `errexit` asks where nobody sees what it says.
  var endsAtError: Bool { session.settings.flag(.errexit) && (!isTerminal || spliced != nil) }

  private func failure(of letter: UInt8, _ error: any MailError) -> ShellError {
    ShellError(
      "~\(SettingLine.quoted([letter])) failed, and errexit lets no message go without what it does", cause: error,
      exitStatus: error.exitStatus == .success ? .failure : error.exitStatus)
  }

  /// The first character of escapes; nil when `escape` is set to nothing.
  ///
  /// None in a text from a pipe, which may be anybody's, unless the command line says so; lines of hooks are the person's.
  private var escapeCharacter: UInt8? {
    guard isTerminal || session.obeysEscapes || spliced != nil else { return nil }
    return session.settings.standingBytes(.escape).first
  }

  /// Adds a line to the text.
  func append(_ line: [UInt8]) {
    text += line
    text.append(0x0a)
  }

  /// Adds whole text, ended by a line end.
  func insert(_ bytes: [UInt8]) {
    text += bytes
    if !bytes.isEmpty, bytes.last != 0x0a { text.append(0x0a) }
  }

  private func finish(_ end: ComposeEnd, asksAtEnd: Bool) throws -> ComposeEnd {
    // Whatever is answered below, the text is there to be kept.
    composition.body = .memory(text)
    guard case .send = end else { return end }
    if isTerminal {
      if asksAtEnd {
        if let end = try askCopies() { return end }
      } else {
        session.world.output.write("EOT\n")
        // Before a server is waited for.
        session.world.output.flush()
      }
      if session.settings.flag(.askattach), let end = try askAttachments() { return end }
      if session.settings.flag(.asksend), let end = try askWhetherToSend() { return end }
    }
    return end
  }

  /// Asks whether the message is to go; the end of composing when it is not.
  private func askWhetherToSend() throws -> ComposeEnd? {
    while true {
      switch try ask("Send message? [Y/n] ") {
      case .text(let answer):
        guard let isYes = YesOrNo.answer(Array(answer.utf8), default: true) else {
          session.say(YesOrNo.help)
          continue
        }
        return isYes ? nil : .abort(saves: true)
      case .ended(let end): return end
      }
    }
  }

  /// What an interrupt, a hang-up, a termination or the quit key does to the letter: its end, or nil for a warning.
  func interrupted(by signal: Int32) -> ComposeEnd? {
    // All but an interrupt keep what was typed; nobody is there to be asked, or wants to be.
    guard signal == 2 else {
      endingSignal = signal
      return keep(.abort(saves: true))
    }
    if session.settings.flag(.ignore) {
      session.world.output.write("@\n")
      return nil
    }
    if hasBeenInterrupted { return abandoned() }
    hasBeenInterrupted = true
    session.world.output.write("(Interrupt -- one more to kill letter)\n")
    return nil
  }

  /// Who gave up before there was anything leaves no letter of nothing.
  func abandoned() -> ComposeEnd { keep(.abort(saves: !text.isEmpty || !composition.attachments.isEmpty)) }

  private func keep(_ end: ComposeEnd) -> ComposeEnd {
    composition.body = .memory(text)
    return end
  }
}
