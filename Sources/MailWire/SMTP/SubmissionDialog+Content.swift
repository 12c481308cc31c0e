import MailBytes

extension SubmissionDialog {
  /// Demands the message; QUIT travels with its end where nothing can follow.
  mutating func sendContent() -> WireDemand<SubmissionResult> {
    state = .content
    quitSent = extensions.pipelining && transaction.overflow.isEmpty
    return .sendMessage(
      MessageFraming(
        sevenBit: envelope.needs8Bit && !extensions.eightBitMIME, trailer: quitSent ? Self.quit : []))
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
