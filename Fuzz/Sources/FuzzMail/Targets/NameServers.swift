import MailWire

extension FuzzTarget {
  /// Answers of name servers; whatever the id, so that the fuzzer reaches what is behind it.
  static let dnsAnswer = FuzzTarget(name: "dns-answer") { input in
    for type in [DNSRecordType.mailExchange, .ipv4Address, .ipv6Address] {
      guard let query = DNSQuery("a.b", type, id: 0x4142) else { return }
      let question = Array(query.bytes[12..<(query.bytes.count - 11)])
      let head: [UInt8] = [0x41, 0x42, 0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0]
      _ = DNSAnswer(input, to: query)
      guard let answer = DNSAnswer(head + question + input, to: query) else { continue }
      require(answer.exchanges.allSatisfy { $0.host.utf8.count <= 255 }, "no name is longer than names are")
    }
  }
}
