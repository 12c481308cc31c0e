import Foundation
import MailBytes
import MailFormat
import MailLink
import MailSystem
import MailTesting
import MailWire
import Testing

@testable import MailSubmit

/// R27, and the route of RFC 5321 section 5.
@Suite struct ExchangeSubmissionTests {
  private typealias Entry = ScriptedNameServer.Entry

  private let me = Address(localPart: "me", domain: "here.test")
  private let message = OutgoingMessage(segments: [.text(Array("Subject: x\n\nhello\n".utf8))], needs8Bit: false)

  private func address(_ text: String) -> Address {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    return Address(localPart: parts[0], domain: parts.count > 1 ? parts[1] : "")
  }

  private func submit(
    _ names: [String: [ScriptedNameServer.Entry]], port: UInt16, to recipients: [String],
    tls: (any TLSProvider)? = nil, dnsPort: UInt16? = nil
  ) throws(SubmitError) -> [String] {
    let server = try? ScriptedNameServer(names)
    var configuration = ResolverConfiguration(
      servers: [ResolverConfiguration.Server(address: "127.0.0.1", port: dnsPort ?? server?.port ?? 1)])
    configuration.timeout = 1
    configuration.attempts = 1
    var session = SMTPConfiguration(endpoint: .host("", port: 0), clientName: "me.test")
    session.timeouts = LinkTimeouts(everyStep: 5)
    // A password that is set for other servers must never be shown here.
    session.credentials = SASLCredentials(user: "joe", secret: Secret(Array("s3cret".utf8)))
    let submission = ExchangeSubmission(
      session, port: port, resolver: NameResolver(configuration), dialer: TCPDialer(), tls: tls)
    let receipt = try submission.submit(message, from: me, to: recipients.map(address))
    return receipt.entries.map { entry in
      switch entry.outcome {
      case .accepted: "accepted"
      case .deferred(let why): "deferred " + why
      case .rejected(let why): "rejected " + why
      }
    }
  }

  private func failure(
    _ names: [String: [ScriptedNameServer.Entry]], port: UInt16 = 1, to recipients: [String] = ["bob@a.test"],
    dnsPort: UInt16? = nil
  ) -> SubmitError? {
    do throws(SubmitError) {
      let words = try submit(names, port: port, to: recipients, dnsPort: dnsPort)
      Issue.record("accepted \(words)")
      return nil
    } catch {
      return error
    }
  }

  private static let here = ScriptedNameServer.Entry.address([127, 0, 0, 1])

  // MARK: The route

  static let routes: [(String, [String: [ScriptedNameServer.Entry]])] = [
    ("MX", ["a.test": [.exchange(10, "mx.a.test")], "mx.a.test": [here]]),
    ("no MX", ["a.test": [here]]),
    ("CNAME", ["a.test": [.alias("b.test")], "b.test": [.exchange(10, "mx.a.test")], "mx.a.test": [here]]),
    ("CNAME without MX", ["a.test": [.alias("b.test")], "b.test": [here]]),
    ("MX is a CNAME", ["a.test": [.exchange(1, "c.test")], "c.test": [.alias("mx.a.test")], "mx.a.test": [here]]),
    (
      "first MX does not exist",
      ["a.test": [.exchange(1, "gone.test"), .exchange(2, "mx.a.test")], "mx.a.test": [here]]
    ),
    (
      "first MX cannot be looked up",
      [
        "a.test": [.exchange(1, "bad.test"), .exchange(2, "mx.a.test")], "bad.test": [.failure(2)], "mx.a.test": [here],
      ]
    ),
    (
      "first MX refuses connections",
      [
        "a.test": [.exchange(1, "dead.test"), .exchange(2, "mx.a.test")], "dead.test": [.address([127, 0, 0, 99])],
        "mx.a.test": [here],
      ]
    ),
    ("first address is dead", ["a.test": [.address([127, 0, 0, 99]), here]]),
    ("IPv6 leads nowhere", ["a.test": [.address([1] + Array(repeating: 0, count: 14) + [1]), here]]),
    ("null MX beside another", ["a.test": [.exchange(0, "."), .exchange(5, "mx.a.test")], "mx.a.test": [here]]),
  ]

  @Test(arguments: routes) func theMessageFindsItsWay(route: (String, [String: [ScriptedNameServer.Entry]])) throws {
    let server = try FakeSMTPServer()
    #expect(try submit(route.1, port: server.server.port, to: ["bob@a.test"]) == ["accepted"], "\(route.0)")
    #expect(server.messages.map(\.recipients) == [["RCPT TO:<bob@a.test>"]])
    #expect(!server.server.receivedText.contains("AUTH"))
  }

  @Test func anAddressLiteralNeedsNoNameServer() throws {
    let server = try FakeSMTPServer()
    #expect(try submit([:], port: server.server.port, to: ["bob@[127.0.0.1]"], dnsPort: 1) == ["accepted"])
  }

  @Test func theSmallestPreferenceIsTriedFirst() throws {
    let (last, first) = try FakeSMTPServer.pair()
    for _ in 0..<4 {
      _ = try submit(
        [
          "a.test": [.exchange(20, "last.test"), .exchange(10, "first.test")], "last.test": [Self.here],
          "first.test": [.address([127, 0, 0, 2])],
        ], port: last.server.port, to: ["bob@a.test"])
    }
    #expect(first.messages.count == 4 && last.messages.isEmpty)
  }

  // MARK: No route

  @Test func nullMXIsForGood() throws {
    let error = try #require(failure(["a.test": [.exchange(0, "."), Self.here]]))
    #expect(error.exitStatus == .noHost && !error.isTemporary && error.summary.contains("takes no mail"))
  }

  @Test func aDomainThatDoesNotExistIsForGood() throws {
    let error = try #require(failure([:]))
    #expect(error.exitStatus == .noHost && !error.isTemporary && error.summary.contains("a.test"))
  }

  @Test func aDomainWithoutAnyAddressIsForGood() throws {
    let error = try #require(failure(["a.test": []]))
    #expect(error.exitStatus == .noHost && !error.isTemporary)
  }

  @Test(arguments: [ScriptedNameServer.Entry.failure(2), .failure(5), .silence])
  func aNameServerThatFailsIsForNow(entry: ScriptedNameServer.Entry) throws {
    let error = try #require(failure(["a.test": [entry]]))
    #expect(error.exitStatus == .temporaryFailure && error.isTemporary)
    let nobody = try #require(failure([:], dnsPort: 1))
    #expect(nobody.exitStatus == .temporaryFailure && nobody.isTemporary)
  }

  @Test func deadServersAreForNow() throws {
    let error = try #require(failure(["a.test": [.address([127, 0, 0, 99])]]))
    #expect(error.exitStatus == .temporaryFailure && error.isTemporary)
  }

  @Test(arguments: ["bob", "bob@", "a\u{1}@b"]) func aLocalMistakeStopsEverything(recipient: String) throws {
    let server = try FakeSMTPServer()
    let error = try #require(
      failure(["a.test": [Self.here]], port: server.server.port, to: ["bob@a.test", recipient]))
    #expect(error.exitStatus == .dataError && server.server.connectionCount == 0)
  }

  // MARK: Several domains, several servers

  @Test func eachDomainHasItsServerAndItsFate() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.recipients = ["late@": "450 4.2.1 later"]
    let (one, two) = try FakeSMTPServer.pair(behaviour)
    let words = try submit(
      [
        "a.test": [Self.here], "b.test": [.address([127, 0, 0, 2])], "n.test": [.exchange(0, ".")],
        "s.test": [.failure(2)],
      ],
      port: one.server.port,
      to: ["bob@a.test", "x@n.test", "eve@b.test", "late@a.test", "y@s.test", "Joe@A.TEST", "z@gone.test"])
    #expect(
      words.map { $0.prefix(8) } == [
        "accepted", "rejected", "accepted", "deferred", "deferred", "accepted", "rejected",
      ])
    #expect(one.messages.map(\.recipients) == [["RCPT TO:<bob@a.test>", "RCPT TO:<Joe@A.TEST>"]])
    #expect(two.messages.map(\.recipients) == [["RCPT TO:<eve@b.test>"]])
  }

  @Test(arguments: FakeSMTPServer.Step.allCases.filter { $0 != .auth }, ["421 4.3.2 not now", "451 4.3.0 later"])
  func aServerThatCannotNowIsFollowedByTheNext(step: FakeSMTPServer.Step, reply: String) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.step = step
    behaviour.fault = .reply(reply)
    let (bad, good) = try FakeSMTPServer.pair(behaviour)
    let words = try submit(
      [
        "a.test": [.exchange(1, "bad.test"), .exchange(2, "good.test")], "bad.test": [Self.here],
        "good.test": [.address([127, 0, 0, 2])],
      ], port: bad.server.port, to: ["bob@a.test"])
    #expect(words == ["accepted"] && good.messages.count == 1 && bad.messages.isEmpty)
  }

  @Test func anAddressOfNoUseIsFollowedByTheHostsNext() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.step = .greeting
    behaviour.fault = .cut
    let (bad, good) = try FakeSMTPServer.pair(behaviour)
    let words = try submit(
      ["a.test": [Self.here, .address([127, 0, 0, 2])]], port: bad.server.port, to: ["bob@a.test"])
    #expect(words == ["accepted"] && good.messages.count == 1)
  }

  @Test func aNoIsTheAnswerOfTheDomain() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.recipients = ["bob": "550 5.1.1 no such user"]
    let (first, second) = try FakeSMTPServer.pair(behaviour)
    let error = try #require(
      failure(
        [
          "a.test": [.exchange(1, "one.test"), .exchange(2, "two.test")], "one.test": [Self.here],
          "two.test": [.address([127, 0, 0, 2])],
        ], port: first.server.port))
    #expect(error.exitStatus == .noUser && second.server.connectionCount == 0)
  }

  @Test(arguments: [FakeSMTPServer.Fault.cut, .reset]) func whatMayHaveBeenTakenGoesToNobodyElse(
    fault: FakeSMTPServer.Fault
  ) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.step = .end
    behaviour.fault = fault
    let (first, second) = try FakeSMTPServer.pair(behaviour)
    let error = try #require(
      failure(
        [
          "a.test": [.exchange(1, "one.test"), .exchange(2, "two.test")], "one.test": [Self.here],
          "two.test": [.address([127, 0, 0, 2])],
        ], port: first.server.port))
    #expect(error.exitStatus == .temporaryFailure && error.summary.contains("not known"))
    #expect(second.server.connectionCount == 0)
  }

  // MARK: TLS

  /// Refuses every peer, and notes what it was asked for.
  private final class FailingTLS: TLSProvider {
    var policies: [TLSPolicy] = []
    func secure(
      _ stream: any ByteStream, host: String, policy: TLSPolicy, by deadline: Deadline
    ) throws(TLSFailure) -> any ByteStream {
      policies.append(policy)
      throw TLSFailure(kind: .handshake, summary: "no TLS after all")
    }
  }

  @Test func whoOffersTLSAndCannotDoItIsSpokenToInClear() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("STARTTLS")
    behaviour.knowsSTARTTLS = true
    let server = try FakeSMTPServer(behaviour)
    let tls = FailingTLS()
    #expect(try submit(["a.test": [Self.here]], port: server.server.port, to: ["bob@a.test"], tls: tls) == ["accepted"])
    #expect(tls.policies.count == 1 && tls.policies.first?.verification == .ignore)
  }
}
