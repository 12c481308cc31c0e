/// Which name servers are asked, and how long each is waited for (resolv.conf(5)).
public struct ResolverConfiguration: Sendable, Equatable {
  /// A name server.
  public struct Server: Sendable, Equatable {
    /// Its address as text.
    public var address: String
    /// Its port.
    public var port: UInt16

    /// Makes a server from its parts.
    public init(address: String, port: UInt16 = 53) {
      self.address = address
      self.port = port
    }
  }

  /// In the order in which they are asked.
  public var servers: [Server] = []
  /// Seconds for one question to one server.
  public var timeout = 5
  /// How often the round of servers is made.
  public var attempts = 2

  private static let maximumServers = 3

  /// Asks these servers.
  public init(servers: [Server]) { self.servers = servers }

  /// Reads the lines of resolv.conf; without a server in it, the one on this machine is asked.
  public init(_ text: [UInt8]) {
    for line in text.split(separator: 10) {
      let words = line.split { $0 == 32 || $0 == 9 || $0 == 13 }.map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 1 else { continue }
      switch words[0] {
      case "nameserver": if servers.count < Self.maximumServers { servers.append(Server(address: words[1])) }
      case "options":
        for word in words.dropFirst() {
          if let seconds = Self.number(word, behind: "timeout:") { timeout = min(max(seconds, 1), 30) }
          if let rounds = Self.number(word, behind: "attempts:") { attempts = min(max(rounds, 1), 5) }
        }
      default: continue
      }
    }
    if servers.isEmpty { servers = [Server(address: "127.0.0.1")] }
  }

  private static func number(_ word: String, behind prefix: StaticString) -> Int? {
    let start = prefix.description.utf8
    guard word.utf8.starts(with: start) else { return nil }
    return Int(String(decoding: word.utf8.dropFirst(start.count), as: UTF8.self))
  }
}
