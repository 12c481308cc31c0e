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
  /// - Parameter makeGate: gives the gate whose signals end the reading. It is asked for where there is something to wait
  ///   for, so that a text which is there already costs no gate.
  /// - Returns: what was read, and the signal that came before the end.
  public static func readAll(
    from descriptor: borrowing FileDescriptor = FileDescriptor(borrowing: 0, name: "standard input"),
    startingWith head: [UInt8] = [], makeGate: () -> SignalGate? = { nil }
  ) throws(SystemError) -> (input: SpooledInput, signal: Signal?) {
    var bytes = head
    var gate: SignalGate?
    while bytes.count <= memoryLimit {
      if let signal = awaitInput(descriptor.raw, &gate, makeGate) { return (.memory(bytes), signal) }
      if try descriptor.read(into: &bytes, limit: 65536) == 0 { return (.memory(bytes), nil) }
    }
    gate = gate ?? makeGate()
    let file: FileDescriptor
    do { file = try TemporaryFile.makeNameless() } catch {
      return try readIntoMemory(bytes, from: descriptor, &gate, makeGate, because: error)
    }
    var total = 0
    var signal: Signal?
    while !bytes.isEmpty {
      do { try file.write(bytes) } catch {
        var all: [UInt8] = []
        guard try file.readFully(at: 0, into: &all, count: total) == total else { throw error }
        return try readIntoMemory(all + bytes, from: descriptor, &gate, makeGate, because: error)
      }
      total += bytes.count
      bytes.removeAll(keepingCapacity: true)
      signal = awaitInput(descriptor.raw, &gate, makeGate)
      if signal == nil { _ = try descriptor.read(into: &bytes, limit: 1 << 18) }
    }
    return (.file(FileContent(descriptor: file, count: total, name: descriptor.name)), signal)
  }

  /// How much is kept in memory where no file can hold it: a full disk for temporary files costs nobody a text.
  static let emergencyLimit = 1 << 28

  private static func readIntoMemory(
    _ head: [UInt8], from descriptor: borrowing FileDescriptor, _ gate: inout SignalGate?,
    _ makeGate: () -> SignalGate?,
    because failure: SystemError
  ) throws(SystemError) -> (input: SpooledInput, signal: Signal?) {
    var bytes = head
    while bytes.count <= emergencyLimit {
      if let signal = awaitInput(descriptor.raw, &gate, makeGate) { return (.memory(bytes), signal) }
      if try descriptor.read(into: &bytes, limit: 1 << 18) == 0 { return (.memory(bytes), nil) }
    }
    throw failure
  }

  /// Waits for input or its end; the signal that came instead.
  private static func awaitInput(
    _ descriptor: Int32, _ gate: inout SignalGate?, _ makeGate: () -> SignalGate?
  ) -> Signal? {
    if gate == nil {
      if Waiting.isReady(descriptor, for: .reading, by: .after(milliseconds: 0), gate: nil) == .ready { return nil }
      gate = makeGate()
    }
    guard case .interrupted = Waiting.isReady(descriptor, for: .reading, by: .never, gate: gate) else { return nil }
    return gate?.take()
  }
}
