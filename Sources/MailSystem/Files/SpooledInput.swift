import Glibc

/// A whole stream kept for reading in any order: in memory when small, else in a nameless temporary file, as far as there
/// is room for one.
public enum SpooledInput: Sendable {
  /// All of it.
  case memory([UInt8])
  /// All of it, on disk.
  case file(FileContent)

  /// How much is kept in memory before a file is made.
  public static let memoryLimit = 1 << 20

  /// How many bytes there are.
  public var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(let content): content.count
    }
  }

  /// Appends up to `limit` bytes from the offset; nothing at the end.
  public func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(SystemError) {
    switch self {
    case .memory(let bytes):
      guard offset >= 0, offset < bytes.count, limit > 0 else { return }
      buffer.append(contentsOf: bytes[offset..<min(bytes.count, offset + min(limit, bytes.count))])
    case .file(let content): try content.read(at: offset, limit: limit, into: &buffer)
    }
  }

  /// Why a reading ended before the end of what is read.
  public enum CutOff: Sendable, Equatable {
    /// This signal came.
    case signal(Signal)
    /// No more could be read, or there was no room for it.
    case failure(SystemError)
    /// There is more than the bytes that were asked for.
    case limit(Int)
  }

  /// Reads a descriptor, standard input unless told otherwise, to its end, in bounded memory.
  ///
  /// - Parameters:
  ///   - limit: how many bytes are enough.
  ///   - deadline: when to be content with what has come.
  ///   - makeGate: gives the gate whose signals end the reading. It is asked for where there is something to wait
  ///     for, so that a text which is there already costs no gate.
  /// - Returns: what was read, whatever happened, and why it is not all.
  public static func readAll(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = [], upTo limit: Int = .max, by deadline: Deadline = .never,
    makeGate: () -> SignalGate? = { nil }
  ) -> (input: SpooledInput, cutOff: CutOff?) {
    var spool = Spool(head, name: descriptor.name)
    var gate: SignalGate?
    while true {
      if spool.count > limit { return (spool.finish(upTo: limit), .limit(limit)) }
      // What goes to a file takes its time.
      if spool.isLarge { gate = gate ?? makeGate() }
      if let signal = awaitInput(descriptor.raw, &gate, makeGate, by: deadline) {
        return (spool.finish(), .signal(signal))
      }
      if deadline.hasPassed { return (spool.finish(), nil) }
      do throws(SystemError) {
        if try spool.read(from: descriptor) == 0 { return (spool.finish(), nil) }
      } catch { return (spool.finish(), .failure(error)) }
    }
  }

  /// Reads a descriptor to its end in a run that a signal ends: what has come by then is returned with the signal, and what
  /// is done with it is disturbed by no other.
  public static func readUntilSignal(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = [], upTo limit: Int = .max
  ) -> (input: SpooledInput, cutOff: CutOff?) {
    var gate: SignalGate?
    let result = readAll(
      from: descriptor, startingWith: head, upTo: limit,
      makeGate: {
        gate = try? SignalGate()
        return gate
      })
    if case .signal = result.cutOff { gate?.hold() }
    return result
  }

  /// How much is kept in memory where no file can hold it: a full disk for temporary files costs nobody a text.
  static let emergencyLimit = 1 << 28

  /// Waits for input, its end or the deadline; the signal that came instead.
  private static func awaitInput(
    _ descriptor: Int32, _ gate: inout SignalGate?, _ makeGate: () -> SignalGate?, by deadline: Deadline
  ) -> Signal? {
    if gate == nil {
      if Waiting.isReady(descriptor, for: .reading, by: .after(milliseconds: 0), gate: nil) == .ready { return nil }
      gate = makeGate()
    }
    guard case .interrupted = Waiting.isReady(descriptor, for: .reading, by: deadline, gate: gate) else { return nil }
    return gate?.take()
  }
}
