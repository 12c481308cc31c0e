import MailSystem
import MailTesting
import MailWire
import Testing

@testable import MailLink

@Suite struct NameResolverTests {
  private func resolver(_ servers: [ScriptedNameServer]) -> NameResolver {
    var configuration = ResolverConfiguration(
      servers: servers.map { ResolverConfiguration.Server(address: "127.0.0.1", port: $0.port) })
    configuration.timeout = 1
    configuration.attempts = 1
    return NameResolver(configuration)
  }

  private func look(_ name: String, _ type: DNSRecordType, _ resolver: NameResolver) throws -> DNSAnswer {
    try resolver.lookUp(name, type, by: .after(seconds: 20))
  }

  @Test func recordsAliasesAndMissingNames() throws {
    let server = try ScriptedNameServer([
      "a.test": [.exchange(5, "mx.a.test"), .address([192, 0, 2, 1])], "b.test": [.alias("a.test")],
      "c.test": [.alias("b.test"), .alias("a.test"), .exchange(5, "mx.a.test")], "d.test": [],
      "loop.test": [.alias("pool.test")], "pool.test": [.alias("loop.test")],
    ])
    let resolver = resolver([server])
    #expect(try look("A.test", .mailExchange, resolver).exchanges.map(\.host) == ["mx.a.test"])
    #expect(try look("a.test", .ipv4Address, resolver).addresses == ["192.0.2.1"])
    #expect(try look("b.test", .mailExchange, resolver).exchanges.map(\.host) == ["mx.a.test"])
    #expect(try look("c.test", .mailExchange, resolver).exchanges.map(\.host) == ["mx.a.test"])
    #expect(try look("d.test", .mailExchange, resolver).status == .found)
    #expect(try look("e.test", .mailExchange, resolver).status == .noSuchName)
    #expect(throws: NameResolver.Failure.self) { try look("loop.test", .mailExchange, resolver) }
    #expect(throws: NameResolver.Failure.self) { try look("no name", .mailExchange, resolver) }
  }

  @Test func anAnswerTooLongForADatagramComesByTCP() throws {
    let many = (0..<40).map { ScriptedNameServer.Entry.exchange($0, "mx\($0).example.test") }
    let server = try ScriptedNameServer(["long.test": [.truncated] + many])
    #expect(try look("long.test", .mailExchange, resolver([server])).exchanges.count == 40)
  }

  @Test func anotherServerIsAskedWhereOneFails() throws {
    let good = try ScriptedNameServer(["a.test": [.address([192, 0, 2, 1])]])
    for entry in [ScriptedNameServer.Entry.failure(2), .failure(5), .silence] {
      let bad = try ScriptedNameServer(["a.test": [entry]])
      #expect(try look("a.test", .ipv4Address, resolver([bad, good])).addresses == ["192.0.2.1"])
      #expect(throws: NameResolver.Failure.self) { try look("a.test", .ipv4Address, resolver([bad])) }
    }
  }

  @Test func aForgedAnswerIsPassedOver() throws {
    let server = try ScriptedNameServer(["a.test": [.forgery, .address([192, 0, 2, 7])]])
    #expect(try look("a.test", .ipv4Address, resolver([server])).addresses == ["192.0.2.7"])
  }

  @Test func nobodyThereIsTemporary() {
    let resolver = NameResolver(
      ResolverConfiguration(servers: [ResolverConfiguration.Server(address: "127.0.0.1", port: 1)]))
    #expect(throws: NameResolver.Failure.self) { try look("a.test", .ipv4Address, resolver) }
  }
}
