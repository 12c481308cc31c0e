import MailBytes
import MailFormat
import MailTesting
import Testing

@testable import MailWire

/// Stands for the library: mechanisms that answer each challenge with their name.
private final class FakeProvider: SASLProvider {
  let order: [String]
  init(_ order: [String]) { self.order = order }
  func usable(of offered: [String]) -> [String] { order.filter(offered.contains) }
  func begin(
    mechanism: String, service: String, host: String, credentials: SASLCredentials
  ) throws(WireError) -> any SASLSession { Session(mechanism) }

  private final class Session: SASLSession {
    let name: String
    init(_ name: String) { self.name = name }
    func initialResponse() throws(WireError) -> [UInt8]? { nil }
    func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8] { Array(name.utf8) }
  }
}

@Suite struct AuthenticationTests {
  private func play(
    _ exchange: String, offered: String, _ credentials: SASLCredentials, mechanism: String? = nil,
    provider: (any SASLProvider)? = nil, protection: SubmissionOptions.Protection = .active, certificate: Bool = false
  ) throws -> [String] {
    let address = try EnvelopePath(Address(localPart: "a", domain: "x"))
    var dialog = SubmissionDialog(
      SubmissionEnvelope(reversePath: address, recipients: [address]),
      options: SubmissionOptions(
        host: "h", clientName: "me.test", protection: protection, credentials: credentials, mechanism: mechanism,
        provider: provider, hasClientCertificate: certificate, allowsPasswordInClear: true))
    var player = DialogPlayer(
      "S: 220 hi\nC: EHLO me.test\nS: 250-hi\nS: 250-PIPELINING\nS: 250 AUTH \(offered)\n\(exchange)\n"
        + "C: MAIL FROM:<a@x>\nC: RCPT TO:<a@x>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\n[MESSAGE QUIT]\nS: 250 ok\nS: 221 bye"
    )
    _ = try player.play(&dialog)
    return player.shown
  }

  private func password(_ text: String, user: String = "joe") -> SASLCredentials {
    SASLCredentials(user: user, secret: Secret(Array(text.utf8)))
  }

  @Test func loginAnswersTwoQuestions() throws {
    let shown = try play(
      "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: czNjcmV0\nS: 235 ok", offered: "LOGIN",
      password("s3cret"))
    #expect(shown == ["AUTH LOGIN", "********", "********"])
  }

  @Test func loginPromptsInClearWordsAreForgiven() throws {
    _ = try play(
      "C: AUTH LOGIN\nS: 334 Username:\nC: am9l\nS: 334 Password:\nC: czNjcmV0\nS: 235 ok", offered: "LOGIN",
      password("s3cret"))
  }

  @Test func passwordsAreSentByteForByte() throws {
    for text in ["p@ss:w/ord \"ü\" %40", "", " ", "\u{1}\u{7f}", "'\\"] {
      let bytes = Base64Exchange.encode([0] + Array("joe".utf8) + [0] + Array(text.utf8))
      let shown = try play(
        "C: AUTH PLAIN \(String(decoding: bytes, as: UTF8.self))\nS: 235 ok", offered: "PLAIN", password(text))
      #expect(shown == ["AUTH PLAIN ********"])
    }
  }

  @Test func aLongResponseWaitsForItsChallenge() throws {
    let text = String(repeating: "x", count: 1000)
    let bytes = Base64Exchange.encode([0] + Array("joe".utf8) + [0] + Array(text.utf8))
    let shown = try play(
      "C: AUTH PLAIN\nS: 334\nC: \(String(decoding: bytes, as: UTF8.self))\nS: 235 ok", offered: "PLAIN", password(text)
    )
    #expect(shown == ["AUTH PLAIN", "********"])
  }

  @Test func strongestFirstAndOverToPlainWhereTheServerKeepsHashesOnly() throws {
    let provider = FakeProvider(["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"])
    _ = try play(
      """
      C: AUTH SCRAM-SHA-256
      S: 334
      C: U0NSQU0tU0hBLTI1Ng==
      S: 535 no
      C: AUTH PLAIN AGpvZQBzM2NyZXQ=
      S: 235 ok
      """, offered: "LOGIN CRAM-MD5 PLAIN SCRAM-SHA-1 SCRAM-SHA-256", password("s3cret"), provider: provider)
  }

  @Test func aMechanismThatIsRefusedAsSuchIsPassedOver() throws {
    let provider = FakeProvider(["SCRAM-SHA-256", "SCRAM-SHA-1"])
    _ = try play(
      """
      C: AUTH SCRAM-SHA-256
      S: 504 not that
      C: AUTH SCRAM-SHA-1
      S: 334
      C: U0NSQU0tU0hBLTE=
      S: 235 ok
      """, offered: "SCRAM-SHA-1 SCRAM-SHA-256 PLAIN", password("s3cret"), provider: provider)
  }

  @Test func withoutTLSChallengesComeBeforePlain() throws {
    _ = try play(
      "C: AUTH CRAM-MD5\nS: 334\nC: Q1JBTS1NRDU=\nS: 235 ok", offered: "PLAIN CRAM-MD5", password("s3cret"),
      provider: FakeProvider(["CRAM-MD5"]), protection: .never)
    _ = try play(
      "C: AUTH PLAIN AGpvZQBzM2NyZXQ=\nS: 235 ok", offered: "PLAIN CRAM-MD5", password("s3cret"),
      provider: FakeProvider(["CRAM-MD5"]))
  }

  @Test func aNamedMechanismIsTheOnlyOne() throws {
    _ = try play(
      "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: czNjcmV0\nS: 235 ok",
      offered: "SCRAM-SHA-256 PLAIN LOGIN", password("s3cret"), mechanism: "login",
      provider: FakeProvider(["SCRAM-SHA-256"]))
  }

  @Test func tokensGoByTheirMechanismsAlone() throws {
    var credentials = password("token", user: "a=b,c@x")
    credentials.secretIsToken = true
    let bearer = Base64Exchange.encode(Array("n,a=a=3Db=2Cc@x,\u{1}auth=Bearer token\u{1}\u{1}".utf8))
    _ = try play(
      "C: AUTH OAUTHBEARER \(String(decoding: bearer, as: UTF8.self))\nS: 235 ok",
      offered: "PLAIN XOAUTH2 OAUTHBEARER", credentials)
    let older = Base64Exchange.encode(Array("user=a=b,c@x\u{1}auth=Bearer token\u{1}\u{1}".utf8))
    _ = try play(
      "C: AUTH XOAUTH2 \(String(decoding: older, as: UTF8.self))\nS: 235 ok", offered: "PLAIN XOAUTH2", credentials)
    #expect(throws: WireError.self) { try play("", offered: "PLAIN LOGIN", credentials) }
  }

  @Test func aRefusedTokenIsAnsweredSoThatTheServerCanSayWhy() {
    var credentials = password("token")
    credentials.secretIsToken = true
    let bearer = Base64Exchange.encode(Array("n,a=joe,\u{1}auth=Bearer token\u{1}\u{1}".utf8))
    #expect(throws: WireError.self) {
      try play(
        "C: AUTH OAUTHBEARER \(String(decoding: bearer, as: UTF8.self))\nS: 334 e30=\nC: AQ==\nS: 535 expired",
        offered: "OAUTHBEARER", credentials)
    }
  }

  @Test func externalNeedsACertificateAndNoPassword() throws {
    _ = try play(
      "C: AUTH EXTERNAL =\nS: 235 ok", offered: "PLAIN EXTERNAL", SASLCredentials(user: "", secret: nil),
      certificate: true)
    _ = try play(
      "C: AUTH EXTERNAL =\nS: 235 ok", offered: "PLAIN EXTERNAL", SASLCredentials(user: "", secret: nil),
      mechanism: "external")
  }

  @Test func secretsNeverStandInErrors() {
    for exchange in [
      "C: AUTH PLAIN AGpvZQBzM2NyZXQ=\nS: 535 no", "C: AUTH PLAIN AGpvZQBzM2NyZXQ=\nS: 334 AAAA\nC: *\nS: 501 x",
    ] {
      do {
        _ = try play(exchange, offered: "PLAIN", password("s3cret"))
        Issue.record("went through")
      } catch {
        #expect(!"\(error)".contains("s3cret") && !"\(error)".contains("czNjcmV0"))
      }
    }
    #expect("\(password("s3cret"))".contains("s3cret") == false)
  }
}
