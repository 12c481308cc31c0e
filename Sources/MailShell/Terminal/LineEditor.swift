import MailBytes
import MailSystem

/// Standard input with a line editor over it: history, completion, editing; for reader and compose mode at a terminal.
final class LineEditor: TextInput {
  private let base: any TextInput
  private let editor: EditLine
  /// The lines of the history, oldest first.
  private(set) var lines: [String] = []
  private var prompt: String?
  /// How many lines are kept.
  var historySize = EditLine.historySize

  /// Puts an editor over an input; nil where the terminal or the system has none.
  ///
  /// - Parameter complete: completes the line up to the cursor, behind a prompt or none.
  init?(
    over base: any TextInput, output: any TextOutput, term: String?, gate: SignalGate?, widths: any CharacterWidths,
    complete: @escaping ([UInt8], _ prompt: String?) -> EditLine.Completion
  ) {
    guard base.isTerminal, output.isTerminal, let term, !term.isEmpty, term != "dumb",
      let editor = EditLine(program: "mail", gate: gate, widths: widths)
    else { return nil }
    self.base = base
    self.editor = editor
    editor.complete = { [unowned self] line in complete(line, self.prompt) }
    editor.list = { candidates in
      let shown = candidates.map { TerminalText(cleaning: $0).string }
      output.write("\n" + Columns.arranged(shown, width: output.columns ?? 80))
      output.flush()
    }
  }

  /// A person types it.
  var isTerminal: Bool { true }

  /// Reads one line; those behind a prompt are remembered.
  func readLine(prompt: String?, into output: any TextOutput) throws(SystemError) -> InputLine {
    let line = read(prompt: prompt, initial: "", into: output) ?? .end
    if case .line(let bytes) = line, prompt != nil { remember(String(decoding: bytes, as: UTF8.self)) }
    return line
  }

  /// Reads one line that begins with a text; what is no command is not remembered.
  func editLine(_ text: String, prompt: String, into output: any TextOutput) throws(SystemError) -> InputLine? {
    guard text.utf8.count <= Self.longestText else { return nil }
    // A line end inside would end the line.
    let line = String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
    return read(prompt: prompt, initial: line, into: output)
  }

  /// Bytes of a text beyond which nobody finds anything in one line.
  private static let longestText = 8192

  private func read(prompt: String?, initial: String, into output: any TextOutput) -> InputLine? {
    output.flush()
    self.prompt = prompt
    switch editor.readLine(prompt: prompt ?? "", initial: initial) {
    case .line(let bytes): return .line(bytes)
    case .lastLine(let bytes): return .lastLine(bytes)
    case .end:
      // The editor shows the key; what ends a text is told in its place.
      if prompt == nil { output.write("\r") }
      return .end
    case .interrupted(let signal): return interrupted(by: signal, output: output)
    case nil: return nil
    }
  }

  /// Keeps a line of the prompt; not one that begins with a blank, nor one with a password in it.
  func remember(_ line: String) {
    guard let first = line.utf8.first, first != 0x20, !line.contains(bytesOf: "password") else { return }
    editor.remember(line)
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > historySize { lines.removeFirst(lines.count - historySize) }
  }

  /// Puts other lines in the place of the history.
  func replaceHistory(by new: [String]) {
    editor.forget()
    lines = []
    for line in new { remember(line) }
  }

  /// Appends raw bytes, unedited.
  func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
    try base.read(into: &buffer, limit: limit)
  }

  /// Whether the terminal is gone.
  var isHungUp: Bool { base.isHungUp }

  /// Keeps everything up to the end of input, to a signal, to the limit, or as far as there is room.
  func readAll(upTo limit: Int) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?) { base.readAll(upTo: limit) }
}
