import MailBytes
import MailLink
import MailSystem
import MailWire

/// The servers that take a domain's mail, found by the route of RFC 5321 section 5.
struct ExchangeRoute {
  /// A server and where it is.
  struct Host: Equatable {
    var name: String
    var addresses: [String]
  }

  /// Why a domain has no route.
  struct Failure: MailError {
    let summary: String
    let exitStatus: ExitStatus
    let isTemporary: Bool
    var isInterruption = false
  }

  let resolver: NameResolver
  let deadline: Deadline
  /// Servers that are looked up and tried for one domain.
  private static let maximumHosts = 10

  /// The hosts of a domain, best first; those of one preference in any order.
  func hosts(for domain: String) throws(Failure) -> [String] {
    if domain.utf8.first == UInt8(ascii: "[") { return [domain] }
    let answer = try ask(domain, .mailExchange)
    guard answer.status == .found else {
      throw Failure(summary: "there is no domain \(domain)", exitStatus: .noHost, isTemporary: false)
    }
    // Without such records the domain itself is the host, behind aliases as they stand.
    guard !answer.exchanges.isEmpty else { return [answer.name] }
    guard answer.exchanges.contains(where: { !$0.host.isEmpty }) else {
      throw Failure(
        summary: "the domain \(domain) takes no mail (null MX)", exitStatus: .noHost, isTemporary: false)
    }
    var hosts: [String] = []
    let shuffled = answer.exchanges.filter { !$0.host.isEmpty }.shuffled()
    for exchange in shuffled.sorted(by: { $0.preference < $1.preference }) where !hosts.contains(exchange.host) {
      hosts.append(exchange.host)
    }
    return Array(hosts.prefix(Self.maximumHosts))
  }

  /// The addresses of a host, both families by turns, the newer first (RFC 8305 section 4).
  func addresses(of host: String) throws(Failure) -> Host {
    if host.utf8.first == UInt8(ascii: "[") {
      var literal = String(host.dropFirst().dropLast())
      if literal.utf8.prefix(5).map({ $0 | 0x20 }) == Array("ipv6:".utf8) { literal = String(literal.dropFirst(5)) }
      return Host(name: literal, addresses: [literal])
    }
    var failure: Failure?
    var found: [[String]] = []
    for type in [DNSRecordType.ipv6Address, .ipv4Address] {
      do throws(Failure) {
        found.append(try ask(host, type).addresses)
      } catch {
        if error.isInterruption { throw error }
        // Servers exist that fail when asked for the newer family: what the other brings is enough.
        failure = error
        found.append([])
      }
    }
    var addresses: [String] = []
    for index in 0..<max(found[0].count, found[1].count) {
      for list in found where index < list.count { addresses.append(list[index]) }
    }
    if addresses.isEmpty, let failure { throw failure }
    return Host(name: host, addresses: addresses)
  }

  private func ask(_ name: String, _ type: DNSRecordType) throws(Failure) -> DNSAnswer {
    do throws(NameResolver.Failure) {
      return try resolver.lookUp(name, type, by: deadline)
    } catch {
      throw Failure(
        summary: error.summary, exitStatus: .temporaryFailure, isTemporary: true, isInterruption: error.isInterruption)
    }
  }
}
