public import MailSystem

/// Where text for the person or the next program goes; standard output, standard error, or a test's memory.
public protocol TextOutput: AnyObject {
  /// Whether a person is likely to look at it.
  var isTerminal: Bool { get }
  /// Columns of the terminal, or nil when it is none.
  var columns: Int? { get }
  /// Lines of the terminal, or nil when it is none.
  var rows: Int? { get }
  /// Whether everything written so far went out; a full disk or a closed pipe makes it false for good.
  var isHealthy: Bool { get }
  /// Why it is not healthy, where that is known.
  var failure: SystemError? { get }
  /// Writes bytes that are already clean, or raw data that was asked for raw; buffered until `flush`.
  func write(_ bytes: [UInt8])
  /// Sends out what is buffered.
  func flush()
  /// Clean text as the terminal takes it, for a pager that writes to it.
  func encoded(_ bytes: [UInt8]) -> [UInt8]
}

extension TextOutput {
  /// What a test's memory or a captured text never has.
  public var failure: SystemError? { nil }
  /// UTF-8, as it comes.
  public func encoded(_ bytes: [UInt8]) -> [UInt8] { bytes }

  /// Writes a trusted text, or one that went through TerminalText.
  public func write(_ text: String) { write(Array(text.utf8)) }
}
