import MailBytes
public import MailFormat
public import MailLink
public import MailSystem
public import MailWire

/// Hands a message to an SMTP or LMTP server: one connection, one message, every recipient's reply kept.
public final class SMTPSubmission: Submission {
  private let configuration: SMTPConfiguration
  private let dialer: any Dialer
  private let tls: (any TLSProvider)?
  private let sasl: (any SASLProvider)?
  private let transcript: Transcript?
  private let sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)?
  private let whenDecided: ((Receipt) -> Void)?

  /// Makes a submission from its configuration and what it needs of the world.
  ///
  /// - Parameters:
  ///   - sevenBitForm: makes the message again with seven bits only, for servers without 8BITMIME.
  ///   - whenDecided: told what became of the recipients the moment that it is known, before the good-bye.
  public init(
    _ configuration: SMTPConfiguration, dialer: any Dialer, tls: (any TLSProvider)?, sasl: (any SASLProvider)?,
    transcript: Transcript? = nil, sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)? = nil,
    whenDecided: ((Receipt) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.dialer = dialer
    self.tls = tls
    self.sasl = sasl
    self.transcript = transcript
    self.sevenBitForm = sevenBitForm
    self.whenDecided = whenDecided
  }

  /// Hands the message over for all recipients and tells what became of each.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    let envelope = try self.envelope(for: message, from: reversePath, to: recipients)
    var result: SubmissionResult?
    var mask = SecretMask()
    var allowsChunking = true
    while true {
      let connection = try connect(timeouts: configuration.timeouts.extended(forBytes: envelope.size ?? 0))
      defer { connection.close() }
      connection.conceal(configuration.credentials?.secret)
      var options = configuration.options(on: connection, sasl: sasl)
      options.allowsChunking = allowsChunking
      var dialog = SubmissionDialog(envelope, options: options)
      do throws(LinkError) {
        result = try DialogRunner.run(
          &dialog, on: connection,
          sendingMessage: { (connection, framing) throws(LinkError) in
            try self.send(message, framing, on: connection)
          },
          whenDecided: whenDecided.map { tell in { tell(Self.receipt($0, recipients, connection.mask)) } })
      } catch {
        // Once more with DATA: nobody has got the message from a server that did not know the command.
        guard dialog.chunkingWasRefused, allowsChunking else { throw SubmitError(error) }
        allowsChunking = false
        continue
      }
      mask = connection.mask
      break
    }
    let whole = result ?? SubmissionResult(outcomes: [])
    let receipt = Self.receipt(whole, recipients, mask)
    guard !whole.anyAccepted else { return receipt }
    throw SubmitError(refusedBy: configuration.endpoint.hostName, whole, receipt)
  }

  private func envelope(
    for message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> SubmissionEnvelope {
    do throws(WireError) {
      let exactSize = MessageWriter.chunkSize(of: message)
      var paths: [EnvelopePath] = []
      paths.reserveCapacity(recipients.count)
      for recipient in recipients { paths.append(try EnvelopePath(recipient)) }
      var envelope = SubmissionEnvelope(
        reversePath: try reversePath.map { (address) throws(WireError) in try EnvelopePath(address) },
        recipients: paths, size: exactSize ?? MessageWriter.wireSize(of: message), needs8Bit: message.needs8Bit,
        canDowngrade: sevenBitForm != nil, needsUTF8: message.needsUTF8Headers,
        notification: configuration.notification, allOrNone: configuration.allOrNone)
      envelope.exactSize = exactSize
      envelope.submitter = configuration.submitter
      if envelope.notification.isWanted, envelope.notification.envelopeID == nil {
        envelope.notification.envelopeID = message.messageID
      }
      return envelope
    } catch {
      throw SubmitError(error.summary, hint: error.hint, exitStatus: error.exitStatus, isTemporary: false)
    }
  }

  private func connect(timeouts: LinkTimeouts) throws(SubmitError) -> Connection {
    do throws(LinkError) {
      return try Connection.dial(
        configuration.endpoint, policy: configuration.security, dialer: dialer, tls: tls,
        timeouts: timeouts, transcript: transcript)
    } catch {
      throw SubmitError(error)
    }
  }

  /// Streams the message with its final dot; a broken pipe is left to the runner, which looks for the server's last words.
  private func send(
    _ message: OutgoingMessage, _ framing: MessageFraming, on connection: Connection
  ) throws(LinkError) {
    var outgoing = message
    if framing.sevenBit {
      guard let form = sevenBitForm?(message) else {
        throw LinkError(
          kind: .content, "the message cannot be sent in seven bits, and \(connection.host) takes no other",
          hint: "Send its text as quoted-printable or base64.", exitStatus: .unavailable)
      }
      outgoing = form
    }
    let command = framing.chunk?.command ?? []
    let end: [UInt8] = framing.chunk == nil ? [UInt8(ascii: "."), 13, 10] + framing.trailer : []
    let announced = framing.chunk.map { command.count + $0.size }
    if framing.chunk != nil { transcript?.sent(command) }
    var sent = 0
    do throws(MessageWriter.Failure<SystemError>) {
      try MessageWriter.write(
        outgoing, style: framing.chunk == nil ? .wire : .chunk, leader: command, trailer: end
      ) { (block: Span<UInt8>) throws(SystemError) in
        // A file that grows while it is read must not reach into the commands behind the chunk.
        if let announced, sent + block.count > announced { throw Self.changed(connection.host) }
        try connection.stream.write(block, by: connection.deadline(after: connection.timeouts.block))
        sent += block.count
      }
      if let announced {
        // Nor may QUIT fill up a chunk whose file has shrunk.
        if sent != announced { throw MessageWriter.Failure<SystemError>.sink(Self.changed(connection.host)) }
        do throws(SystemError) {
          try connection.stream.write(
            framing.trailer.span, by: connection.deadline(after: connection.timeouts.block))
        } catch {
          throw MessageWriter.Failure<SystemError>.sink(error)
        }
      }
    } catch {
      switch error {
      case .content(let error):
        throw LinkError(kind: .content, error.summary, exitStatus: error.exitStatus)
      case .sink(let error):
        if error.call == Self.chunkCheck {
          throw LinkError(
            kind: .content, "a file changed while it was sent; nobody got the message", exitStatus: .ioError)
        }
        throw LinkError(sendingMessageTo: connection.host, error)
      }
    }
    guard let transcript else { return }
    transcript.sent(shown: "(the message: \(sent - command.count - end.count) bytes)")
    transcript.sent(framing.chunk == nil ? end : framing.trailer)
  }

  private static var chunkCheck: String { "BDAT" }

  private static func changed(_ host: String) -> SystemError {
    SystemError(call: chunkCheck, subject: host, errno: 0, detail: "the size is not the one announced")
  }

  // MARK: What came of it

  private static func receipt(
    _ result: SubmissionResult, _ recipients: [Address], _ mask: SecretMask
  ) -> Receipt {
    var fates: [Receipt.Entry] = []
    for (recipient, outcome) in zip(recipients, result.outcomes) {
      switch outcome {
      case .accepted(let reply): fates.append(Receipt.Entry(recipient, .accepted(mask.cleaned(reply.text))))
      case .refused(let reply):
        let words = mask.cleaned(reply.text)
        fates.append(Receipt.Entry(recipient, reply.isTemporary ? .deferred(words) : .rejected(words)))
      case .notSent(let why): fates.append(Receipt.Entry(recipient, .deferred(why)))
      }
    }
    return Receipt(fates, refusalStatus: ExitStatus(refusalsOf: result))
  }
}
