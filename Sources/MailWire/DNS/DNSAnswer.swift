/// What a name server says to one question: the records at the end of the chain of aliases that it gave.
public struct DNSAnswer: Sendable, Equatable {
  /// Whether there was an answer at all.
  public enum Status: Sendable, Equatable {
    /// The name exists, with or without such records.
    case found
    /// There is no such name.
    case noSuchName
    /// The server could not tell now.
    case failed(code: Int)
  }

  /// A host that takes mail.
  public struct Exchange: Sendable, Equatable {
    /// Smaller ones are tried first.
    public let preference: Int
    /// The host's name in small letters; empty where the domain takes no mail (RFC 7505).
    public let host: String
  }

  /// Whether there was an answer at all.
  public let status: Status
  /// Whether the rest did not fit into the datagram.
  public let isTruncated: Bool
  /// Hosts that take mail, in the server's order.
  public internal(set) var exchanges: [Exchange] = []
  /// Addresses as text.
  public internal(set) var addresses: [String] = []
  /// The name that the last alias led to; that of the question where there was none.
  public internal(set) var name: String

  /// More records than any domain has.
  private static let maximumRecords = 512
  /// A chain of aliases is not longer than this.
  static let maximumAliases = 8

  /// Reads the answer to a question; nil for what is none, or another's, or malformed.
  public init?(_ message: [UInt8], to query: DNSQuery) {
    var reader = DNSReader(message)
    guard let id = reader.number(), id == query.id, let flags = reader.number(), flags & 0xf800 == 0x8000,
      let questions = reader.number(), questions == 1, let answers = reader.number(), reader.skip(4),
      let asked = reader.name(), asked == query.name, let type = reader.number(), type == query.type.rawValue,
      reader.skip(2)
    else { return nil }
    name = query.name
    isTruncated = flags & 0x0200 != 0
    switch flags & 15 {
    case 0: status = .found
    case 3: status = .noSuchName
    default: status = .failed(code: Int(flags & 15))
    }
    guard status == .found || status == .noSuchName, !isTruncated else { return }
    var records: [DNSRecord] = []
    for _ in 0..<min(Int(answers), Self.maximumRecords) {
      guard let record = reader.record() else { return nil }
      records.append(record)
    }
    follow(records, to: query.type)
  }

  private mutating func follow(_ records: [DNSRecord], to type: DNSRecordType) {
    for _ in 0...Self.maximumAliases {
      var alias: String?
      for record in records where record.owner == name {
        switch record.content {
        case .address(let text, let kind): if kind == type { addresses.append(text) }
        case .exchange(let exchange): if type == .mailExchange { exchanges.append(exchange) }
        case .alias(let target): alias = target
        case .other: break
        }
      }
      guard addresses.isEmpty, exchanges.isEmpty, let alias else { return }
      name = alias
    }
  }
}
