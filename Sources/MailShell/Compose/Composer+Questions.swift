import MailBytes
import MailLanguage
import MailSystem

extension Composer {
  /// What came of a question.
  enum Answer {
    case text(String)
    case ended(ComposeEnd)
  }

  /// Asks for copies as `askcc` and `askbcc` say; the end of composing when the answer was one.
  func askCopies() throws -> ComposeEnd? {
    if session.settings.flag(.askcc), let end = try askRecipients("Cc: ", \.cc) { return end }
    if session.settings.flag(.askbcc), let end = try askRecipients("Bcc: ", \.bcc) { return end }
    return nil
  }

  /// Asks for the addresses of a field, with those it holds already, until they can be written to; the end of composing
  /// when the answer was one.
  func askRecipients(_ label: String, _ field: WritableKeyPath<Composition, [String]>) throws -> ComposeEnd? {
    var question = FieldQuestion(label: label, former: composition[keyPath: field], isAddresses: true)
    while true {
      switch try ask(&question) {
      case .text(let answer):
        if let changed = try value(of: &question, answer) {
          composition[keyPath: field] = changed
          return nil
        }
      case .ended(let end): return end
      }
    }
  }

  /// Adds recipients to a field; at a terminal a faulty one is told at once, and changes nothing.
  func add(_ text: String, to field: WritableKeyPath<Composition, [String]>) throws {
    guard !Blanks.trim(text).isEmpty else { return }
    try check(text, "Nobody of this line was added; the others stay.")
    composition[keyPath: field].append(text)
  }

  /// What a field holds behind an answer; nil for one that cannot be written to, which has been told.
  func value(of question: inout FieldQuestion, _ answer: String) throws -> [String]? {
    guard let added = question.added(by: answer), question.isAddresses else { return question.value(with: answer) }
    let hint =
      question.isEdited
      ? "The field is as it was until its line is mended." : "Nobody of this line was added; the others stay."
    do { try check(added, hint) } catch let error as ShellError {
      session.report(error)
      question.typed = answer
      return nil
    }
    return question.value(with: answer)
  }

  /// Whether everybody in a text can be written to; who is not at a terminal learns it when the letter is ready.
  private func check(_ text: String, _ hint: String) throws {
    guard isTerminal else { return }
    var composition = Composition()
    composition.to = [text]
    // What the settings add is not this text's fault.
    composition.isRepeated = true
    do { _ = try session.resolve(composition) } catch {
      throw ShellError(
        error.summary, hint: hint, cause: error.cause, exitStatus: error.exitStatus)
    }
  }

  /// Asks for one line; the first interrupt warns and the question comes again, as for a line of the text.
  func ask(_ words: String) throws(SystemError) -> Answer {
    var question = FieldQuestion(label: words, former: [])
    return try ask(&question)
  }

  private func ask(_ question: inout FieldQuestion) throws(SystemError) -> Answer {
    while true {
      switch try read(&question) {
      case .line(let bytes), .lastLine(let bytes):
        hasBeenInterrupted = false
        return .text(String(keeping: Blanks.trim(bytes)))
      case .end: return .text(question.unchanged)
      case .interrupted(let signal):
        if let end = interrupted(by: signal) { return .ended(end) }
      }
    }
  }

  /// Asks for files to attach, as `askattach` says, until an empty answer; the end of composing when the answer was one.
  func askAttachments() throws -> ComposeEnd? {
    while true {
      switch try ask("#\(composition.attachments.count + 1) filename: ") {
      case .text(""): return nil
      case .text(let name):
        do { try attach(WordLexer.wholeWord(Array(name.utf8))) } catch let error as ShellError { session.report(error) }
      case .ended(let end): return end
      }
    }
  }

  /// Asks for one line on behalf of an escape; nil when interrupted, what changes nothing at the end of input.
  func prompt(_ question: inout FieldQuestion) throws(SystemError) -> String? {
    // A signal may have come since the last question.
    guard endingSignal == nil else { return nil }
    switch try read(&question) {
    case .line(let bytes), .lastLine(let bytes): return String(keeping: Blanks.trim(bytes))
    case .end: return question.unchanged
    case .interrupted(let signal):
      // All but an interrupt end more than the escape.
      if signal != 2 { endingSignal = signal }
      return nil
    }
  }

  /// Asks for one line on behalf of an escape; nil when interrupted, an empty answer at the end of input.
  func prompt(_ words: String) throws(SystemError) -> String? {
    var question = FieldQuestion(label: words, former: [])
    return try prompt(&question)
  }

  /// Reads the answer to a question: what the field holds is there to be changed, or where lines cannot be edited shown
  /// before what is typed.
  private func read(_ question: inout FieldQuestion) throws(SystemError) -> InputLine {
    let (input, output) = (session.world.input, session.world.output)
    let text = question.typed ?? question.text
    question.isEdited = false
    let line: InputLine
    if !text.isEmpty, let edited = try input.editLine(text, prompt: question.label, into: output) {
      question.isEdited = true
      line = edited
    } else {
      line = try input.readLine(prompt: question.words, into: output)
    }
    switch line {
    case .end: endLine()
    // The interrupt key has ended it already.
    case .interrupted(let signal) where signal != 2: endLine()
    default: break
    }
    return line
  }

  /// Neither the key for the end of input nor a signal ends the line of the question on the screen.
  private func endLine() {
    if isTerminal { session.world.output.write("\n") }
  }
}
