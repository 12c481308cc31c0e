import Foundation
import MailBytes
import MailFormat
import MailLink
import MailSystem
import MailTesting
import MailWire
import Testing

@testable import MailSubmit

@Suite struct SMTPSubmissionTests {
  typealias Fault = FakeSMTPServer.Fault
  typealias Step = FakeSMTPServer.Step

  private let bob = Address(localPart: "bob", domain: "example.org")
  private let carol = Address(localPart: "carol", domain: "example.net")
  private let dave = Address(localPart: "dave", domain: "example.com")
  private let me = Address(localPart: "me", domain: "example.org")

  private func message(_ text: String, needs8Bit: Bool = false) -> OutgoingMessage {
    OutgoingMessage(segments: [.text(Array(text.utf8))], needs8Bit: needs8Bit)
  }

  private func submit(
    to server: FakeSMTPServer, _ recipients: [Address]? = nil, _ message: OutgoingMessage? = nil,
    transcript: Transcript? = nil, sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)? = nil,
    changing change: (inout SMTPConfiguration) -> Void = { _ in }
  ) throws(SubmitError) -> Receipt {
    var configuration = SMTPConfiguration(endpoint: server.server.endpoint, clientName: "me.test")
    configuration.timeouts = LinkTimeouts(everyStep: 30)
    change(&configuration)
    let submission = SMTPSubmission(
      configuration, dialer: TCPDialer(), tls: nil, sasl: nil, transcript: transcript, sevenBitForm: sevenBitForm)
    return try submission.submit(
      message ?? self.message("Subject: x\n\nhello\n"), from: me, to: recipients ?? [bob])
  }

  private func words(_ receipt: Receipt) -> [String] {
    receipt.entries.map { entry in
      switch entry.outcome {
      case .accepted: "accepted"
      case .deferred(let why): "deferred " + why
      case .rejected(let why): "rejected " + why
      }
    }
  }

  // MARK: What arrives

  @Test(arguments: [
    ("a\n.\nb\n..c\n", "a\r\n..\r\nb\r\n...c\r\n"),
    ("one\r\n.\r\ntwo\r.\rthree", "one\r\n..\r\ntwo\r\n..\r\nthree\r\n"),
    ("", ""), (".", "..\r\n"), ("x", "x\r\n"), ("\n\n", "\r\n\r\n"), ("a\r", "a\r\n"), ("\r\r\n", "\r\n\r\n"),
  ])
  func linesEndInCRLFAndDotsAreDoubled(text: String, wire: String) throws {
    let server = try FakeSMTPServer()
    #expect(words(try submit(to: server, nil, message(text))) == ["accepted"])
    #expect(server.messages.map { String(decoding: $0.content, as: UTF8.self) } == [wire])
  }

  @Test func everyByteArrivesAndNoLoneCROrLFLeaves() throws {
    let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    let server = try FakeSMTPServer()
    let message = OutgoingMessage(segments: [.text(bytes), .text(bytes)], needs8Bit: true)
    #expect(words(try submit(to: server, nil, message)) == ["accepted"])
    let content = try #require(server.messages.first).content
    for (index, byte) in content.enumerated() {
      if byte == 13 { #expect(content[index + 1] == 10) }
      if byte == 10 { #expect(content[index - 1] == 13) }
    }
    #expect(
      content.filter { $0 != 13 && $0 != 10 && $0 != 46 } == (bytes + bytes).filter { $0 != 13 && $0 != 10 && $0 != 46 }
    )
  }

  @Test func theEnvelopeGoesInOneBurstAndQuitWithTheEnd() throws {
    let server = try FakeSMTPServer()
    var sent: [String] = []
    let transcript = Transcript { side, line in
      if side == .client { sent.append(String(decoding: line, as: UTF8.self)) }
    }
    _ = try submit(to: server, [bob, carol], transcript: transcript)
    #expect(
      sent.prefix(5) == [
        "EHLO me.test", "MAIL FROM:<me@example.org> SIZE=21", "RCPT TO:<bob@example.org>",
        "RCPT TO:<carol@example.net>",
        "DATA",
      ])
    #expect(server.server.receivedText.hasSuffix("\r\n.\r\nQUIT\r\n"))
  }

  // MARK: Chunks

  @Test(arguments: ["a\n.\nb\n..c\n", "", ".", "x\r", "\r\r\n", "one\r\n.\r\ntwo\r.\rthree"], [false, true])
  func aChunkIsTheMessageWithoutDotsDoubled(text: String, isLMTP: Bool) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("CHUNKING")
    behaviour.isLMTP = isLMTP
    let server = try FakeSMTPServer(behaviour)
    let receipt = try submit(to: server, [bob, carol], message(text), changing: { $0.isLMTP = isLMTP })
    #expect(words(receipt) == ["accepted", "accepted"])
    var wire: [UInt8] = []
    try MessageWriter.write(message(text), style: .chunk) { (block: Span<UInt8>) in wire += [UInt8](block) }
    #expect(server.messages.map(\.content) == [wire])
    #expect(server.server.receivedText.contains("\r\nBDAT \(wire.count) LAST\r\n"))
    #expect(!server.server.receivedText.contains("DATA\r\nBDAT") && server.server.receivedText.hasSuffix("QUIT\r\n"))
  }

  @Test func aServerThatOffersChunkingInVainGetsTheMessageByData() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("CHUNKING")
    behaviour.knowsBDAT = false
    let server = try FakeSMTPServer(behaviour)
    #expect(words(try submit(to: server)) == ["accepted"])
    #expect(server.messages.map { String(decoding: $0.content, as: UTF8.self) } == ["Subject: x\r\n\r\nhello\r\n"])
    #expect(server.server.connectionCount == 2)
  }

  @Test func refusalOfTheChunkIsTheAnswer() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("CHUNKING")
    behaviour.step = .end
    behaviour.fault = .reply("554 5.7.1 spam")
    let server = try FakeSMTPServer(behaviour)
    #expect(throws: SubmitError.self) { try submit(to: server) }
    #expect(server.messages.isEmpty && server.server.connectionCount == 1)
  }

  /// Content that is shorter or longer than it said.
  private struct Liar: ContentSource {
    let count: Int
    let bytes: [UInt8]
    func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
      guard offset < bytes.count else { return }
      buffer += bytes[offset..<min(bytes.count, offset + limit)]
    }
  }

  @Test(arguments: [2_999, 2_994, 3_006, 10, 100_000]) func aFileThatChangesUnderWayIsSentToNobody(count: Int) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("CHUNKING")
    let server = try FakeSMTPServer(behaviour)
    let source = Liar(count: 3_000, bytes: Array(repeating: 65, count: count))
    let message = OutgoingMessage(
      segments: [.text(Array("Subject: x\n\n".utf8)), .file(source, .base64)], needs8Bit: false)
    do throws(SubmitError) {
      let receipt = try submit(to: server, nil, message)
      // The same number of bytes on the wire is the same message as far as anybody can tell.
      #expect(
        Base64.encode(source.bytes).count == Base64.encode(Array(repeating: 65, count: 3_000)).count, "\(receipt)")
    } catch {
      #expect(error.summary.contains("changed") && error.exitStatus == .ioError, "\(error)")
      #expect(server.messages.isEmpty)
    }
  }

  @Test func theSizeOfAChunkIsThatOfTheMessage() throws {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    for plan in [OutgoingMessage.TransferEncodingPlan.base64, .quotedPrintable, .identity] {
      for head in ["", "x", "Subject: y\n\n", "\r", "a\r"] {
        let message = OutgoingMessage(
          segments: [
            .text(Array(head.utf8)), .file(Liar(count: bytes.count, bytes: bytes), plan), .text(Array(".\nend".utf8)),
          ], needs8Bit: true)
        var size = 0
        try MessageWriter.write(message, style: .chunk) { (block: Span<UInt8>) in size += block.count }
        #expect(MessageWriter.chunkSize(of: message) == size, "\(plan) \(head.debugDescription)")
      }
    }
  }

  @Test func lmtpCutBetweenTheRepliesTellsWhatIsNotKnown() throws {
    let server = try ScriptedServer { connection in
      connection.write("220 hi\r\n")
      _ = connection.readLine()
      connection.write("250-hi\r\n250 PIPELINING\r\n")
      for _ in 0..<4 { _ = connection.readLine() }
      connection.write("250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n")
      _ = connection.readMessage()
      connection.write("250 2.0.0 taken\r\n")
    }
    let configuration = SMTPConfiguration(endpoint: server.endpoint, clientName: "me.test", isLMTP: true)
    let receipt = try SMTPSubmission(configuration, dialer: TCPDialer(), tls: nil, sasl: nil)
      .submit(message("x\n"), from: me, to: [bob, carol])
    #expect(words(receipt)[0] == "accepted" && words(receipt)[1].contains("not known"))
  }

  // MARK: Faults at every step

  struct Case: Sendable, CustomTestStringConvertible {
    var step: Step
    var fault: Fault
    var statuses: ClosedRange<Int32>
    var isTemporary: Bool
    var testDescription: String { "\(step.rawValue) \(fault.testDescription)" }
  }

  static let cases: [Case] = Step.allCases.flatMap { step in
    [
      Case(step: step, fault: .silence, statuses: 75...75, isTemporary: true),
      Case(step: step, fault: .cut, statuses: 75...75, isTemporary: true),
      Case(step: step, fault: .reset, statuses: 75...75, isTemporary: true),
      Case(step: step, fault: .reply("451 4.3.0 later"), statuses: 75...75, isTemporary: true),
      Case(step: step, fault: .reply("421 closing"), statuses: 75...75, isTemporary: true),
      Case(step: step, fault: .reply("550 no"), statuses: 65...77, isTemporary: false),
      Case(step: step, fault: .reply("hello, I am no server"), statuses: 76...76, isTemporary: false),
      Case(
        step: step, fault: .reply(String(repeating: "250-x\r\n", count: 10_000)), statuses: 76...76, isTemporary: false),
      Case(
        step: step, fault: .reply("250 " + String(repeating: "x", count: 1_000_000)), statuses: 76...76,
        isTemporary: false),
    ]
  }

  @Test(arguments: cases) func aFaultEndsWithItsStatusAndNothingIsLost(_ fault: Case) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.step = fault.step
    behaviour.fault = fault.fault
    behaviour.extensions.append("AUTH PLAIN")
    let server = try FakeSMTPServer(behaviour)
    do throws(SubmitError) {
      let receipt = try submit(
        to: server,
        changing: {
          $0.credentials = SASLCredentials(user: "joe", secret: Secret(Array("s3cret".utf8)))
          if case .silence = fault.fault { $0.timeouts = LinkTimeouts(everyStep: 2) }
        })
      Issue.record("accepted: \(words(receipt))")
    } catch {
      #expect(fault.statuses.contains(error.exitStatus.rawValue), "\(error.exitStatus) \(error.summary)")
      #expect(error.isTemporary == fault.isTemporary, "\(error.summary)")
      #expect(!"\(error)".contains("s3cret") && !"\(error)".contains("AGpvZQBzM2NyZXQ"))
      #expect(!error.summary.contains("\n"))
      if fault.step == .end, case .reply = fault.fault {
      } else {
        #expect(error.summary.contains("not known") == (fault.step == .end), "\(error.summary)")
      }
    }
    #expect(server.messages.isEmpty)
  }

  @Test func oneByteASecondDoesNotKeepUs() throws {
    let server = try ScriptedServer { connection in
      for byte in "220 a very slow greeting\r\n".utf8 {
        connection.write([byte])
        Thread.sleep(forTimeInterval: 0.2)
      }
      connection.stall()
    }
    var configuration = SMTPConfiguration(endpoint: server.endpoint, clientName: "me.test")
    configuration.timeouts = LinkTimeouts(everyStep: 1)
    let submission = SMTPSubmission(configuration, dialer: TCPDialer(), tls: nil, sasl: nil)
    do throws(SubmitError) {
      _ = try submission.submit(message("x\n"), from: me, to: [bob])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .temporaryFailure)
      #expect(error.summary.contains("greeting"))
      #expect(error.hint?.contains("smtps://") == true)
    }
  }

  @Test func whereNobodyListensTheHintSaysSo() throws {
    let port = try LoopbackListener().port
    let configuration = SMTPConfiguration(endpoint: .host("127.0.0.1", port: port), clientName: "me.test")
    do throws(SubmitError) {
      _ = try SMTPSubmission(configuration, dialer: TCPDialer(), tls: nil, sasl: nil)
        .submit(message("x\n"), from: me, to: [bob])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .temporaryFailure && error.hint?.contains("listens") == true)
    }
  }

  @Test(arguments: ["500 what", "", "421 closing", "nonsense"]) func quitCannotUndoAcceptance(reply: String) throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.quit = reply
    for extensions in [["PIPELINING"], []] {
      behaviour.extensions = extensions
      let server = try FakeSMTPServer(behaviour)
      #expect(words(try submit(to: server)) == ["accepted"])
      #expect(server.messages.count == 1)
    }
  }

  @Test func whatIsDecidedIsToldBeforeTheGoodbye() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.quit = ""
    behaviour.recipients = ["dave": "450 4.2.1 later"]
    let server = try FakeSMTPServer(behaviour)
    var told: [[String]] = []
    var wasConnected = false
    let transcript = Transcript { side, line in
      if side == .client, line == Array("QUIT".utf8) { wasConnected = true }
    }
    let submission = SMTPSubmission(
      SMTPConfiguration(endpoint: server.server.endpoint, clientName: "me.test"), dialer: TCPDialer(), tls: nil,
      sasl: nil,
      transcript: transcript, whenDecided: { told.append(self.words($0)) })
    let receipt = try submission.submit(message("x\n"), from: me, to: [bob, dave])
    #expect(told == [words(receipt)] && wasConnected)
    #expect(words(receipt)[0] == "accepted" && words(receipt)[1].hasPrefix("deferred"))
  }

  @Test func aDeadPortIsTemporary() throws {
    let port: UInt16
    do { port = try ScriptedServer { _ in }.port }
    let submission = SMTPSubmission(
      SMTPConfiguration(endpoint: .host("127.0.0.1", port: port), clientName: "me.test"), dialer: TCPDialer(), tls: nil,
      sasl: nil)
    do throws(SubmitError) {
      _ = try submission.submit(message("x\n"), from: me, to: [bob])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .temporaryFailure && error.isTemporary)
      #expect(error.summary.contains("127.0.0.1:\(port)"))
    }
  }

  // MARK: Recipients

  @Test func eachRecipientHasItsFate() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.recipients = ["carol": "450 4.2.1 later", "dave": "550 5.1.1 no such user"]
    let server = try FakeSMTPServer(behaviour)
    let receipt = try submit(to: server, [bob, carol, dave])
    #expect(
      words(receipt) == [
        "accepted", "deferred 450 4.2.1 later (the mailbox is disabled)",
        "rejected 550 5.1.1 no such user (no such mailbox)",
      ])
    #expect(server.messages.map(\.recipients) == [["RCPT TO:<bob@example.org>"]])
  }

  @Test func allOrNoneSendsToNobody() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.recipients = ["dave": "550 5.1.1 no such user"]
    let server = try FakeSMTPServer(behaviour)
    do throws(SubmitError) {
      _ = try submit(to: server, [bob, dave], changing: { $0.allOrNone = true })
      Issue.record("accepted")
    } catch {
      #expect(error.receipt?.entries.count == 2)
      #expect(error.summary.contains("no such user"))
    }
    #expect(server.messages.isEmpty)
  }

  @Test func allRefusedIsAnErrorWithEachReply() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.recipients = ["bob": "550 5.1.1 no such user", "dave": "550 5.1.1 not here"]
    let server = try FakeSMTPServer(behaviour)
    do throws(SubmitError) {
      _ = try submit(to: server, [bob, dave])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .noUser)
      #expect(error.receipt.map(words)?.count == 2)
    }
  }

  @Test func aMalformedAddressStopsBeforeAnythingIsSaid() throws {
    let server = try FakeSMTPServer()
    do throws(SubmitError) {
      _ = try submit(to: server, [bob, Address(localPart: "a\r\nRCPT TO:<e@x>", domain: "x")])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .dataError)
    }
    #expect(server.server.connectionCount == 0)
  }

  @Test func lmtpTellsEachRecipient() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.isLMTP = true
    behaviour.recipients = ["dave": "550 no"]
    let server = try FakeSMTPServer(behaviour)
    let configuration = SMTPConfiguration(endpoint: server.server.endpoint, clientName: "me.test", isLMTP: true)
    let submission = SMTPSubmission(configuration, dialer: TCPDialer(), tls: nil, sasl: nil)
    let receipt = try submission.submit(message("x\n"), from: nil, to: [bob, dave, carol])
    #expect(words(receipt) == ["accepted", "rejected 550 no", "accepted"])
    #expect(server.server.receivedText.hasPrefix("LHLO me.test\r\nMAIL FROM:<>"))
  }

  // MARK: Secrets and downgrade

  @Test func theTranscriptShowsNoSecret() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions.append("AUTH PLAIN")
    let server = try FakeSMTPServer(behaviour)
    var lines: [String] = []
    let transcript = Transcript { _, line in lines.append(String(decoding: line, as: UTF8.self)) }
    _ = try submit(
      to: server, transcript: transcript,
      changing: {
        $0.credentials = SASLCredentials(user: "joe", secret: Secret(Array("s3cret".utf8)))
      })
    let text = lines.joined(separator: "\n")
    #expect(text.contains("AUTH PLAIN ********") && text.contains("235 ok") && text.contains("(the message: "))
    #expect(!text.contains("s3cret") && !text.contains("czNjcmV0") && !text.contains("zM2NyZXQ"))
    #expect(server.server.receivedText.contains("AUTH PLAIN AGpvZQBzM2NyZXQ=\r\n"))
  }

  @Test func withoutEightBitMIMETheSevenBitFormIsSent() throws {
    var behaviour = FakeSMTPServer.Behaviour()
    behaviour.extensions = ["PIPELINING"]
    let server = try FakeSMTPServer(behaviour)
    _ = try submit(
      to: server, nil, message("K\u{f6}ln\n", needs8Bit: true), sevenBitForm: { _ in self.message("K=C3=B6ln\n") })
    #expect(server.messages.map { String(decoding: $0.content, as: UTF8.self) } == ["K=C3=B6ln\r\n"])
    #expect(throws: SubmitError.self) { try submit(to: server, nil, message("K\u{f6}ln\n", needs8Bit: true)) }
  }

  /// Refuses every peer.
  private final class SuspiciousTLS: TLSProvider {
    func secure(
      _ stream: any ByteStream, host: String, policy: TLSPolicy, by deadline: Deadline
    ) throws(TLSFailure) -> any ByteStream {
      throw TLSFailure(kind: .untrusted, summary: "not that one", hint: "pin it")
    }
  }

  @Test func whenTLSFailsNothingGoesOnInClear() throws {
    let server = try ScriptedServer { connection in
      connection.write("220 hi\r\n")
      _ = connection.readLine()
      connection.write("250-hi\r\n250 STARTTLS\r\n")
      _ = connection.readLine()
      connection.write("220 go\r\n")
      connection.stall()
    }
    let submission = SMTPSubmission(
      SMTPConfiguration(endpoint: server.endpoint, clientName: "me.test"), dialer: TCPDialer(), tls: SuspiciousTLS(),
      sasl: nil)
    do throws(SubmitError) {
      _ = try submission.submit(message("x\n"), from: me, to: [bob])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .noPermission && !error.isTemporary)
      #expect(error.summary == "not that one" && error.hint == "pin it")
    }
    #expect(server.receivedText == "EHLO me.test\r\nSTARTTLS\r\n")
  }

  @Test func aPasswordNeedsTLSUnlessThePeerIsOnThisMachine() throws {
    // The stream says that its peer is far away: nothing of the password may leave.
    let stream = ScriptedStream([
      .says("220 hi\r\n"), .hears("EHLO me.test\r\n"), .says("250-hi\r\n250 AUTH PLAIN\r\n"),
    ])
    let dialer = OneStreamDialer(stream)
    let configuration = SMTPConfiguration(
      endpoint: .host("mail.test", port: 25), credentials: SASLCredentials(user: "joe", secret: Secret([65])),
      clientName: "me.test")
    do throws(SubmitError) {
      _ = try SMTPSubmission(configuration, dialer: dialer, tls: nil, sasl: nil)
        .submit(message("x\n"), from: me, to: [bob])
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus == .noPermission)
      #expect(error.hint?.contains("smtp-auth-clear") == true)
    }
    #expect(stream.writtenText == "EHLO me.test\r\n")
  }
}

/// Hands out one stream.
private final class OneStreamDialer: Dialer {
  let stream: any ByteStream
  init(_ stream: any ByteStream) { self.stream = stream }
  func connect(to endpoint: Endpoint, by deadline: Deadline) throws(SystemError) -> any ByteStream { stream }
}
