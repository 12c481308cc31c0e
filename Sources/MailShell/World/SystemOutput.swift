public import MailSystem

/// Standard output or standard error of the process.
public final class SystemOutput: TextOutput {
  private let stream: StandardOutput

  /// Uses descriptor 1 or 2; nothing is asked of the system yet.
  ///
  /// Once the gate is made its signals end waits for the reader.
  public init(descriptor: Int32, signals: SignalSwitch? = nil) {
    stream = StandardOutput(descriptor: descriptor, gate: { signals?.gate })
  }

  /// Whether it leads to a terminal.
  public var isTerminal: Bool { stream.isTerminal }
  /// Columns of the terminal.
  public var columns: Int? { stream.windowSize?.columns }
  /// Lines of the terminal.
  public var rows: Int? { stream.windowSize?.rows }
  /// Whether everything went out so far.
  public var isHealthy: Bool { stream.isHealthy }
  /// Why writing failed.
  public var failure: SystemError? { stream.failure }
  /// Adds bytes.
  public func write(_ bytes: [UInt8]) { stream.write(bytes) }
  /// Sends out what is buffered.
  public func flush() { stream.flush() }
}
