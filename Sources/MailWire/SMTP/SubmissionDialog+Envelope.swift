import MailBytes

extension SubmissionDialog {
  /// A burst stays under the socket buffers of both sides, or both would wait for the other to read (RFC 2920 section 3.1).
  static let burstRecipients = 500
  /// The same in bytes.
  static let burstBytes = 49_152

  /// Checks what the server can take, and sends the first burst.
  mutating func beginTransactions() throws(WireError) -> WireDemand<SubmissionResult> {
    // An envelope for nobody only tries the session out: hello, TLS, authentication, good-bye.
    if envelope.recipients.isEmpty, let goodbye = farewell() { return goodbye }
    if let size = envelope.size, let limit = extensions.maximumSize, size > limit {
      throw WireError(
        "\(options.host): the message is too big: \(size) bytes, and the server takes \(limit)",
        hint: "Send the attachments in parts or by another way.", exitStatus: .unavailable)
    }
    let hasUTF8Path =
      envelope.reversePath?.needsUTF8 == true || envelope.recipients.contains { $0.needsUTF8 }
    if envelope.needsUTF8 || hasUTF8Path, !extensions.smtpUTF8 {
      throw WireError(
        "\(options.host): the server cannot take addresses or header fields in UTF-8 (it lacks SMTPUTF8)",
        hint: "Use an address in ASCII.", exitStatus: .unavailable)
    }
    if envelope.needs8Bit, !extensions.eightBitMIME, !envelope.canDowngrade {
      throw WireError(
        "\(options.host): the server takes 7-bit messages only (it lacks 8BITMIME)",
        hint: "Set encoding=quoted-printable.", exitStatus: .unavailable)
    }
    transaction = Transaction(recipients: Array(envelope.recipients.indices))
    return .send(nextBurst())
  }

  /// The next commands of the transaction: all that fit where the server pipelines, else one.
  mutating func nextBurst() -> [UInt8] {
    var bytes: [UInt8] = []
    state = .envelope
    if !transaction.mailSent {
      transaction.mailSent = true
      bytes += mailCommand()
      transaction.awaited.append(.mail)
      guard extensions.pipelining else { return bytes }
    }
    var count = 0
    while transaction.named < transaction.recipients.count, count < Self.burstRecipients, bytes.count < Self.burstBytes
    {
      let recipient = transaction.recipients[transaction.named]
      transaction.named += 1
      bytes += recipientCommand(recipient)
      transaction.awaited.append(.recipient(recipient))
      guard extensions.pipelining else { return bytes }
      count += 1
    }
    // With all or none, DATA waits for the last recipient's reply: behind it there is no way back.
    // A chunk needs no go-ahead, so there is nothing to ask for: it takes as many round trips.
    if transaction.named == transaction.recipients.count, !envelope.allOrNone, chunkSize == nil {
      bytes += Self.line(["DATA"])
      transaction.awaited.append(.data)
      transaction.dataSent = true
    }
    return bytes
  }

  private func mailCommand() -> [UInt8] {
    var parts = ["MAIL FROM:<", envelope.reversePath?.text ?? "", ">"]
    if extensions.size, let size = envelope.size { parts.append(" SIZE=\(size)") }
    if envelope.needs8Bit, extensions.eightBitMIME { parts.append(" BODY=8BITMIME") }
    let hasUTF8 =
      envelope.needsUTF8 || envelope.reversePath?.needsUTF8 == true || envelope.recipients.contains { $0.needsUTF8 }
    if hasUTF8 { parts.append(" SMTPUTF8") }
    if extensions.dsn {
      if let full = envelope.notification.returnsFullMessage { parts.append(full ? " RET=FULL" : " RET=HDRS") }
      // RFC 3461 section 4.4: at most 100 characters.
      if let id = envelope.notification.envelopeID.map(Self.xtext), id.utf8.count <= 100 {
        parts.append(" ENVID=\(id)")
      }
    }
    if let submitter = envelope.submitter, !extensions.mechanisms.isEmpty {
      parts.append(" AUTH=\(submitter == "<>" ? submitter : Self.xtext(submitter))")
    }
    return Self.line(parts)
  }

  private func recipientCommand(_ recipient: Int) -> [UInt8] {
    let path = envelope.recipients[recipient]
    var parts = ["RCPT TO:<", path.text, ">"]
    if extensions.dsn, let notify = envelope.notification.notify {
      parts.append(" NOTIFY=\(notify)")
      if !path.needsUTF8 { parts.append(" ORCPT=rfc822;\(Self.xtext(path.text))") }
    }
    return Self.line(parts)
  }

  /// RFC 3461 section 4: printable ASCII but `+` and `=`, the rest as `+XX`.
  static func xtext(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "+"), byte != UInt8(ascii: "=") {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "+"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func takeEnvelope(_ reply: Reply) throws(WireError) -> WireDemand<SubmissionResult>? {
    guard let command = transaction.awaited.popFirst() else { return nil }
    switch command {
    case .mail: if !reply.isSuccess { transaction.mailRefusal = reply }
    case .recipient(let recipient): take(reply, for: recipient)
    case .data: transaction.dataReply = reply
    }
    if reply.code == 421 {
      settleOpen(.refused(reply))
      state = .finished
      return nil
    }
    guard transaction.awaited.isEmpty else { return nil }
    return try afterBurst()
  }

  private mutating func take(_ reply: Reply, for recipient: Int) {
    if reply.isSuccess {
      if transaction.mailRefusal == nil { transaction.agreed.append(recipient) }
    } else if reply.code == 452 || reply.code == 552, reply.enhanced.map({ $0.subject == 5 }) ?? true {
      // RFC 5321 section 4.5.3.1.10: too many for one transaction, which older servers say by 552; the rest goes in another.
      transaction.overflow.append((recipient, reply))
    } else if transaction.mailRefusal == nil {
      outcomes[recipient] = .refused(reply)
    }
  }

  /// Decides what follows when all replies of a burst are in.
  private mutating func afterBurst() throws(WireError) -> WireDemand<SubmissionResult>? {
    let goesAhead = transaction.dataReply?.code == 354
    if let refusal = transaction.mailRefusal {
      for recipient in transaction.recipients { outcomes[recipient] = .refused(refusal) }
      guard goesAhead else { return farewell() }
      // A server that refuses the sender and waits for a message all the same gets none, not even an empty one.
      state = .finished
      return nil
    }
    if transaction.named < transaction.recipients.count { return .send(nextBurst()) }
    if transaction.agreed.isEmpty {
      for (recipient, reply) in transaction.overflow { outcomes[recipient] = .refused(reply) }
      return goesAhead ? abandonContent() : farewell()
    }
    if envelope.allOrNone, let refused = firstRefusal() {
      for recipient in transaction.agreed {
        outcomes[recipient] = .notSent("another recipient was refused: \(refused)")
      }
      for (recipient, reply) in transaction.overflow { outcomes[recipient] = .refused(reply) }
      return farewell()
    }
    guard let data = transaction.dataReply else {
      if chunkSize != nil { return sendContent() }
      transaction.awaited.append(.data)
      transaction.dataSent = true
      return .send(Self.line(["DATA"]))
    }
    guard goesAhead else {
      guard data.code >= 400 else {
        throw WireError("\(options.host): unexpected reply to DATA: \(data.text)", exitStatus: .protocolError)
      }
      settleOpen(.refused(data))
      return farewell()
    }
    return sendContent()
  }

  private func firstRefusal() -> String? {
    for outcome in outcomes { if case .refused(let reply) = outcome { return reply.text } }
    return transaction.overflow.first?.reply.text
  }

  /// Gives the recipients of this transaction that have no fate yet this one.
  mutating func settleOpen(_ outcome: SubmissionResult.Outcome) {
    for recipient in transaction.recipients where outcomes[recipient] == nil { outcomes[recipient] = outcome }
  }
}
