public import MailBytes
public import MailSystem

/// Connects through a SOCKS5 proxy (RFC 1928, 1929), which also looks the host's name up.
///
/// The peer behind a proxy is never on this machine, even where the proxy is: a password needs TLS.
public final class SOCKSDialer: Dialer {
  private let proxy: Endpoint
  private let user: String
  private let password: Secret?
  private let dialer: any Dialer

  /// Makes a dialer that goes through the proxy, which another dialer connects to.
  public init(proxy: Endpoint, user: String = "", password: Secret? = nil, dialer: any Dialer) {
    self.proxy = proxy
    self.user = user
    self.password = password
    self.dialer = dialer
  }

  /// Connects to the proxy and asks it for the endpoint; sockets in the file system are reached without it.
  public func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream {
    let port: UInt16
    switch endpoint {
    case .host(_, let number), .addresses(_, _, let number): port = number
    case .unix: return try dialer.connect(to: endpoint, by: deadline)
    }
    let stream: any ByteStream
    do throws(SystemError) {
      stream = try dialer.connect(to: proxy, by: deadline)
    } catch {
      if error.isTimeout || error.isInterruption { throw error }
      throw failure("it cannot be reached: \(error.detail ?? SystemError.words(for: error.errno))")
    }
    do throws(SystemError) {
      let input = try negotiate(stream, host: endpoint.hostName, port: port, by: deadline)
      return ProxiedStream(stream, input: input)
    } catch {
      stream.close()
      throw error
    }
  }

  /// Runs the negotiation; returns what the peer said behind it.
  private func negotiate(
    _ stream: any ByteStream, host: String, port: UInt16, by deadline: Deadline
  ) throws(SystemError) -> [UInt8] {
    var input: [UInt8] = []
    let hasPassword = !user.isEmpty
    try stream.write((hasPassword ? [5, 2, 0, 2] : [5, 1, 0] as [UInt8]).span, by: deadline)
    try fill(&input, to: 2, stream, by: deadline)
    guard input[0] == 5 else { throw failure("it does not speak SOCKS5") }
    let method = input[1]
    input.removeFirst(2)
    switch method {
    case 0: break
    case 2 where hasPassword: try signIn(stream, &input, by: deadline)
    default: throw failure("it accepts none of our ways to sign in")
    }
    let name = Array(host.utf8)
    guard !name.isEmpty, name.count < 256, !name.contains(0) else { throw failure("\(host) is no host name") }
    var request: [UInt8] = [5, 1, 0, 3, UInt8(name.count)]
    request += name
    request += [UInt8(port >> 8), UInt8(port & 255)]
    try stream.write(request.span, by: deadline)
    try fill(&input, to: 5, stream, by: deadline)
    guard input[0] == 5 else { throw failure("it does not speak SOCKS5") }
    guard input[1] == 0 else { throw failure(Self.words(input[1])) }
    let addressLength: Int
    switch input[3] {
    case 1: addressLength = 4
    case 3: addressLength = 1 + Int(input[4])
    case 4: addressLength = 16
    default: throw failure("it does not speak SOCKS5")
    }
    try fill(&input, to: 4 + addressLength + 2, stream, by: deadline)
    input.removeFirst(4 + addressLength + 2)
    return input
  }

  private func signIn(
    _ stream: any ByteStream, _ input: inout [UInt8], by deadline: Deadline
  ) throws(SystemError) {
    let secret: [UInt8] = password?.withBytes { $0 } ?? []
    guard user.utf8.count < 256, secret.count < 256 else { throw failure("user name or password is too long for it") }
    var request: [UInt8] = [1, UInt8(user.utf8.count)]
    request += user.utf8
    request.append(UInt8(secret.count))
    request += secret
    try stream.write(request.span, by: deadline)
    try fill(&input, to: 2, stream, by: deadline)
    guard input[1] == 0 else { throw failure("it refused the user name or password") }
    input.removeFirst(2)
  }

  private func fill(
    _ input: inout [UInt8], to count: Int, _ stream: any ByteStream, by deadline: Deadline
  ) throws(SystemError) {
    while input.count < count {
      guard try stream.read(into: &input, by: deadline) > 0 else { throw failure("it closed the connection") }
    }
  }

  private func failure(_ why: String) -> SystemError {
    SystemError(call: "connect", subject: "proxy \(proxy.words)", errno: 0, detail: "the proxy \(proxy.words): \(why)")
  }

  private static func words(_ code: UInt8) -> String {
    switch code {
    case 2: "it does not allow the connection"
    case 3: "the network cannot be reached"
    case 4: "the host cannot be reached"
    case 5: "the connection was refused"
    case 6: "the connection timed out"
    default: "it cannot connect (\(code))"
    }
  }
}

/// A stream through a proxy: what it had said already comes first, and its peer is far away.
private final class ProxiedStream: ByteStream {
  private let inner: any ByteStream
  private var input: [UInt8]

  init(_ inner: any ByteStream, input: [UInt8]) {
    self.inner = inner
    self.input = input
  }

  var descriptor: Int32 { inner.descriptor }

  var isLoopback: Bool { false }

  func read(into buffer: inout [UInt8], by deadline: Deadline) throws(SystemError) -> Int {
    guard input.isEmpty else {
      buffer += input
      defer { input = [] }
      return input.count
    }
    return try inner.read(into: &buffer, by: deadline)
  }

  func write(_ bytes: Span<UInt8>, by deadline: Deadline) throws(SystemError) { try inner.write(bytes, by: deadline) }

  func close() { inner.close() }
}
