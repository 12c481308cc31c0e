/// One question to a name server, as it goes over the wire (RFC 1035 section 4, RFC 6891).
public struct DNSQuery: Sendable {
  /// What the answer must repeat.
  public let id: UInt16
  /// The name asked for, in small letters, without a dot at its end.
  public let name: String
  /// What is asked for.
  public let type: DNSRecordType
  /// The message.
  public let bytes: [UInt8]

  /// What is said to fit into one datagram: no fragments on the way (RFC 9715).
  static let datagramSize: UInt16 = 1232
  private static let maximumLabel = 63
  private static let maximumName = 253

  /// Asks for a name in ASCII; nil for what is no name.
  public init?(_ name: String, _ type: DNSRecordType, id: UInt16) {
    var text = name.utf8[...]
    if text.last == UInt8(ascii: ".") { text = text.dropLast() }
    guard !text.isEmpty, text.count <= Self.maximumName else { return nil }
    let lowered = text.map { (0x41...0x5a).contains($0) ? $0 + 32 : $0 }
    // One question that may be answered by asking others; one further record, which tells our size.
    var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 255), 1, 0, 0, 1, 0, 0, 0, 0, 0, 1]
    for label in lowered.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard !label.isEmpty, label.count <= Self.maximumLabel, label.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
        return nil
      }
      bytes.append(UInt8(label.count))
      bytes += label
    }
    bytes += [0, UInt8(type.rawValue >> 8), UInt8(type.rawValue & 255), 0, 1]
    bytes += [0, 0, 41, UInt8(Self.datagramSize >> 8), UInt8(Self.datagramSize & 255), 0, 0, 0, 0, 0, 0]
    self.id = id
    self.name = String(decoding: lowered, as: UTF8.self)
    self.type = type
    self.bytes = bytes
  }
}
