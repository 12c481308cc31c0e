import MailSystem

/// A connection whose other end is a script: what it says, and what it must be told.
public final class ScriptedStream: ByteStream {
  /// One step of the script.
  public enum Step: Sendable {
    /// The peer says these bytes.
    case says(String)
    /// The peer says these bytes.
    case saysBytes([UInt8])
    /// The peer waits for exactly these bytes.
    case hears(String)
    /// The peer waits until these bytes have come at the end of whatever else came.
    case hearsUntil(String)
    /// The peer closes.
    case closes
    /// The peer says nothing until the deadline.
    case isSilent
  }

  /// All that was written so far.
  public private(set) var written: [UInt8] = []
  /// What went wrong with the script; empty when the dialog followed it.
  public private(set) var complaints: [String] = []
  /// Whether `close` was called.
  public private(set) var isClosed = false
  private var steps: [Step]
  private var heard: [UInt8] = []
  private let pieceSize: Int

  /// Plays a script; what the peer says comes in pieces of at most so many bytes.
  public init(_ steps: [Step], pieceSize: Int = .max) {
    self.steps = steps
    self.pieceSize = max(1, pieceSize)
  }

  /// No descriptor.
  public var descriptor: Int32 { -1 }

  /// What was written, as text.
  public var writtenText: String { String(decoding: written, as: UTF8.self) }

  /// Whether all steps were taken.
  public var isFinished: Bool { steps.isEmpty }

  /// Appends what the peer says next.
  public func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int {
    guard !isClosed else { throw SystemError(call: "recv", subject: "script", errno: 9) }
    guard let step = steps.first else { return 0 }
    switch step {
    case .says(let text): return say(Array(text.utf8), into: &buffer)
    case .saysBytes(let bytes): return say(bytes, into: &buffer)
    case .closes: return 0
    case .isSilent:
      steps.removeFirst()
      throw .timedOut("recv", "script")
    case .hears(let text), .hearsUntil(let text):
      complaints.append("read while the peer waits for \(text.debugDescription)")
      throw .timedOut("recv", "script")
    }
  }

  private func say(_ bytes: [UInt8], into buffer: inout [UInt8]) -> Int {
    let count = min(pieceSize, bytes.count)
    buffer.append(contentsOf: bytes[..<count])
    if count == bytes.count { steps.removeFirst() } else { steps[0] = .saysBytes(Array(bytes[count...])) }
    return count
  }

  /// Takes what is written and compares it with the script.
  public func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError) {
    guard !isClosed else { throw SystemError(call: "send", subject: "script", errno: 9) }
    for index in bytes.indices {
      written.append(bytes[index])
      heard.append(bytes[index])
    }
    while !heard.isEmpty, let step = steps.first {
      switch step {
      case .hears(let text):
        let wanted = Array(text.utf8)
        let common = min(wanted.count, heard.count)
        guard heard[..<common] == wanted[..<common] else {
          complaints.append(
            "heard \(String(decoding: heard, as: UTF8.self).debugDescription) for \(text.debugDescription)")
          steps.removeFirst()
          heard.removeAll()
          return
        }
        guard heard.count >= wanted.count else { return }
        heard.removeFirst(wanted.count)
        steps.removeFirst()
      case .hearsUntil(let text):
        let wanted = Array(text.utf8)
        guard heard.count >= wanted.count, heard.suffix(wanted.count) == wanted[...] else { return }
        heard.removeAll()
        steps.removeFirst()
      case .closes: throw SystemError(call: "send", subject: "script", errno: 32)
      case .says, .saysBytes, .isSilent: return
      }
    }
  }

  /// Ends the connection.
  public func close() { isClosed = true }
}
