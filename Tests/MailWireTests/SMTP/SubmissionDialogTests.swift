import MailBytes
import MailFormat
import MailTesting
import Testing

@testable import MailWire

@Suite struct SubmissionDialogTests {
  static let pieces = [1, 2, 3, 7, 40, Int.max]
  private static let secret = SASLCredentials(user: "joe", secret: Secret(Array("s3cret".utf8)))

  private func path(_ text: String) throws -> EnvelopePath {
    let parts = text.split(separator: "@")
    return try EnvelopePath(Address(localPart: String(parts[0]), domain: String(parts[1])))
  }

  private func envelope(_ recipients: [String] = ["bob@x"]) throws -> SubmissionEnvelope {
    SubmissionEnvelope(reversePath: try path("me@x"), recipients: try recipients.map(path), size: 100)
  }

  private func play(
    _ conversation: String, _ envelope: SubmissionEnvelope, _ options: SubmissionOptions = .plain, piece: Int = .max
  ) throws -> [String] {
    var dialog = SubmissionDialog(envelope, options: options)
    var player = DialogPlayer(conversation, piece: piece)
    let result = try player.play(&dialog)
    return result.outcomes.map { outcome in
      switch outcome {
      case .accepted(let reply): "+\(reply.code)"
      case .refused(let reply): "-\(reply.code)"
      case .notSent: "?"
      }
    }
  }

  // MARK: The way of a plain message

  @Test(arguments: pieces) func pipeliningSendsTheEnvelopeInOneBurst(piece: Int) throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-PIPELINING
      S: 250 SIZE 1000
      C: MAIL FROM:<me@x> SIZE=100
      C: RCPT TO:<bob@x>
      C: RCPT TO:<eve@x>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 251 will forward
      S: 354 go
      [MESSAGE QUIT]
      S: 250 2.0.0 queued
      S: 221 bye
      """, try envelope(["bob@x", "eve@x"]), piece: piece)
    #expect(outcomes == ["+250", "+250"])
  }

  @Test(arguments: pieces) func aChunkFollowsTheEnvelopeWithoutAskingFirst(piece: Int) throws {
    var envelope = try envelope(["bob@x", "eve@x"])
    envelope.exactSize = 90
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-PIPELINING
      S: 250 CHUNKING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<bob@x>
      C: RCPT TO:<eve@x>
      S: 250 ok
      S: 550 no
      S: 250 ok
      [MESSAGE QUIT]
      S: 250 2.0.0 queued
      S: 221 bye
      """, envelope, piece: piece)
    #expect(outcomes == ["-550", "+250"])
  }

  @Test func nobodyLeftForAChunkIsTheEnd() throws {
    var envelope = try envelope()
    envelope.exactSize = 90
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-PIPELINING
      S: 250 CHUNKING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<bob@x>
      S: 250 ok
      S: 550 no
      C: QUIT
      S: 221 bye
      """, envelope)
    #expect(outcomes == ["-550"])
  }

  @Test(arguments: [("<>", "<>"), ("e+mc2@example.com", "e+2Bmc2@example.com")])
  func theSubmitterIsNamedWhereAuthenticationIsKnown(submitter: String, xtext: String) throws {
    var envelope = try envelope()
    envelope.submitter = submitter
    for mechanisms in ["AUTH PLAIN", "SIZE 100000"] {
      let parameter = mechanisms.hasPrefix("AUTH") ? "AUTH=\(xtext)" : "SIZE=100"
      let outcomes = try play(
        """
        S: 220 hi
        C: EHLO me.test
        S: 250-hi
        S: 250-PIPELINING
        S: 250 \(mechanisms)
        C: MAIL FROM:<me@x> \(parameter)
        C: RCPT TO:<bob@x>
        C: DATA
        S: 250 ok
        S: 550 no
        S: 554 nobody
        C: QUIT
        S: 221 bye
        """, envelope)
      #expect(outcomes == ["-550"])
    }
  }

  @Test(arguments: ["500 no", "501 no", "502 no", "503 no", "504 no", "550 no"])
  func aRefusedEHLOIsFollowedByHELO(reply: String) throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: \(reply)
      C: HELO me.test
      S: 250 hi
      C: MAIL FROM:<me@x>
      S: 250 ok
      C: RCPT TO:<bob@x>
      S: 250 ok
      C: DATA
      S: 354 go
      [MESSAGE]
      S: 250 queued
      C: QUIT
      S: 221 bye
      """, try envelope(["bob@x"]))
    #expect(outcomes == ["+250"])
  }

  @Test(arguments: pieces) func withoutPipeliningEachCommandWaits(piece: Int) throws {
    let outcomes = try play(
      """
      S: 220-hi
      S: 220 there
      C: EHLO me.test
      S: 502 what
      C: HELO me.test
      S: 250
      C: MAIL FROM:<me@x>
      S: 250 ok
      C: RCPT TO:<bob@x>
      S: 252 perhaps
      C: RCPT TO:<eve@x>
      S: 550 no
      C: DATA
      S: 354 go
      [MESSAGE]
      S: 250 queued
      C: QUIT
      S: 500 what
      """, try envelope(["bob@x", "eve@x"]), piece: piece)
    #expect(outcomes == ["+250", "-550"])
  }

  @Test(arguments: pieces) func startTLSForgetsWhatWasSaidBefore(piece: Int) throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-AUTH LOGIN
      S: 250-PIPELINING
      S: 250 STARTTLS
      C: STARTTLS
      S: 220 go
      [TLS]
      C: EHLO me.test
      S: 250-hi
      S: 250 AUTH PLAIN
      C: AUTH PLAIN AGpvZQBzM2NyZXQ=
      S: 235 welcome
      C: MAIL FROM:<me@x>
      S: 250 ok
      C: RCPT TO:<bob@x>
      S: 250 ok
      C: DATA
      S: 354 go
      [MESSAGE]
      S: 250 queued
      C: QUIT
      S: 221 bye
      """, try envelope(), SubmissionOptions(host: "h", clientName: "me.test", credentials: Self.secret), piece: piece)
    #expect(outcomes == ["+250"])
  }

  @Test func lmtpAnswersForEachRecipient() throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: LHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: RCPT TO:<b@x>
      C: RCPT TO:<c@x>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 550 no
      S: 250 ok
      S: 354 go
      [MESSAGE QUIT]
      S: 250 delivered
      S: 452 full
      S: 221 bye
      """, try envelope(["a@x", "b@x", "c@x"]), SubmissionOptions(host: "h", clientName: "me.test", isLMTP: true))
    #expect(outcomes == ["+250", "-550", "-452"])
  }

  // MARK: Refusals

  @Test func whenAllAreRefusedALoneDotEndsWhatTheServerWaitsFor() throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<bob@x>
      C: DATA
      S: 250 ok
      S: 550 no
      S: 354 go
      C: .
      S: 554 nobody
      C: QUIT
      S: 221 bye
      """, try envelope())
    #expect(outcomes == ["-550"])
  }

  @Test(arguments: [("450 later", "-450"), ("550 never", "-550")])
  func aRefusedSenderIsEverybodysRefusal(reply: String, outcome: String) throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: RCPT TO:<b@x>
      C: DATA
      S: \(reply)
      S: 503 first MAIL
      S: 503 first MAIL
      S: 503 first MAIL
      C: QUIT
      S: 221 bye
      """, try envelope(["a@x", "b@x"]))
    #expect(outcomes == [outcome, outcome])
  }

  @Test func aServerThatRefusesTheSenderButWaitsForAMessageGetsNone() throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: DATA
      S: 550 no
      S: 250 ok
      S: 354 go
      """, try envelope(["a@x"]))
    #expect(outcomes == ["-550"])
  }

  @Test func closingWith421LeavesTheRestForLater() throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: RCPT TO:<b@x>
      C: DATA
      S: 250 ok
      S: 550 no
      S: 421 too many errors
      """, try envelope(["a@x", "b@x"]))
    #expect(outcomes == ["-550", "-421"])
  }

  @Test func allOrNoneKeepsDataBackAndSendsNothing() throws {
    var envelope = try envelope(["a@x", "b@x"])
    envelope.allOrNone = true
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: RCPT TO:<b@x>
      S: 250 ok
      S: 250 ok
      S: 550 no
      C: QUIT
      S: 221 bye
      """, envelope)
    #expect(outcomes == ["?", "-550"])
  }

  @Test(arguments: ["452 4.5.3 too many", "452 too many", "552 too many"])
  func tooManyRecipientsGoInAnotherTransaction(reply: String) throws {
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250 PIPELINING
      C: MAIL FROM:<me@x>
      C: RCPT TO:<a@x>
      C: RCPT TO:<b@x>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: \(reply)
      S: 354 go
      [MESSAGE]
      S: 250 queued
      C: MAIL FROM:<me@x>
      C: RCPT TO:<b@x>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      [MESSAGE QUIT]
      S: 250 queued
      S: 221 bye
      """, try envelope(["a@x", "b@x"]))
    #expect(outcomes == ["+250", "+250"])
  }

  @Test func aThousandRecipientsGoInWindows() throws {
    let names = (0..<1000).map { "recipient\($0)@example.org" }
    func burst(_ range: Range<Int>) -> String {
      names[range].map { "C: RCPT TO:<\($0)>\n" }.joined()
    }
    func replies(_ count: Int) -> String { String(repeating: "S: 250 ok\n", count: count) }
    let outcomes = try play(
      "S: 220 hi\nC: EHLO me.test\nS: 250-hi\nS: 250 PIPELINING\nC: MAIL FROM:<me@x>\n" + burst(0..<500) + replies(501)
        + burst(500..<1000) + "C: DATA\n" + replies(500) + "S: 354 go\n[MESSAGE QUIT]\nS: 250 queued\nS: 221 bye",
      try envelope(names), piece: 1000)
    #expect(outcomes.allSatisfy { $0 == "+250" })
  }

  // MARK: Parameters

  @Test func parametersAreSentWhereTheServerKnowsThem() throws {
    var envelope = try envelope(["a+b=c@x"])
    envelope.reversePath = nil
    envelope.needs8Bit = true
    envelope.notification.onFailure = true
    envelope.notification.onDelay = true
    envelope.notification.returnsFullMessage = false
    envelope.notification.envelopeID = "id 1"
    let outcomes = try play(
      """
      S: 220 hi
      C: EHLO me.test
      S: 250-hi
      S: 250-PIPELINING
      S: 250-8BITMIME
      S: 250-SIZE
      S: 250 DSN
      C: MAIL FROM:<> SIZE=100 BODY=8BITMIME RET=HDRS ENVID=id+201
      C: RCPT TO:<a+b=c@x> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@x
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      [MESSAGE QUIT]
      S: 250 queued
      S: 221 bye
      """, envelope)
    #expect(outcomes == ["+250"])
  }

  // MARK: Failures before any recipient

  struct Failure: Sendable {
    var name: String
    var conversation: String
    var status: Int32
    var words: String
    var hasCredentials = false
    var isRequired = false
    var needsUTF8 = false
    var needs8Bit = false
    var size = 100
    var allowsClear = false
    var mechanism: String?
  }

  static let hello = "S: 220 hi\nC: EHLO me.test\n"

  @Test(arguments: pieces) func failuresNameTheirCauseAndStatus(piece: Int) throws {
    for failure in Self.failures {
      var envelope = try envelope()
      envelope.needsUTF8 = failure.needsUTF8
      envelope.needs8Bit = failure.needs8Bit
      envelope.size = failure.size
      let options = SubmissionOptions(
        host: "h", clientName: "me.test", protection: failure.isRequired ? .required : .whenOffered,
        credentials: failure.hasCredentials ? Self.secret : nil, mechanism: failure.mechanism,
        allowsPasswordInClear: failure.allowsClear)
      do {
        _ = try play(failure.conversation, envelope, options, piece: piece)
        Issue.record("\(failure.name): went through")
      } catch let error as WireError {
        #expect(error.exitStatus.rawValue == failure.status, "\(failure.name): \(error.summary)")
        #expect(error.summary.contains(failure.words), "\(failure.name): \(error.summary)")
        #expect(!error.summary.contains("s3cret") && !error.summary.contains("czNjcmV0"))
      } catch {
        Issue.record("\(failure.name): \(error)")
      }
    }
  }

  static let failures: [Failure] = [
    Failure(name: "busy", conversation: "S: 421 busy", status: 75, words: "421 busy"),
    Failure(name: "refused", conversation: "S: 554 go away", status: 69, words: "554 go away"),
    Failure(name: "garbage", conversation: "S: SSH-2.0-x", status: 76, words: "does not speak SMTP"),
    Failure(name: "odd greeting", conversation: "S: 354 go", status: 76, words: "354 go"),
    Failure(name: "hello refused", conversation: hello + "S: 554 no", status: 69, words: "554 no"),
    Failure(name: "hello later", conversation: hello + "S: 450 no", status: 75, words: "450 no"),
    Failure(
      name: "no hello at all", conversation: hello + "S: 500 no\nC: HELO me.test\nS: 502 no", status: 69,
      words: "502 no"),
    Failure(
      name: "STARTTLS required but not offered", conversation: hello + "S: 250 hi", status: 77,
      words: "does not offer STARTTLS", isRequired: true),
    Failure(
      name: "STARTTLS refused", conversation: hello + "S: 250-hi\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 no", status: 75,
      words: "then refused"),
    Failure(
      name: "STARTTLS refused for good", conversation: hello + "S: 250-hi\nS: 250 STARTTLS\nC: STARTTLS\nS: 500 no",
      status: 76, words: "then refused"),
    Failure(
      name: "password without TLS", conversation: hello + "S: 250-hi\nS: 250 AUTH PLAIN", status: 77,
      words: "password was not sent", hasCredentials: true),
    Failure(
      name: "no AUTH", conversation: hello + "S: 250 hi", status: 77, words: "it offers none", hasCredentials: true,
      allowsClear: true),
    Failure(
      name: "named mechanism not offered", conversation: hello + "S: 250-hi\nS: 250 AUTH PLAIN", status: 77,
      words: "does not offer the mechanism LOGIN (it offers PLAIN)", hasCredentials: true, allowsClear: true,
      mechanism: "login"),
    Failure(
      name: "wrong password",
      conversation: hello + "S: 250-hi\nS: 250 AUTH LOGIN PLAIN\nC: AUTH PLAIN AGpvZQBzM2NyZXQ=\nS: 535 5.7.8 no",
      status: 77, words: "535 5.7.8 no", hasCredentials: true, allowsClear: true),
    Failure(
      name: "authentication later",
      conversation: hello + "S: 250-hi\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGpvZQBzM2NyZXQ=\nS: 454 later", status: 75,
      words: "454 later", hasCredentials: true, allowsClear: true),
    Failure(
      name: "mechanisms run out",
      conversation: hello + """
        S: 250-hi
        S: 250 AUTH PLAIN LOGIN
        C: AUTH PLAIN AGpvZQBzM2NyZXQ=
        S: 504 not that
        C: AUTH LOGIN
        S: 534 nor that
        """, status: 77, words: "534 nor that", hasCredentials: true, allowsClear: true),
    Failure(
      name: "challenge is no base64",
      conversation: hello + """
        S: 250-hi
        S: 250 AUTH PLAIN
        C: AUTH PLAIN AGpvZQBzM2NyZXQ=
        S: 334 !!
        C: *
        S: 501 cancelled
        """, status: 76, words: "not base64", hasCredentials: true, allowsClear: true),
    Failure(
      name: "too big", conversation: hello + "S: 250-hi\nS: 250 SIZE 50", status: 69, words: "too big: 100 bytes"),
    Failure(
      name: "no SMTPUTF8", conversation: hello + "S: 250 hi", status: 69, words: "lacks SMTPUTF8", needsUTF8: true),
    Failure(
      name: "no 8BITMIME", conversation: hello + "S: 250 hi", status: 69, words: "lacks 8BITMIME", needs8Bit: true),
  ]

  /// CVE-2020-14954, CVE-2011-0411: what stands behind the 220 in one segment is never used.
  @Test func injectedBytesBehindStartTLSAreAnError() throws {
    var dialog = SubmissionDialog(try envelope(), options: .plain)
    var input = Array("220 hi\r\n".utf8)
    _ = try dialog.resume(with: &input)
    input = Array("250-hi\r\n250 STARTTLS\r\n".utf8)
    _ = try dialog.resume(with: &input)
    input = Array("220 go\r\n250-x\r\n".utf8)
    #expect(throws: WireError.self) { try dialog.resume(with: &input) }
  }

  @Test func downgradeIsDemandedWhereTheServerTakesSevenBitsOnly() throws {
    var envelope = try envelope()
    envelope.needs8Bit = true
    envelope.canDowngrade = true
    var dialog = SubmissionDialog(envelope, options: .plain)
    for text in ["220 hi\r\n", "250-hi\r\n250 PIPELINING\r\n"] {
      var input = Array(text.utf8)
      _ = try dialog.resume(with: &input)
    }
    var input = Array("250 ok\r\n250 ok\r\n354 go\r\n".utf8)
    guard case .sendMessage(let framing) = try dialog.resume(with: &input) else {
      Issue.record("no message")
      return
    }
    #expect(framing.sevenBit)
  }

  @Test func afterAcceptanceNothingChangesTheOutcome() throws {
    var dialog = SubmissionDialog(try envelope(), options: .plain)
    #expect(dialog.settled == nil)
    for text in ["220 hi\r\n", "250 hi\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"] {
      var input = Array(text.utf8)
      _ = try dialog.resume(with: &input)
      #expect(dialog.settled == nil)
    }
    #expect(dialog.step == .acceptance)
    var input = Array("250 queued\r\n".utf8)
    _ = try dialog.resume(with: &input)
    #expect(dialog.settled?.anyAccepted == true)
    #expect(dialog.step == .farewell)
  }
}

extension SubmissionOptions {
  fileprivate static var plain: SubmissionOptions { SubmissionOptions(host: "h", clientName: "me.test") }
}
