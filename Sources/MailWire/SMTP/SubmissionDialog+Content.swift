import MailBytes

extension SubmissionDialog {
  /// Demands the message; QUIT travels with its end where nothing can follow.
  mutating func sendContent() -> WireDemand<SubmissionResult> {
    state = .content
    quitSent = extensions.pipelining && transaction.overflow.isEmpty
    return .sendMessage(
      MessageFraming(
        sevenBit: needsSevenBits, trailer: quitSent ? Self.quit : [],
        chunk: chunkSize.map { MessageFraming.Chunk(command: Self.line(["BDAT \($0) LAST"]), size: $0) }))
  }

  private var needsSevenBits: Bool { envelope.needs8Bit && !extensions.eightBitMIME }

  /// The size of the one chunk that the message goes in (RFC 3030); nil for DATA.
  ///
  /// A message whose form on the wire is not known in advance goes by DATA, as does all mail after a server that offers
  /// CHUNKING has shown that it does not know BDAT.
  var chunkSize: Int? {
    options.allowsChunking && extensions.chunking && !needsSevenBits ? envelope.exactSize : nil
  }

  /// The server goes ahead although nobody is to get the message: a lone dot ends it (RFC 2920 section 3.1).
  mutating func abandonContent() -> WireDemand<SubmissionResult> {
    state = .abandoned
    return .send(Self.line(["."]))
  }

  /// Takes the reply to the whole message: one for SMTP, one for each agreed recipient for LMTP.
  mutating func takeAcceptance(_ reply: Reply) throws(WireError) -> WireDemand<SubmissionResult>? {
    guard reply.isSuccess || reply.code >= 400 else {
      throw WireError("\(options.host): unexpected reply to the message: \(reply.text)", exitStatus: .protocolError)
    }
    if chunkSize != nil, transaction.answered == 0, (500...504).contains(reply.code) {
      // What followed was taken for commands: there is no way on in this connection.
      chunkingWasRefused = true
      throw WireError(
        "\(options.host): the server offers CHUNKING and refuses BDAT: \(reply.text)", exitStatus: .protocolError)
    }
    let outcome: SubmissionResult.Outcome = reply.isSuccess ? .accepted(reply) : .refused(reply)
    if options.isLMTP, reply.code != 421 {
      outcomes[transaction.agreed[transaction.answered]] = outcome
      transaction.answered += 1
      guard transaction.answered == transaction.agreed.count else { return nil }
    } else {
      for recipient in transaction.agreed.dropFirst(transaction.answered) { outcomes[recipient] = outcome }
      if reply.code == 421 {
        settleOpen(outcome)
        state = .finished
        return nil
      }
    }
    guard reply.isSuccess, !transaction.overflow.isEmpty else {
      for (recipient, reply) in transaction.overflow { outcomes[recipient] = .refused(reply) }
      return farewell()
    }
    // Those who were too many come next; each round takes at least one, so it ends.
    transaction = Transaction(recipients: transaction.overflow.map(\.recipient))
    return .send(nextBurst())
  }
}
