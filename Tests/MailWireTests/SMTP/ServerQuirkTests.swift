import MailBytes
import MailFormat
import MailTesting
import Testing

@testable import MailWire

/// Habits of servers in the field, as transcripts.
@Suite struct ServerQuirkTests {
  private static let secret = SASLCredentials(user: "joe", secret: Secret(Array("s3cret".utf8)))

  private func play(_ conversation: String, change: (inout SubmissionOptions) -> Void = { _ in }) throws -> [String] {
    var options = SubmissionOptions(
      host: "h", clientName: "me.test", credentials: Self.secret, allowsPasswordInClear: true)
    change(&options)
    let envelope = SubmissionEnvelope(
      reversePath: try EnvelopePath(Address(localPart: "me", domain: "x")),
      recipients: [try EnvelopePath(Address(localPart: "bob", domain: "x"))])
    var outcomes: [String] = []
    for piece in [1, 7, Int.max] {
      var dialog = SubmissionDialog(envelope, options: options)
      var player = DialogPlayer(conversation, piece: piece)
      outcomes = try player.play(&dialog).outcomes.map { outcome in
        switch outcome {
        case .accepted(let reply): "+\(reply.code)"
        case .refused(let reply): "-\(reply.code)"
        case .notSent: "?"
        }
      }
    }
    return outcomes
  }

  private static let rest = """

    S: 235 2.7.0 ok
    C: MAIL FROM:<me@x>
    C: RCPT TO:<bob@x>
    C: DATA
    S: 250 ok
    S: 250 ok
    S: 354 go
    [MESSAGE QUIT]
    S: 250 queued
    S: 221 bye
    """

  /// GNU mailutils and others list what they cannot use; Sendmail offers EXTERNAL, which needs a certificate of ours.
  @Test(arguments: ["GSSAPI SECURID SAML20 KERBEROS_V4 PLAIN", "EXTERNAL PLAIN LOGIN", "DIGEST-MD5 NTLM LOGIN PLAIN"])
  func mechanismsThatCannotBeUsedArePassedOver(offer: String) throws {
    #expect(
      try play(
        """
        S: 220 hi
        C: EHLO me.test
        S: 250-hi
        S: 250-PIPELINING
        S: 250 AUTH \(offer)
        C: AUTH PLAIN AGpvZQBzM2NyZXQ=
        """ + Self.rest) == ["+250"])
  }

  /// Postfix with smtpd_tls_security_level=encrypt offers AUTH inside TLS only; what was offered before does not count.
  @Test func authIsTakenFromTheOfferInsideTLS() throws {
    #expect(
      try play(
        """
        S: 220 hi
        C: EHLO me.test
        S: 250-hi
        S: 250-AUTH CRAM-MD5
        S: 250 STARTTLS
        C: STARTTLS
        S: 220 2.0.0 Ready to start TLS
        [TLS]
        C: EHLO me.test
        S: 250-hi
        S: 250-PIPELINING
        S: 250-AUTH=LOGIN PLAIN
        S: 250 AUTH LOGIN PLAIN
        C: AUTH PLAIN AGpvZQBzM2NyZXQ=
        """ + Self.rest, change: { $0.protection = .required }) == ["+250"])
  }

  /// Exchange of old wrote `AUTH=LOGIN` alone.
  @Test func theSpellingOf1998IsUnderstood() throws {
    #expect(
      try play(
        """
        S: 220 hi
        C: EHLO me.test
        S: 250-hi
        S: 250-PIPELINING
        S: 250 AUTH=LOGIN
        C: AUTH LOGIN
        S: 334 VXNlcm5hbWU6
        C: am9l
        S: 334 UGFzc3dvcmQ6
        C: czNjcmV0
        """ + Self.rest) == ["+250"])
  }

  /// Codes without text, more than fifty lines, 252 to RCPT, no SIZE limit, 500 to QUIT.
  @Test func scantAndWordyRepliesAreUnderstood() throws {
    let lines = (0..<80).map { "S: 250-X-EXTENSION-\($0)" }.joined(separator: "\n")
    #expect(
      try play(
        """
        S: 220
        C: EHLO me.test
        S: 250-hi
        \(lines)
        S: 250-SIZE 0
        S: 250-size
        S: 250 pipelining
        C: MAIL FROM:<me@x>
        C: RCPT TO:<bob@x>
        C: DATA
        S: 250
        S: 252 cannot verify
        S: 354
        [MESSAGE QUIT]
        S: 250
        S: 500 what
        """, change: { $0.credentials = nil }) == ["+250"])
  }

  /// Some servers know no EHLO, some close at it with 421 and mean it.
  @Test func onlyHELOIsEnough() throws {
    #expect(
      try play(
        """
        S: 220 hi
        C: EHLO me.test
        S: 500 what
        C: HELO me.test
        S: 250 hi
        C: MAIL FROM:<me@x>
        S: 250 ok
        C: RCPT TO:<bob@x>
        S: 250 ok
        C: DATA
        S: 354 go
        [MESSAGE]
        S: 250 ok
        C: QUIT
        S: 221 bye
        """, change: { $0.credentials = nil }) == ["+250"])
  }
}
