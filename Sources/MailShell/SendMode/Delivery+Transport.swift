import MailBytes
import MailFormat
import MailLanguage
import MailSubmit
import MailSystem

/// The transport of a message, and what is told and kept of its answers.
extension Delivery {
  var reversePath: Address { session.reversePath(of: composition) }

  func submit() throws -> ExitStatus {
    let submission = try self.submission()
    let receipt: Receipt
    var message = outgoing
    if session.settings.flag(.mtaBccOk), submission is SendmailSubmission {
      message = outgoing.naming(blindCopies: recipients.bcc)
    }
    message = try marked(message, for: submission)
    do throws(SubmitError) {
      receipt = try submission.submit(message, from: reversePath, to: recipients.envelope)
      session.note(receipt)
    } catch {
      if let receipt = error.receipt { session.note(receipt) }
      // Some were refused for good: only the others wait.
      if error.isTemporary, let receipt = error.receipt, receipt.hasRejections {
        let rest = try queueing(receipt)
        if rest.entries.count < receipt.entries.count {
          session.log(composition, recipients, outcome: "queued for some: " + error.summary)
          let status = tell(rest)
          keepForMissing(rest)
          return status
        }
      } else if error.isTemporary, try session.wantsQueueing(error.wholeSummary) {
        try session.enqueue(lasting, from: reversePath, to: recipients.envelope, because: error.wholeSummary)
        session.log(composition, recipients, outcome: "queued: " + error.summary)
        return .success
      }
      if let receipt = error.receipt, receipt.entries.count > 1 { tell(receipt) }
      session.log(composition, recipients, outcome: error.summary)
      throw error
    }
    session.log(composition, recipients, outcome: "sent")
    let rest = try queueing(receipt)
    let status = tell(rest)
    keepForMissing(rest)
    return status
  }

  /// The message with its mark, which tells the next run where this one ends before it knows what became of it.
  func marked(_ message: OutgoingMessage, for submission: any Submission) throws -> OutgoingMessage {
    guard let mark = session.doubtMark else { return message }
    if let signal = session.pendingSignal { throw SubmitError(stoppedBeforehandBy: signal) }
    // For a server the last bytes decide; a program has the message once it is started, and goes on with it whatever ends
    // us, and a file takes the end of the one who writes for the end of the message.
    if submission is SMTPSubmission || submission is ExchangeSubmission { return message.marked(by: mark) }
    try mark.set()
    return message
  }

  /// Keeps the message for those who did not get it for now; the rest of the receipt is to be told.
  private func queueing(_ receipt: Receipt) throws -> Receipt {
    guard session.settings.flag(.queue) else { return receipt }
    var left: [Address] = []
    var reason = ""
    var rest = Receipt([], refusalStatus: receipt.refusalStatus)
    for entry in receipt.entries {
      if case .deferred(let words) = entry.outcome {
        left.append(entry.recipient)
        reason = words
      } else {
        rest.entries.append(entry)
      }
    }
    guard !left.isEmpty, try session.wantsQueueing(reason) else { return receipt }
    try session.enqueue(lasting, from: reversePath, to: left, because: reason)
    return rest
  }

  func submission() throws -> any Submission {
    switch try session.transport() {
    case .local:
      return LocalDelivery(
        folder: try session.deliveryFolder(), localDomains: [session.ownHost, Host.name()],
        stateDirectory: session.stateDirectory, locks: session.lockPolicy)
    case .test(let path):
      if let path { return TestSubmission(path: try session.expandFileName(path)) }
      let world = session.world
      return TestSubmission(output: { world.output.write($0) })
    case .program(let path, let arguments):
      let signals = session.world.signals
      return SendmailSubmission(sendmail(path, arguments), makeGate: { signals.make() })
    case .exchanges:
      let (session, world) = (session, session.world)
      return ExchangeSubmission(
        try session.exchangeConfiguration(), port: session.exchangePort, resolver: try session.nameResolver(),
        dialer: try session.dialer(behind: session.settings.string(.socksProxy)), tls: world.tls,
        transcript: session.settings.flag(.verbose) ? session.transcript() : nil,
        sevenBitForm: canRebuild ? markedSevenBitForm : nil,
        domainName: { domain in try? session.encoded(host: domain) }, whenDecided: whenDecided)
    case .server(let server):
      let configuration = try session.configuration(for: server, from: session.firstMailbox(in: composition.from))
      let world = session.world
      let transcript = session.settings.flag(.verbose) ? session.transcript() : nil
      let dialer = try session.dialer(for: server)
      return SMTPSubmission(
        configuration, dialer: dialer, tls: world.tls, sasl: world.sasl, transcript: transcript,
        sevenBitForm: canRebuild ? markedSevenBitForm : nil, whenDecided: whenDecided)
    }
  }

  private func sendmail(_ path: String, _ arguments: [String]) -> SendmailConfiguration {
    let settings = session.settings
    var words = arguments
    if let more = settings.bytes(.mtaArguments) { words += WordLexer.words(more).map(\.string) }
    words += session.mailerArguments
    if settings.flag(.verbose), !settings.flag(.mtaNoDefaultArguments) { words.append("-v") }
    return SendmailConfiguration(
      program: path, name: settings.string(.mtaArgv0) ?? "sendmail", arguments: words,
      omitsDefaultArguments: settings.flag(.mtaNoDefaultArguments),
      omitsRecipients: settings.flag(.mtaNoReceiverArguments),
      namesSender: composition.from != nil || composition.sender != nil || composition.returnAddress != nil)
  }

  /// The same message in seven bits, for a server without 8BITMIME.
  private func sevenBitForm(_ message: OutgoingMessage) -> OutgoingMessage? {
    let form = try? session.outgoingMessage(for: composition, recipients, in7Bit: true)
    return form?.needs8Bit == false ? form : nil
  }

  /// The same message in seven bits, with its mark where there is one.
  private func markedSevenBitForm(_ message: OutgoingMessage) -> OutgoingMessage? {
    let form = sevenBitForm(message)
    guard let mark = session.doubtMark else { return form }
    return form?.marked(by: mark)
  }

  /// The message as the queue keeps it, which any server takes: the composition is gone when its turn comes.
  private var lasting: OutgoingMessage {
    outgoing.needs8Bit && canRebuild ? sevenBitForm(outgoing) ?? outgoing : outgoing
  }

  /// Tells each recipient that was not accepted, and then also who was; what became of the message is the caller's.
  @discardableResult
  func tell(_ receipt: Receipt) -> ExitStatus {
    var status = ExitStatus.success
    let tellsAll = session.settings.flag(.verbose) || !receipt.missing.isEmpty
    for entry in receipt.entries {
      let words: String
      switch entry.outcome {
      case .accepted(let reply):
        if tellsAll { tellLine("accepted", entry.recipient, reply) }
        continue
      case .deferred(let reply):
        words = reply
        status = worse(status, .temporaryFailure)
      case .rejected(let reply):
        words = reply
        status = worse(status, receipt.refusalStatus)
      }
      session.sendResult.error = "\(entry.recipient.addrSpec): not accepted: \(words)"
      tellLine("not accepted", entry.recipient, words)
    }
    return status
  }

  /// Keeps the message for those alone who did not get it, so that sending it again gives nobody a second copy.
  private func keepForMissing(_ receipt: Receipt) {
    let missing = receipt.missing
    guard !missing.isEmpty else { return }
    var left = Recipients()
    func isMissing(_ address: Address) -> Bool { missing.contains { $0.isSameMailbox(as: address) } }
    left.to = recipients.to.filter(isMissing)
    left.cc = recipients.cc.filter(isMissing)
    left.bcc = recipients.bcc.filter(isMissing)
    guard !composition.isResent else {
      return session.saveDeadLetter(outgoing.naming(resentTo: left, from: reversePath), .resent)
    }
    let letter = (try? session.outgoingMessage(for: composition, left)) ?? outgoing.addressed(onlyTo: missing)
    session.saveDeadLetter(letter.naming(reversePath: reversePath).naming(blindCopies: left.bcc))
  }

  private func tellLine(_ what: StaticString, _ recipient: Address, _ reply: String) {
    let address = recipient.domain.isEmpty ? recipient.localPart : recipient.localPart + "@" + recipient.domain
    session.world.output.flush()
    session.world.errors.write(session.world.programName + ": ")
    session.world.errors.write(TerminalText(cleaning: address).bytes)
    session.world.errors.write(": " + what.description + ": ")
    session.world.errors.write(TerminalText(cleaning: reply).bytes + [0x0a])
  }
}
