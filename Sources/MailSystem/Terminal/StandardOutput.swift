import CPlatform
import Glibc

/// Standard output or standard error, buffered; the first failed write is kept and told, later ones are not tried.
public final class StandardOutput {
  /// 1 or 2.
  public let descriptor: Int32
  /// Why writing failed, for the exit status; nil as long as all is well.
  public private(set) var failure: SystemError? {
    didSet { isHealthy = failure == nil }
  }
  /// Whether everything so far went out or can still go out.
  public private(set) var isHealthy = true
  private var buffer: [UInt8] = []
  private let isLineBuffered: Bool
  private var ignoresPipe = false

  /// Uses the descriptor, 1 unless told otherwise; nothing is asked of the system yet.
  public init(descriptor: Int32 = 1, isLineBuffered: Bool = false) {
    self.descriptor = descriptor
    self.isLineBuffered = isLineBuffered
  }

  /// Whether it leads to a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Rows and columns of the terminal; nil when it is none.
  public var windowSize: WindowSize? { WindowSize.of(descriptor) }

  /// Adds bytes; they go out when the buffer is full, on `flush`, or at each line end where that was asked for.
  ///
  /// Text for a terminal must have gone through TerminalText.
  public func write(_ bytes: [UInt8]) {
    guard isHealthy else { return }
    buffer.append(contentsOf: bytes)
    if buffer.count >= 32768 || isLineBuffered { flush() }
  }

  /// Sends out what is buffered.
  public func flush() {
    guard !buffer.isEmpty, isHealthy else { return }
    if !ignoresPipe {
      SignalGate.ignorePipe()
      ignoresPipe = true
    }
    do {
      try FileDescriptor(borrowing: descriptor, name: descriptor == 2 ? "standard error" : "standard output")
        .write(buffer)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Sends out the rest and reports the first failure; the last thing a run does.
  public func finish() throws(SystemError) {
    flush()
    if let failure { throw failure }
  }
}
