public import MailSystem

/// Standard input of the process; signals end its waits once a gate has been made.
public final class SystemInput: TextInput {
  private var device: TerminalDevice?
  private let makeGate: () -> SignalGate?
  private lazy var isTerminalDevice = FileDescriptor(borrowing: 0, name: "standard input").isTerminal

  /// Uses descriptor 0; the gate is made when a person is first waited for.
  public init(makeGate: @escaping () -> SignalGate?) { self.makeGate = makeGate }

  /// Whether a person types it.
  public var isTerminal: Bool { isTerminalDevice }

  /// Whether something can be read at once.
  public var hasInput: Bool { open().hasInput(by: .after(milliseconds: 0)) }

  private func open() -> TerminalDevice {
    if let device { return device }
    let device = TerminalDevice(descriptor: 0, gate: makeGate())
    self.device = device
    return device
  }

  /// Shows the prompt and reads one line.
  public func readLine(prompt: String?, into output: any TextOutput) throws(SystemError) -> InputLine {
    if let prompt { output.write(prompt) }
    output.flush()
    switch try open().readLine() {
    case .line(let bytes): return .line(bytes)
    case .lastLine(let bytes): return .lastLine(bytes)
    case .end: return .end
    case .interrupted(let signal): return interrupted(by: signal, output: output)
    }
  }

  /// Appends raw bytes.
  public func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
    try open().read(into: &buffer, limit: limit)
  }

  /// Whether the terminal is gone.
  public var isHungUp: Bool { isTerminal && TerminalDevice.isHungUp }

  /// Keeps everything up to the end of input, to a signal, to the limit, or as far as there is room.
  public func readAll(upTo limit: Int) -> (input: SpooledInput, cutOff: SpooledInput.CutOff?) {
    // Where lines were read before, what the device holds comes first. The gate is this reading's alone: it goes with
    // it, so that signals end the run again while a hook or another program is waited for.
    SpooledInput.readUntilSignal(startingWith: device?.takeBuffer() ?? [], upTo: limit)
  }

  /// Keeps what is there already, and what a writer at work adds in a moment.
  public func readAvailable() -> SpooledInput {
    SpooledInput.readAll(
      startingWith: device?.takeBuffer() ?? [], by: .after(milliseconds: Self.respite)
    ).input
  }

  /// How long a run that a signal is ending reads on, in milliseconds.
  private static let respite = 200
}
