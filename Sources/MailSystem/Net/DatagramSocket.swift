import CPlatform
import Glibc

/// A UDP socket that talks to one peer: what others send is not received.
public final class DatagramSocket {
  private let descriptor: Int32
  private let name: String
  private let gate: SignalGate?

  /// Opens a socket to a numeric address.
  public init(address: String, port: UInt16, gate: SignalGate? = nil) throws(SystemError) {
    let name = address + ":" + String(port)
    // A name would have to be asked for first.
    let peers = try SocketAddress.resolve(host: address, port: port, family: AF_UNSPEC, isNumeric: true)
    guard let peer = peers.first else { throw SystemError(call: "connect", subject: name, errno: EADDRNOTAVAIL) }
    let socket = cp_datagram_socket(peer.family)
    guard socket >= 0 else { throw .last("socket", name) }
    guard peer.connect(socket) == 0 else {
      let failure = errno
      _ = Glibc.close(socket)
      throw SystemError(call: "connect", subject: name, errno: failure)
    }
    descriptor = socket
    self.name = name
    self.gate = gate
  }

  deinit { _ = Glibc.close(descriptor) }

  /// Sends one datagram.
  public func send(_ bytes: [UInt8]) throws(SystemError) {
    let (sent, failure) = unsafe bytes.withUnsafeBytes { all in
      let sent = unsafe Glibc.send(descriptor, all.baseAddress, all.count, Int32(MSG_NOSIGNAL))
      return (sent, errno)
    }
    guard sent == bytes.count else { throw SystemError(call: "send", subject: name, errno: failure) }
  }

  /// Receives one datagram of at most so many bytes.
  public func receive(limit: Int, by deadline: Deadline) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    while true {
      let (got, failure) = unsafe bytes.withUnsafeMutableBytes { all in
        let got = unsafe recv(descriptor, all.baseAddress, all.count, 0)
        return (got, errno)
      }
      if got >= 0 { return Array(bytes[..<got]) }
      if failure == EINTR { continue }
      guard failure == EAGAIN || failure == EWOULDBLOCK else {
        throw SystemError(call: "recv", subject: name, errno: failure)
      }
      switch Waiting.isReady(descriptor, for: .reading, by: deadline, gate: gate) {
      case .ready: continue
      case .timedOut: throw .timedOut("recv", name)
      case .interrupted(let signal): throw .interrupted(by: signal, during: "recv", name)
      }
    }
  }
}
