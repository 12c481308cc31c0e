public import MailBytes
public import MailSystem
public import MailWire

/// Asks name servers: by UDP, and by TCP where an answer does not fit into a datagram.
public final class NameResolver {
  /// Why there is no answer.
  public struct Failure: MailError {
    /// What was asked for, and why nobody can tell.
    public let summary: String
    /// Whether a signal ended the wait.
    public let isInterruption: Bool
    /// 75: it may work later.
    public var exitStatus: ExitStatus { .temporaryFailure }
  }

  private let configuration: ResolverConfiguration
  private let makeGate: () -> SignalGate?
  private static let largestDatagram = 4096
  private static let largestAnswer = 65_535

  /// Asks the servers of a configuration; the gate's signals end waits.
  public init(_ configuration: ResolverConfiguration, makeGate: @escaping () -> SignalGate? = { nil }) {
    self.configuration = configuration
    self.makeGate = makeGate
  }

  /// The answer of the first server that can tell, aliases followed to their end.
  public func lookUp(
    _ name: String, _ type: DNSRecordType, by deadline: Deadline
  ) throws(Failure) -> DNSAnswer {
    var current = name
    // Some servers leave the rest of a chain to be asked for.
    for _ in 0..<Self.maximumChain {
      let answer = try ask(current, type, by: deadline)
      guard answer.status == .found, answer.exchanges.isEmpty, answer.addresses.isEmpty,
        answer.name != DNSQuery(current, type, id: 0)?.name
      else { return answer }
      current = answer.name
    }
    throw Failure(summary: "the aliases of \(name) have no end", isInterruption: false)
  }

  /// Chains of aliases that are followed by further questions.
  private static let maximumChain = 4

  private func ask(_ name: String, _ type: DNSRecordType, by deadline: Deadline) throws(Failure) -> DNSAnswer {
    var reason = "no name server is known"
    let gate = makeGate()
    for _ in 0..<configuration.attempts {
      for server in configuration.servers {
        let random = RandomBytes.make(2)
        guard let query = DNSQuery(name, type, id: UInt16(random[0]) << 8 | UInt16(random[1])) else {
          throw Failure(summary: "\(name) is no name that can be looked up", isInterruption: false)
        }
        guard !deadline.hasPassed else { throw failure(name, reason) }
        let until = min(deadline, .after(seconds: configuration.timeout))
        do throws(SystemError) {
          var answer = try byDatagram(query, server, gate, by: until)
          if answer.isTruncated { answer = try byStream(query, server, gate, by: until) }
          switch answer.status {
          case .found, .noSuchName: return answer
          case .failed(let code): reason = "the name server \(server.address) failed (\(Self.words(code)))"
          }
        } catch {
          if error.isInterruption {
            throw Failure(summary: "\(error.words) while looking up \(name)", isInterruption: true)
          }
          reason =
            error.isTimeout
            ? "the name server \(server.address) does not answer" : "the name server \(server.address): \(error.words)"
        }
      }
    }
    throw failure(name, reason)
  }

  private func failure(_ name: String, _ reason: String) -> Failure {
    Failure(summary: "cannot look up \(name): \(reason)", isInterruption: false)
  }

  private func byDatagram(
    _ query: DNSQuery, _ server: ResolverConfiguration.Server, _ gate: SignalGate?, by deadline: Deadline
  ) throws(SystemError) -> DNSAnswer {
    let socket = try DatagramSocket(address: server.address, port: server.port, gate: gate)
    try socket.send(query.bytes)
    while true {
      let message = try socket.receive(limit: Self.largestDatagram, by: deadline)
      // What does not fit the question may be forged: the true answer is still waited for.
      if let answer = DNSAnswer(message, to: query) { return answer }
    }
  }

  private func byStream(
    _ query: DNSQuery, _ server: ResolverConfiguration.Server, _ gate: SignalGate?, by deadline: Deadline
  ) throws(SystemError) -> DNSAnswer {
    let endpoint = Endpoint.addresses([server.address], host: server.address, port: server.port)
    let stream = try TCPDialer(gate: gate).connect(to: endpoint, by: deadline)
    defer { stream.close() }
    let message = [UInt8(query.bytes.count >> 8), UInt8(query.bytes.count & 255)] + query.bytes
    try stream.write(message.span, by: deadline)
    var input: [UInt8] = []
    var wanted = 2
    while input.count < wanted {
      guard try stream.read(into: &input, by: deadline) > 0, input.count <= Self.largestAnswer + 2 else {
        throw SystemError(call: "recv", subject: server.address, errno: 0, detail: "it closed the connection")
      }
      if input.count >= 2 { wanted = 2 + (Int(input[0]) << 8 | Int(input[1])) }
    }
    guard let answer = DNSAnswer(Array(input[2..<wanted]), to: query), !answer.isTruncated else {
      throw SystemError(call: "recv", subject: server.address, errno: 0, detail: "its answer makes no sense")
    }
    return answer
  }

  private static func words(_ code: Int) -> String {
    switch code {
    case 1: "it does not understand the question"
    case 2: "server failure"
    case 4: "not implemented"
    case 5: "refused"
    default: "code \(code)"
    }
  }
}
