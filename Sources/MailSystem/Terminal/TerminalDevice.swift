import CPlatform
import Glibc

/// The input side of standard input or of the terminal, read line by line or key by key.
public final class TerminalDevice {
  /// What a wait for input brought.
  public enum Line: Sendable, Equatable {
    /// A line without its end.
    case line([UInt8])
    /// The last line, which had no line end.
    case lastLine([UInt8])
    /// No more input.
    case end
    /// A signal of the gate came instead; it has been taken from the gate.
    case interrupted(Signal)
  }

  /// The most bytes a line may have; longer ones are an error.
  public static let lineLimit = 1 << 30
  /// The descriptor that is read.
  public let descriptor: Int32
  private let gate: SignalGate?
  private let isOwned: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var savedModes: TerminalModes?

  /// Reads a descriptor, standard input unless told otherwise; waits end by the signals of the gate.
  public init(descriptor: Int32 = 0, gate: SignalGate? = nil) {
    self.descriptor = descriptor
    self.gate = gate
    isOwned = false
  }

  /// Opens the terminal of the session, whatever standard input is.
  public init(openingControllingTerminal gate: SignalGate? = nil) throws(SystemError) {
    descriptor = Syscalls.open("/dev/tty", O_RDWR, 0)
    self.gate = gate
    isOwned = true
    guard descriptor >= 0 else { throw .last("open", "/dev/tty") }
  }

  deinit {
    restore()
    if isOwned { _ = Glibc.close(descriptor) }
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }
  /// Rows and columns; nil when it is no terminal.
  public var windowSize: WindowSize? { WindowSize.of(descriptor) }

  /// Reads one line, its LF taken off.
  public func readLine() throws(SystemError) -> Line {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Array(buffer[position..<end])
        position = end + 1
        return .line(line)
      }
      searched = buffer.count
      if isAtEnd {
        guard position < buffer.count else {
          // At a terminal the end of input is a key; what is typed later counts again.
          if isTerminal { isAtEnd = false }
          return .end
        }
        let line = Array(buffer[position...])
        position = buffer.count
        return .lastLine(line)
      }
      if position > 0 {
        buffer.removeSubrange(..<position)
        searched -= position
        position = 0
      }
      guard buffer.count < Self.lineLimit else {
        throw SystemError(call: "read", subject: "standard input", errno: EFBIG, detail: "line too long")
      }
      if let signal = try fill(limit: 65536) { return .interrupted(signal) }
    }
  }

  /// Appends up to `limit` raw bytes; 0 at the end of input.
  ///
  /// An interruption is thrown.
  public func read(into bytes: inout [UInt8], limit: Int) throws(SystemError) -> Int {
    if position == buffer.count {
      guard !isAtEnd else { return 0 }
      buffer.removeAll(keepingCapacity: true)
      position = 0
      if let signal = try fill(limit: min(max(limit, 1), 1 << 18)) {
        throw .interrupted(by: signal, during: "read", "standard input")
      }
    }
    let count = min(limit, buffer.count - position)
    bytes.append(contentsOf: buffer[position..<position + count])
    position += count
    return count
  }

  /// Whether input is waiting already, or arrives until the deadline.
  public func hasInput(by deadline: Deadline) -> Bool {
    position < buffer.count || Waiting.isReady(descriptor, for: .reading, by: deadline, gate: gate) == .ready
  }

  /// What has been read but not used, which is thereby taken.
  public func takeBuffer() -> [UInt8] {
    defer {
      buffer.removeAll(keepingCapacity: true)
      position = 0
    }
    return Array(buffer[position...])
  }

  /// Forgets what has been read but not used, as after an interrupt.
  public func discardInput() {
    buffer.removeAll(keepingCapacity: true)
    position = 0
    if isTerminal { _ = tcflush(descriptor, TCIFLUSH) }
  }

  private func fill(limit: Int) throws(SystemError) -> Signal? {
    if gate != nil {
      switch Waiting.isReady(descriptor, for: .reading, by: .never, gate: gate) {
      case .interrupted: return gate?.take()
      case .ready, .timedOut: break
      }
    }
    if try FileDescriptor(borrowing: descriptor, name: "standard input").read(into: &buffer, limit: limit) == 0 {
      isAtEnd = true
    }
    return nil
  }

  /// Turns echo off, as for a password; `restore` puts it back.
  public func disableEcho() { change { $0.disableEcho() } }

  /// Hands over each key at once, unchanged, without echo; `restore` puts it back.
  public func makeRaw() { change { $0.makeRaw() } }

  /// Puts the modes of the terminal back as they were found.
  public func restore() {
    if let savedModes { savedModes.apply(to: descriptor) }
    savedModes = nil
  }

  private func change(_ body: (inout TerminalModes) -> Void) {
    guard var modes = TerminalModes(of: descriptor) else { return }
    if savedModes == nil { savedModes = modes }
    body(&modes)
    modes.apply(to: descriptor)
  }

  /// Asks a question on the terminal of the session; whether the answer begins with y.
  public static func confirm(prompt: [UInt8], gate: SignalGate? = nil) -> Bool {
    guard let terminal = try? TerminalDevice(openingControllingTerminal: gate),
      (try? FileDescriptor(borrowing: terminal.descriptor, name: "/dev/tty").write(prompt)) != nil
    else { return false }
    switch try? terminal.readLine() {
    case .line(let line), .lastLine(let line): return (line.first ?? 0) | 0x20 == UInt8(ascii: "y")
    default: return false
    }
  }

  /// Asks for a password on the terminal of the session, without echo; nil at the end of input or when interrupted.
  public static func askPassword(prompt: [UInt8], gate: SignalGate? = nil) throws(SystemError) -> [UInt8]? {
    let terminal = try TerminalDevice(openingControllingTerminal: gate)
    let output = FileDescriptor(borrowing: terminal.descriptor, name: "/dev/tty")
    try output.write(prompt)
    terminal.disableEcho()
    defer {
      terminal.restore()
      try? output.write([0x0A])
    }
    switch try terminal.readLine() {
    case .line(let line), .lastLine(let line): return line
    case .end, .interrupted: return nil
    }
  }
}
