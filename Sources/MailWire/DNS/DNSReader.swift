/// One record of an answer.
struct DNSRecord {
  /// What a record says.
  enum Content: Equatable {
    case address(String, DNSRecordType)
    case exchange(DNSAnswer.Exchange)
    case alias(String)
    case other
  }

  /// Whose record it is, in small letters.
  let owner: String
  /// What it says.
  let content: Content
}

/// Reads the fields of a message of a name server; never past its end, and no name in a circle.
struct DNSReader {
  private let bytes: [UInt8]
  private var position = 0
  private static let maximumName = 255

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Sixteen bits.
  mutating func number() -> UInt16? {
    guard position + 2 <= bytes.count else { return nil }
    defer { position += 2 }
    return UInt16(bytes[position]) << 8 | UInt16(bytes[position + 1])
  }

  /// Passes over so many bytes.
  mutating func skip(_ count: Int) -> Bool {
    guard position + count <= bytes.count else { return false }
    position += count
    return true
  }

  /// A name in small letters; labels that are no text of a host name make it unreadable.
  mutating func name() -> String? {
    var text: [UInt8] = []
    var place = position
    var end: Int?
    // Each reference must lead further back than the one before, so that there is an end.
    var floor = position
    while true {
      guard place < bytes.count else { return nil }
      let length = Int(bytes[place])
      switch length {
      case 0:
        position = end ?? place + 1
        return String(decoding: text, as: UTF8.self)
      case 1...63:
        guard place + 1 + length <= bytes.count, text.count + length < Self.maximumName else { return nil }
        if !text.isEmpty { text.append(UInt8(ascii: ".")) }
        for byte in bytes[(place + 1)...(place + length)] {
          guard byte > 0x20, byte < 0x7f, byte != UInt8(ascii: ".") else { return nil }
          text.append((0x41...0x5a).contains(byte) ? byte + 32 : byte)
        }
        place += 1 + length
      case 0xc0...:
        guard place + 1 < bytes.count else { return nil }
        let target = (length & 0x3f) << 8 | Int(bytes[place + 1])
        guard target < floor else { return nil }
        end = end ?? place + 2
        floor = target
        place = target
      default: return nil
      }
    }
  }

  /// A whole record.
  mutating func record() -> DNSRecord? {
    guard let owner = name(), let type = number(), let group = number(), skip(4), let length = number(),
      position + Int(length) <= bytes.count
    else { return nil }
    let start = position
    let end = position + Int(length)
    let data = bytes[start..<end]
    var content = DNSRecord.Content.other
    switch group == 1 ? DNSRecordType(rawValue: type) : nil {
    case .ipv4Address:
      guard length == 4 else { return nil }
      content = .address(data.map { String($0) }.joined(separator: "."), .ipv4Address)
    case .ipv6Address:
      guard length == 16 else { return nil }
      let groups = stride(from: start, to: end, by: 2).map {
        String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
      }
      content = .address(groups.joined(separator: ":"), .ipv6Address)
    case .alias:
      guard let target = name(), position <= end else { return nil }
      content = .alias(target)
    case .mailExchange:
      guard let preference = number(), let host = name(), position <= end else { return nil }
      content = .exchange(DNSAnswer.Exchange(preference: Int(preference), host: host))
    case nil: break
    }
    position = end
    return DNSRecord(owner: owner, content: content)
  }
}
