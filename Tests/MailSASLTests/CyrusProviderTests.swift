import MailBytes
import MailFormat
import MailTesting
import MailWire
import Testing

@testable import MailSASL

/// The mechanisms against the examples of their RFCs, as far as Cyrus SASL and its modules are installed.
@Suite struct CyrusProviderTests {
  private let provider = CyrusProvider()

  private func credentials(_ user: String, _ password: String) -> SASLCredentials {
    SASLCredentials(user: user, secret: Secret(Array(password.utf8)))
  }

  @Test func onlyInstalledMechanismsAreUsableStrongestFirst() {
    let usable = provider.usable(of: ["PLAIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "NO-SUCH", "SECURID"])
    let expected = ["SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"]
    #expect(usable == expected.filter(usable.contains))
    #expect(provider.usable(of: []).isEmpty)
  }

  @Test func cramMD5OfRFC2195() throws {
    guard !provider.usable(of: ["CRAM-MD5"]).isEmpty else { return }
    let session = try provider.begin(
      mechanism: "CRAM-MD5", service: "imap", host: "postoffice.reston.mci.net",
      credentials: credentials("tim", "tanstaaftanstaaf"))
    #expect(try session.initialResponse() == nil)
    let answer = try session.respond(to: Array("<1896.697170952@postoffice.reston.mci.net>".utf8))
    #expect(String(decoding: answer, as: UTF8.self) == "tim b913a602c7eda7a495b4e6e7334d3890")
  }

  @Test(arguments: ["SCRAM-SHA-1", "SCRAM-SHA-256"]) func scramTakesOnlyAServerThatKnowsThePassword(mechanism: String)
    throws
  {
    guard !provider.usable(of: [mechanism]).isEmpty else { return }
    let session = try provider.begin(
      mechanism: mechanism, service: "smtp", host: "mail.test", credentials: credentials("user", "pencil"))
    let first = String(decoding: try session.initialResponse() ?? [], as: UTF8.self)
    let nonce = try #require(first.split(separator: ",").first { $0.hasPrefix("r=") }).dropFirst(2)
    #expect(first.hasPrefix("n,,n=user,r="))
    let proof = String(
      decoding: try session.respond(to: Array("r=\(nonce)server,s=QSXCR+Q6sek8bf92,i=4096".utf8)), as: UTF8.self)
    #expect(proof.hasPrefix("c=biws,r=\(nonce)server,p="))
    // A server that does not know the password cannot make the signature.
    do throws(WireError) {
      _ = try session.respond(to: Array("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=".utf8))
      Issue.record("accepted")
    } catch {
      #expect(!error.summary.contains("pencil"))
    }
  }

  @Test func aScramServerMustNotCutTheNonce() throws {
    guard !provider.usable(of: ["SCRAM-SHA-256"]).isEmpty else { return }
    let session = try provider.begin(
      mechanism: "SCRAM-SHA-256", service: "smtp", host: "mail.test", credentials: credentials("user", "pencil"))
    _ = try session.initialResponse()
    #expect(throws: WireError.self) { try session.respond(to: Array("r=other,s=QSXCR+Q6sek8bf92,i=4096".utf8)) }
  }

  @Test func digestMD5AnswersAChallenge() throws {
    guard !provider.usable(of: ["DIGEST-MD5"]).isEmpty else { return }
    let session = try provider.begin(
      mechanism: "DIGEST-MD5", service: "imap", host: "elwood.innosoft.com", credentials: credentials("chris", "secret")
    )
    #expect(try session.initialResponse() == nil)
    let challenge =
      "realm=\"elwood.innosoft.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8"
    let answer = String(decoding: try session.respond(to: Array(challenge.utf8)), as: UTF8.self)
    #expect(answer.contains("username=\"chris\""))
    #expect(answer.contains("digest-uri=\"imap/elwood.innosoft.com\""))
    #expect(answer.contains("qop=auth"))
    #expect(!answer.contains("secret"))
  }

  @Test func aSubmissionSignsInByCRAMMD5() throws {
    guard !provider.usable(of: ["CRAM-MD5"]).isEmpty else { return }
    let path = try EnvelopePath(Address(localPart: "a", domain: "x"))
    var dialog = SubmissionDialog(
      SubmissionEnvelope(reversePath: path, recipients: [path]),
      options: SubmissionOptions(
        host: "h", clientName: "me.test", credentials: credentials("tim", "tanstaaftanstaaf"), provider: provider,
        allowsPasswordInClear: true))
    func base64(_ text: String) -> String { String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) }
    var player = DialogPlayer(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-PIPELINING
      S: 250 AUTH PLAIN CRAM-MD5
      C: AUTH CRAM-MD5
      S: 334 \(base64("<1896.697170952@postoffice.reston.mci.net>"))
      C: \(base64("tim b913a602c7eda7a495b4e6e7334d3890"))
      S: 235 ok
      C: MAIL FROM:<a@x>
      C: RCPT TO:<a@x>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      [MESSAGE QUIT]
      S: 250 ok
      S: 221 bye
      """)
    #expect(try player.play(&dialog).anyAccepted)
  }

  @Test func anUnknownMechanismIsAnErrorWithItsName() {
    do throws(WireError) {
      let session = try provider.begin(
        mechanism: "NO-SUCH", service: "smtp", host: "mail.test", credentials: credentials("user", "pencil"))
      _ = try session.initialResponse()
      Issue.record("began")
    } catch {
      #expect(error.summary.contains("NO-SUCH"))
    }
  }

  @Test func garbageFromTheServerIsAnError() throws {
    for mechanism in provider.usable(of: ["SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5"]) {
      for garbage: [UInt8] in [[], [0], Array(repeating: 0x41, count: 5000), Array("r=,s=,i=99999999999".utf8)] {
        let session = try provider.begin(
          mechanism: mechanism, service: "smtp", host: "mail.test", credentials: credentials("user", "pencil"))
        _ = try session.initialResponse()
        #expect(throws: WireError.self) { try session.respond(to: garbage) }
      }
    }
  }
}
