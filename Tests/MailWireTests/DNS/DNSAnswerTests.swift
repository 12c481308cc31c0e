import Testing

@testable import MailWire

@Suite struct DNSAnswerTests {
  private func query(_ name: String = "Example.ORG.", _ type: DNSRecordType = .mailExchange) throws -> DNSQuery {
    try #require(DNSQuery(name, type, id: 0x1234))
  }

  private static let owner: [UInt8] = [0xc0, 12]

  private static func head(_ flags: [UInt8] = [0x81, 0x80], answers: UInt8) -> [UInt8] {
    [0x12, 0x34] + flags + [0, 1, 0, answers, 0, 0, 0, 0]
  }

  private static let question: [UInt8] = [7] + Array("eXample".utf8) + [3] + Array("org".utf8) + [0, 0, 15, 0, 1]

  private static func record(_ type: UInt8, _ data: [UInt8], of owner: [UInt8] = owner) -> [UInt8] {
    owner + [0, type, 0, 1, 0, 0, 0, 60, 0, UInt8(data.count)] + data
  }

  @Test func aQuestionIsWrittenInSmallLettersWithItsSize() throws {
    let bytes = try query().bytes
    #expect(
      bytes == [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 7] + Array("example".utf8) + [3] + Array("org".utf8)
        + [0, 0, 15, 0, 1, 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [
    "", ".", "a..b", ".a", "a b", "m\u{fc}ller.de", "a\u{0}b", String(repeating: "a", count: 64) + ".de",
    String(repeating: "aaaaaaa.", count: 40),
  ])
  func whatIsNoNameIsNotAskedFor(name: String) { #expect(DNSQuery(name, .ipv4Address, id: 0) == nil) }

  @Test func exchangesAreReadWithCompressedNames() throws {
    let message =
      Self.head(answers: 2) + Self.question + Self.record(15, [0, 10, 2] + Array("MX".utf8) + Self.owner)
      + Self.record(15, [1, 0, 0])
    let answer = try #require(DNSAnswer(message, to: try query()))
    #expect(answer.status == .found)
    #expect(answer.exchanges.map(\.preference) == [10, 256] && answer.exchanges.map(\.host) == ["mx.example.org", ""])
  }

  @Test func aliasesAreFollowedInsideTheAnswerAndNotInCircles() throws {
    let alias = [UInt8]([1, 98]) + Self.owner
    let far =
      Self.head(answers: 2) + Self.question + Self.record(5, alias)
      + Self.record(15, [0, 1, 1, 99, 0], of: alias)
    let answer = try #require(DNSAnswer(far, to: try query()))
    #expect(answer.exchanges.map(\.host) == ["c"] && answer.name == "b.example.org")
    let circle =
      Self.head(answers: 2) + Self.question + Self.record(5, alias) + Self.record(5, Self.owner, of: alias)
    #expect(try #require(DNSAnswer(circle, to: try query())).exchanges.isEmpty)
  }

  @Test(
    arguments: [(0, .found), (3, .noSuchName), (2, .failed(code: 2)), (5, .failed(code: 5))]
      as [(UInt8, DNSAnswer.Status)])
  func theCodeIsTheStatus(code: UInt8, status: DNSAnswer.Status) throws {
    let message = Self.head([0x81, 0x80 | code], answers: 0) + Self.question
    #expect(try #require(DNSAnswer(message, to: try query())).status == status)
  }

  @Test func addressesAreWrittenAsText() throws {
    let query = try query("x", .ipv6Address)
    let question: [UInt8] = [1, 120, 0, 0, 28, 0, 1]
    let bytes: [UInt8] = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    let message = Self.head(answers: 2) + question + Self.record(28, bytes) + Self.record(1, [127, 0, 0, 1])
    #expect(try #require(DNSAnswer(message, to: query)).addresses == ["2001:db8:0:0:0:0:0:1"])
  }

  @Test func whatIsCutOrForeignIsNoAnswer() throws {
    let query = try query()
    let message = Self.head(answers: 1) + Self.question + Self.record(15, [0, 10, 2] + Array("mx".utf8) + Self.owner)
    for count in message.indices { #expect(DNSAnswer(Array(message[..<count]), to: query) == nil, "\(count)") }
    for place in [0, 1, 2, 5, 14, Self.head(answers: 1).count + Self.question.count - 3] {
      var other = message
      other[place] ^= 0x80
      #expect(DNSAnswer(other, to: query) == nil, "\(place)")
    }
    // References that lead forward, to themselves, or round in a circle.
    for reference in [[0xc0, 29], [0xc0, 200], [0xff, 0xff], [0x40, 0], [0xc0]] as [[UInt8]] {
      let bad = Self.head(answers: 1) + Self.question + Self.record(15, [0, 10, 0], of: reference)
      #expect(DNSAnswer(bad, to: query) == nil)
    }
  }

  @Test func noiseNeverTraps() throws {
    let query = try query()
    var state: UInt64 = 88_172_645_463_325_252
    let start = Self.head(answers: 9) + Self.question
    for round in 0..<20_000 {
      var bytes = start
      for _ in 0..<(round % 90) {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        bytes.append(
          state & 3 == 0 ? UInt8(truncatingIfNeeded: state >> 8) : [0, 1, 5, 15, 28, 0xc0, 12, 3][Int(state >> 20 & 7)])
      }
      _ = DNSAnswer(bytes, to: query)
    }
  }

  @Test func resolvConfIsRead() {
    let text = """
      # comment
      search example.org
      nameserver 10.0.0.1
      nameserver\t2001:db8::1
      options ndots:1 timeout:1 attempts:9
      nameserver 10.0.0.3
      nameserver 10.0.0.4
      """
    let configuration = ResolverConfiguration(Array(text.utf8))
    #expect(configuration.servers.map(\.address) == ["10.0.0.1", "2001:db8::1", "10.0.0.3"])
    #expect(configuration.timeout == 1 && configuration.attempts == 5)
    #expect(ResolverConfiguration([]).servers == [ResolverConfiguration.Server(address: "127.0.0.1")])
  }
}
