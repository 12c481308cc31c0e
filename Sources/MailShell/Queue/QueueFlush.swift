import MailBytes
import MailFormat
import MailLanguage
import MailSubmit
import MailSystem

/// One pass over the queue while no other runs: the chosen messages go out, wait on, or are given up.
struct QueueFlush {
  let session: Session
  let queue: MailQueue
  let choice: QueueChoice
  /// Whether the messages go beside a new one, whose sender is not told of them each time.
  let isQuiet: Bool

  /// Tries them, oldest first.
  ///
  /// - Returns: success when nothing is left that could have gone.
  func run() throws -> ExitStatus {
    var status = ExitStatus.success
    let now = session.world.clock.now()
    queue.removeRemains(before: now)
    for name in queue.names {
      if case .named(let names) = choice, !names.contains(name) { continue }
      // What is not tried waits as it is.
      if let stopped = session.statusOfSignal { return stopped }
      let found: QueueEntry?
      do throws(SystemError) { found = try queue.entry(name) } catch {
        // Another program may have removed it.
        guard FileSystem.exists(queue.folder + "/" + name) else { continue }
        session.report(error)
        status = error.exitStatus
        continue
      }
      guard let entry = found else {
        session.report(
          ShellError(
            "\(queue.folder)/\(name): this file of the queue is damaged or of a later version", exitStatus: .dataError))
        status = .dataError
        continue
      }
      if case .due = choice, entry.next > now, !hasExpired(entry, now) { continue }
      // Who sends another message is not told of this one each time.
      if isQuiet, entry.isInDoubt, !hasExpired(entry, now) { continue }
      if entry.account == nil, let account = session.language.account {
        // The secrets of an account are not for another way out.
        if isQuiet { continue }
        session.report(
          ShellError(
            "\(entry.name): this message was not sent by account \(TerminalQuote.quoted(account)), so it waits",
            hint: "\(session.world.programName) --flush without an account sends it.", exitStatus: .temporaryFailure))
        status = .temporaryFailure
        continue
      }
      // The way that -S names for a new message is not that of the old ones.
      if isQuiet, entry.route == nil, session.settings.commandLineTransport != nil { continue }
      let result: ExitStatus
      do {
        // Who names a way for the queue itself means it.
        session.queueRoute = isQuiet || session.settings.commandLineTransport == nil ? entry.route : nil
        defer { session.queueRoute = nil }
        nameResult(of: entry)
        result = try inAccount(of: entry) { try attempt(entry) }
      } catch let error as any MailError {
        // What is wrong with one message does not hold up the others; what is wrong here does not cost the message.
        session.report(error)
        result = postponeUntried(entry, because: error)
      }
      tellResult(of: entry, result)
      if result != .success { status = result }
    }
    return status
  }

  /// Begins what `--json` tells of a message; beside a new one nothing is told but that one.
  private func nameResult(of entry: QueueEntry) {
    guard session.printsJSON, !isQuiet else { return }
    session.sendResult = SendResult()
    var recipients = Recipients()
    recipients.to = entry.recipients
    session.sendResult.name(recipients, of: entry.message)
  }

  private func tellResult(of entry: QueueEntry, _ status: ExitStatus) {
    guard session.printsJSON, !isQuiet else { return }
    if queue.holds(entry.name) {
      session.sendResult.queued = entry.name
      // Who is still to get it, as far as its file tells.
      let left = (try? queue.entry(entry.name))?.recipients ?? entry.recipients
      for recipient in left { session.sendResult.noteQueued(recipient.addrSpec) }
    }
    session.writeSendResult(status)
  }

  /// Runs the body with the settings of the account that the message was sent by.
  private func inAccount(of entry: QueueEntry, _ body: () throws -> ExitStatus) throws -> ExitStatus {
    guard let account = entry.account, account != session.language.account else { return try body() }
    return try session.inAccount(account, body)
  }

  /// Tries one message: gone, shortened to those who are left, postponed, or given up.
  private func attempt(_ entry: QueueEntry) throws -> ExitStatus {
    if entry.isInDoubt, !choice.isNamed {
      if hasExpired(entry, session.world.clock.now()) {
        return giveUp(
          entry, because: "it may have been sent, for the program was stopped at its end", tries: entry.tries)
      }
      session.report(
        ShellError(
          "\(entry.name): this message may have been sent: the program was stopped before the server's answer",
          hint: "mail --flush \(entry.name) sends it again; mail --queue \(entry.name) removes it.",
          exitStatus: .temporaryFailure))
      return .temporaryFailure
    }
    var composition = Composition()
    composition.from = entry.sender?.addrSpec
    var recipients = Recipients()
    recipients.to = entry.recipients
    var delivery = Delivery(
      session: session, composition: composition, recipients: recipients, outgoing: entry.message, canRebuild: false)
    // Who has it is forgotten at once, before the good-bye that may take seconds: a crash sends to nobody twice but in the
    // moment between the server's word and this. What the server gave no word about is tried again with the same
    // Message-ID, as RFC 5321 section 4.5.4.1 has it: from then on a crash leaves no doubt about it.
    var pending = entry
    pending.isInDoubt = false
    delivery.whenDecided = { receipt in
      for fate in receipt.entries {
        guard case .accepted = fate.outcome, let place = pending.recipients.firstIndex(of: fate.recipient) else {
          continue
        }
        pending.recipients.remove(at: place)
      }
      if pending.recipients.isEmpty {
        try? queue.remove(entry.name)
      } else {
        try? queue.store(pending)
      }
    }
    let mark = QueueMark(path: queue.folder + "/" + entry.name)
    session.doubtMark = mark
    defer { session.doubtMark = nil }
    let receipt: Receipt
    do {
      let submission = try delivery.submission()
      receipt = try submission.submit(
        try delivery.marked(entry.message, for: submission), from: entry.sender, to: entry.recipients)
    } catch let error as SubmitError {
      if let answers = error.receipt, error.kind != .interrupted {
        receipt = answers
      } else if error.isTemporary {
        tellWaiting(entry, error.wholeSummary)
        return postpone(entry, because: error.wholeSummary, for: entry.recipients)
      } else {
        session.report(error)
        session.log(composition, recipients, outcome: error.wholeSummary)
        // Interrupted at its end: the mark in its file says that it may have been sent.
        if error.exitStatus == .temporaryFailure {
          if !error.isDoubtful, !entry.isInDoubt { mark.clear() }
          return .temporaryFailure
        }
        // Only a word about the recipient is for good: a mistake of the settings or the machine is mended some day.
        guard error.kind == .other, error.exitStatus == .noUser else {
          return postpone(entry, because: error.wholeSummary, for: entry.recipients)
        }
        _ = giveUp(entry, because: error.wholeSummary, tries: entry.tries + 1)
        return error.exitStatus
      }
    }
    if !isQuiet { session.note(receipt) }
    var left: [Address] = []
    var reason = entry.reason
    var rejected: [Address] = []
    var words = ""
    for fate in receipt.entries {
      switch fate.outcome {
      case .accepted: continue
      case .deferred(let reply):
        left.append(fate.recipient)
        reason = reply
      case .rejected(let reply):
        rejected.append(fate.recipient)
        words = reply
      }
    }
    let isWhole = left.isEmpty && rejected.isEmpty
    session.log(composition, recipients, outcome: isWhole ? "sent from the queue" : "sent to some")
    if !rejected.isEmpty {
      delivery.tell(receipt)
      guard keepUnsent(entry, for: rejected, because: words, tries: entry.tries + 1) else {
        return postpone(entry, because: words, for: left + rejected)
      }
    }
    if left.isEmpty {
      if queue.holds(entry.name) { try queue.remove(entry.name) }
      return rejected.isEmpty ? .success : receipt.refusalStatus
    }
    tellWaiting(entry, reason)
    return postpone(entry, because: reason, for: left)
  }

  /// Says why a message still waits.
  private func tellWaiting(_ entry: QueueEntry, _ reason: String) {
    if isQuiet { return }
    session.sendResult.error = reason
    session.world.output.flush()
    session.world.errors.write("\(session.world.programName): \(entry.name): not sent, it stays in the queue: ")
    session.world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
  }

  /// Postpones a message that could not be tried, as it is in the queue now.
  private func postponeUntried(_ entry: QueueEntry, because error: any MailError) -> ExitStatus {
    guard let now = try? queue.entry(entry.name), !now.isInDoubt else { return error.exitStatus }
    return postpone(now, because: error.wholeSummary, for: now.recipients)
  }

  /// Keeps a message for a later try; a file that cannot be written anew stays as it is.
  private func postpone(_ entry: QueueEntry, because reason: String, for recipients: [Address]) -> ExitStatus {
    let now = session.world.clock.now()
    var rest = entry
    rest.recipients = recipients
    if hasExpired(entry, now) { return giveUp(rest, because: reason, tries: entry.tries + 1) }
    do {
      try queue.store(entry.postponed(at: now, because: reason, for: recipients))
      return .temporaryFailure
    } catch {
      settle(rest)
      session.report(error)
      return (error as? any MailError)?.exitStatus ?? .ioError
    }
  }

  /// Takes the mark of this try out of a file that could not be written anew: what became of the message is known.
  private func settle(_ rest: QueueEntry) {
    guard !rest.isInDoubt, let file = try? queue.entry(rest.name), file.isInDoubt,
      file.recipients.count == rest.recipients.count
    else { return }
    QueueMark(path: queue.folder + "/" + rest.name).clear()
  }

  private func hasExpired(_ entry: QueueEntry, _ now: Int64) -> Bool {
    now - entry.created > session.settings.duration(.queueLifetime)
  }

  /// Takes a message out of the queue for good: it becomes a dead letter, and its writer gets a notice.
  private func giveUp(_ entry: QueueEntry, because reason: String, tries: Int) -> ExitStatus {
    session.report(
      ShellError(
        "a message to \(entry.recipients.map(\.addrSpec).joined(separator: ", ")) could not be sent: \(reason)",
        hint: "It becomes a dead letter.", exitStatus: .unavailable))
    do {
      // What could not be kept elsewhere stays where it is.
      guard keepUnsent(entry, for: entry.recipients, because: reason, tries: tries) else {
        settle(entry)
        return .ioError
      }
      try queue.remove(entry.name)
      return .unavailable
    } catch {
      settle(entry)
      session.report(error)
      return error.exitStatus
    }
  }

  /// The dead letter first, then the notice: what is told must be there.
  ///
  /// - Returns: whether it was kept, or is not to be kept at all.
  private func keepUnsent(
    _ entry: QueueEntry, for recipients: [Address], because reason: String, tries: Int
  ) -> Bool {
    let before = session.deadLetterCount
    session.saveDeadLetter(entry.message.addressed(onlyTo: recipients).naming(reversePath: entry.sender))
    if session.deadLetterCount == before, session.settings.flag(.save),
      session.settings.standingBytes(.dead) != Array("/dev/null".utf8)
    {
      return false
    }
    QueueNotice(session: session, entry: entry, recipients: recipients, reason: reason, tries: tries).deliver()
    return true
  }
}
