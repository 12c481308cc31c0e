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
  /// The gate whose signals end a wait for a reader who does not read, once there is one.
  private let gate: () -> SignalGate?
  /// Whether somebody reads it who may not, as of a pipe or a terminal; a file takes what there is room for.
  private lazy var readerCanWait =
    (try? FileDescriptor(borrowing: descriptor, name: "").status().kind) != .file
  /// What a pipe takes at once where it takes anything.
  private static let pieceSize = 4096

  /// Uses the descriptor, 1 unless told otherwise; nothing is asked of the system yet.
  public init(
    descriptor: Int32 = 1, isLineBuffered: Bool = false, gate: @escaping () -> SignalGate? = { nil }
  ) {
    self.descriptor = descriptor
    self.gate = gate
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
      try send(to: FileDescriptor(borrowing: descriptor, name: descriptor == 2 ? "standard error" : "standard output"))
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func send(to file: borrowing FileDescriptor) throws(SystemError) {
    guard readerCanWait, let gate = gate() else { return try file.write(buffer) }
    var start = 0
    while start < buffer.count {
      try wait(gate, file.name)
      let end = min(buffer.count, start + Self.pieceSize)
      try file.write(Array(buffer[start..<end]))
      start = end
    }
  }

  /// Waits until something can be written; what can be is, whatever signal came.
  private func wait(_ gate: SignalGate, _ name: String) throws(SystemError) {
    guard Waiting.isReady(descriptor, for: .writing, by: .after(milliseconds: 0), gate: nil) != .ready,
      case .interrupted(let signal) = Waiting.isReady(descriptor, for: .writing, by: .never, gate: gate)
    else { return }
    // The interrupt key of a terminal that was held is for the command, not for all that is told from now on.
    if signal != .interrupt || !isTerminal { throw .interrupted(by: signal, during: "write", name) }
  }

  /// Sends out the rest and reports the first failure; the last thing a run does.
  public func finish() throws(SystemError) {
    flush()
    if let failure { throw failure }
  }
}
