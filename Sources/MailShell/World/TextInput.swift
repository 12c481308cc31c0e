public import MailSystem

/// Where commands, text and answers come from: standard input or a test's script.
public protocol TextInput: AnyObject {
  /// Whether a person types it.
  var isTerminal: Bool { get }
  /// Reads one line; its end (LF) is taken off.
  func readLine(prompt: String?, into output: any TextOutput) throws(SystemError) -> InputLine
  /// Reads one line that begins with a text, for the person to change it; nil where lines cannot be edited.
  func editLine(_ text: String, prompt: String, into output: any TextOutput) throws(SystemError) -> InputLine?
  /// Appends up to `limit` raw bytes to the buffer; 0 at the end of input.
  func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int
  /// Whether something can be read at once: bytes, or the end of input.
  var hasInput: Bool { get }
  /// Whether the terminal went away, so that the end of input is no answer of a person.
  var isHungUp: Bool { get }
  /// Keeps everything up to the end of input, to a signal, to a limit, or as far as there is room, in bounded memory.
  func readAll(upTo limit: Int) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?)
  /// Keeps what is there already, for a run that a signal is ending.
  func readAvailable() -> SpooledInput
}

extension TextInput {
  /// Input that nobody has to be waited for.
  public var hasInput: Bool { true }
  /// Input without an editor.
  public func editLine(_ text: String, prompt: String, into output: any TextOutput) throws(SystemError) -> InputLine? {
    nil
  }
  /// Input that cannot go away.
  public var isHungUp: Bool { false }
  /// Input that nobody has to be waited for.
  public func readAvailable() -> SpooledInput { readAll(upTo: .max).input }

  /// What a wait brought that a signal ended; the line on which a terminal has shown `^C` ends here, so that what is told
  /// next begins one of its own.
  func interrupted(by signal: Signal, output: any TextOutput) -> InputLine {
    if isTerminal, signal == .interrupt {
      output.write("\n")
      output.flush()
    }
    return .interrupted(signal.rawValue)
  }
}

/// What a wait for a line brought.
public enum InputLine: Sendable, Equatable {
  /// A line without its end.
  case line([UInt8])
  /// The last line, which had no line end.
  case lastLine([UInt8])
  /// No more input.
  case end
  /// A signal came instead: 2 for interrupt, 1 for hang-up, 3 for the quit key, 15 for termination.
  case interrupted(Int32)
}
