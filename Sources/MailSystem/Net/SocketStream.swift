import CPlatform
import Glibc

/// A connected socket whose waits end by a deadline or by a signal of the gate.
public final class SocketStream: ByteStream {
  /// The socket's descriptor; -1 when closed.
  public private(set) var descriptor: Int32
  /// The name of the peer, for errors.
  public let name: String
  /// Whether the peer is on this machine: a loopback address, or a socket in the file system.
  public let isLoopback: Bool
  private let gate: SignalGate?

  /// Takes over a connected, non-blocking socket.
  public init(owning descriptor: Int32, name: String, gate: SignalGate? = nil) {
    self.descriptor = descriptor
    self.name = name
    self.gate = gate
    isLoopback = descriptor >= 0 && cp_peer_is_loopback(descriptor) == 1
  }

  deinit { close() }

  /// Appends what has arrived, waiting for at least one byte; 0 when the peer has closed.
  public func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int {
    guard descriptor >= 0 else { throw SystemError(call: "recv", subject: name, errno: EBADF) }
    while true {
      var got = 0
      var failure: Int32 = 0
      buffer.append(addingCapacity: 16384) { span in
        unsafe span.withUnsafeMutableBufferPointer { space, count in
          got = unsafe recv(descriptor, space.baseAddress.map { unsafe $0 + count }, 16384, 0)
          failure = errno
          if got > 0 { count += got }
        }
      }
      if got >= 0 { return got }
      if failure == EINTR { continue }
      guard failure == EAGAIN || failure == EWOULDBLOCK else {
        throw SystemError(call: "recv", subject: name, errno: failure)
      }
      try wait(for: .reading, by: deadline, call: "recv")
    }
  }

  /// Writes all bytes or throws.
  public func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError) {
    guard descriptor >= 0 else { throw SystemError(call: "send", subject: name, errno: EBADF) }
    var done = 0
    while done < bytes.count {
      let (sent, failure) = unsafe bytes.withUnsafeBytes { all in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: all[done...])
        let sent = unsafe send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        return (sent, errno)
      }
      if sent > 0 {
        done += sent
        continue
      }
      if failure == EINTR { continue }
      guard failure == EAGAIN || failure == EWOULDBLOCK else {
        throw SystemError(call: "send", subject: name, errno: failure)
      }
      try wait(for: .writing, by: deadline, call: "send")
    }
  }

  /// Waits until something can be read or written, for a TLS library that does its own reads and writes.
  public func wait(forReading: Bool, by deadline: Deadline) throws(SystemError) {
    try wait(for: forReading ? .reading : .writing, by: deadline, call: "poll")
  }

  private func wait(for direction: Waiting.Direction, by deadline: Deadline, call: String) throws(SystemError) {
    switch Waiting.isReady(descriptor, for: direction, by: deadline, gate: gate) {
    case .ready: return
    case .timedOut: throw .timedOut(call, name)
    case .interrupted(let signal): throw .interrupted(by: signal, during: call, name)
    }
  }

  /// Ends the connection without waiting for the peer.
  public func close() {
    guard descriptor >= 0 else { return }
    _ = Glibc.close(descriptor)
    descriptor = -1
  }
}
