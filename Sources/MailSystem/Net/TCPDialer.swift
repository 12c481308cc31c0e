import CPlatform
import Glibc

/// Connects to hosts and unix sockets.
///
/// All addresses of a host are tried in the resolver's order, the next one a moment after the one before unless that has
/// failed already, and the first that answers wins (RFC 8305 in small).
public final class TCPDialer: Dialer {
  /// How long one address has the field to itself.
  static let headStart = 250
  private let makeGate: () -> SignalGate?
  private let family: Int32

  /// Which addresses are used.
  public enum Family: Sendable {
    /// All that the host has.
    case any
    /// Only IPv4.
    case ipv4
    /// Only IPv6.
    case ipv6
  }

  /// Makes a dialer whose waits end by the signals of the gate.
  public convenience init(gate: SignalGate? = nil, family: Family = .any) {
    self.init(makeGate: { gate }, family: family)
  }

  /// Makes a dialer that asks for its gate with the first connection: a run without network never has one.
  public init(makeGate: @escaping () -> SignalGate?, family: Family = .any) {
    self.makeGate = makeGate
    self.family =
      switch family {
      case .any: AF_UNSPEC
      case .ipv4: AF_INET
      case .ipv6: AF_INET6
      }
  }

  /// Connects to the endpoint, trying each of its addresses in turn until the deadline.
  public func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream {
    // A TLS library writes to the socket itself and cannot ask for MSG_NOSIGNAL.
    SignalGate.ignorePipe()
    let gate = makeGate()
    switch endpoint {
    case .unix(let path):
      let address = try SocketAddress.unix(path: path)
      return try race([address], name: path, by: deadline, gate)
    case .host(let host, let port):
      let name = host + ":" + String(port)
      let addresses = try SocketAddress.resolve(host: host, port: port, family: family)
      return try race(addresses, name: name, by: deadline, gate)
    case .addresses(let list, let host, let port):
      var addresses: [SocketAddress] = []
      for text in list {
        // One of a family that is not wanted is passed over.
        if let found = try? SocketAddress.resolve(host: text, port: port, family: family, isNumeric: true) {
          addresses += found
        }
      }
      return try race(addresses, name: host + ":" + String(port), by: deadline, gate)
    }
  }

  private func race(
    _ addresses: [SocketAddress], name: String, by deadline: Deadline, _ gate: SignalGate?
  ) throws(SystemError) -> SocketStream {
    var running: [Int32] = []
    var next = 0
    var failure = SystemError(call: "connect", subject: name, errno: EHOSTUNREACH)
    defer { for socket in running { _ = Glibc.close(socket) } }
    while true {
      if next < addresses.count {
        do {
          let started = try start(addresses[next], name: name)
          next += 1
          if started.isConnected { return finish(started.socket, addresses[next - 1], name, gate) }
          running.append(started.socket)
        } catch {
          next += 1
          failure = error
          continue
        }
      } else if running.isEmpty {
        throw failure
      }
      let pause = next < addresses.count ? min(deadline, .after(milliseconds: Self.headStart)) : deadline
      switch try waitForAny(&running, name: name, by: pause, gate, failure: &failure) {
      case .connected(let socket):
        running.removeAll { $0 == socket }
        return finish(socket, addresses[0], name, gate)
      case .failed: continue
      case .timedOut:
        if deadline.hasPassed { throw .timedOut("connect", name) }
      }
    }
  }

  private enum Progress {
    case connected(Int32)
    case failed
    case timedOut
  }

  private func start(_ address: SocketAddress, name: String) throws(SystemError) -> (socket: Int32, isConnected: Bool) {
    let socket = cp_socket(address.family)
    guard socket >= 0 else { throw .last("socket", name) }
    if address.connect(socket) == 0 { return (socket, true) }
    let failure = errno
    if failure == EINPROGRESS || failure == EINTR { return (socket, false) }
    _ = Glibc.close(socket)
    throw SystemError(call: "connect", subject: name, errno: failure)
  }

  private func waitForAny(
    _ running: inout [Int32], name: String, by deadline: Deadline, _ gate: SignalGate?, failure: inout SystemError
  ) throws(SystemError) -> Progress {
    var polled = running.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    if let gate { polled.append(pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0)) }
    while true {
      if let signal = gate?.peek() { throw .interrupted(by: signal, during: "connect", name) }
      let count = unsafe poll(&polled, nfds_t(polled.count), deadline.pollTimeout)
      if count == 0 { return .timedOut }
      if count < 0 { continue }
      for (index, socket) in running.enumerated() where polled[index].revents != 0 {
        let error = cp_socket_error(socket)
        if error == 0 { return .connected(socket) }
        failure = SystemError(call: "connect", subject: name, errno: error)
        running.remove(at: index)
        _ = Glibc.close(socket)
        return .failed
      }
    }
  }

  private func finish(
    _ socket: Int32, _ address: SocketAddress, _ name: String, _ gate: SignalGate?
  ) -> SocketStream {
    if address.family != AF_UNIX { _ = cp_socket_no_delay(socket) }
    return SocketStream(owning: socket, name: name, gate: gate)
  }
}
