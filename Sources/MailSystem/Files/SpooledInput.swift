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

  /// Reads a descriptor, standard input unless told otherwise, to its end, in bounded memory.
  ///
  /// - Parameters:
  ///   - deadline: when to be content with what has come.
  ///   - makeGate: gives the gate whose signals end the reading. It is asked for where there is something to wait
  ///     for, so that a text which is there already costs no gate.
  /// - Returns: what was read, and the signal that came before the end.
  public static func readAll(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = [], by deadline: Deadline = .never, makeGate: () -> SignalGate? = { nil }
  ) throws(SystemError) -> (input: SpooledInput, signal: Signal?) {
    var bytes = head
    var gate: SignalGate?
    func isCutOff(_ signal: inout Signal?) -> Bool {
      signal = awaitInput(descriptor.raw, &gate, makeGate, by: deadline)
      return signal != nil || deadline.hasPassed
    }
    var signal: Signal?
    while bytes.count <= memoryLimit {
      if isCutOff(&signal) { return (.memory(bytes), signal) }
      if try descriptor.read(into: &bytes, limit: 65536) == 0 { return (.memory(bytes), nil) }
    }
    gate = gate ?? makeGate()
    let file: FileDescriptor
    do { file = try TemporaryFile.makeNameless() } catch {
      return try readIntoMemory(bytes, from: descriptor, because: error, isCutOff)
    }
    var total = 0
    while !bytes.isEmpty {
      do { try file.write(bytes) } catch {
        var all: [UInt8] = []
        guard try file.readFully(at: 0, into: &all, count: total) == total else { throw error }
        return try readIntoMemory(all + bytes, from: descriptor, because: error, isCutOff)
      }
      total += bytes.count
      bytes.removeAll(keepingCapacity: true)
      if !isCutOff(&signal) { _ = try descriptor.read(into: &bytes, limit: 1 << 18) }
    }
    return (.file(FileContent(descriptor: file, count: total, name: descriptor.name)), signal)
  }

  /// Reads a descriptor to its end in a run that a signal ends: what has come by then is returned with the signal, and what
  /// is done with it is disturbed by no other.
  public static func readUntilSignal(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = []
  ) throws(SystemError) -> (input: SpooledInput, signal: Signal?) {
    var gate: SignalGate?
    let result = try readAll(
      from: descriptor, startingWith: head,
      makeGate: {
        gate = try? SignalGate()
        return gate
      })
    if result.signal != nil { gate?.hold() }
    return result
  }

  /// How much is kept in memory where no file can hold it: a full disk for temporary files costs nobody a text.
  static let emergencyLimit = 1 << 28

  private static func readIntoMemory(
    _ head: [UInt8], from descriptor: borrowing FileDescriptor, because failure: SystemError,
    _ isCutOff: (inout Signal?) -> Bool
  ) throws(SystemError) -> (input: SpooledInput, signal: Signal?) {
    var bytes = head
    var signal: Signal?
    while bytes.count <= emergencyLimit {
      if isCutOff(&signal) { return (.memory(bytes), signal) }
      if try descriptor.read(into: &bytes, limit: 1 << 18) == 0 { return (.memory(bytes), nil) }
    }
    throw failure
  }

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
