import MailBytes
import MailFormat
import MailLanguage
import MailSubmit
import MailSystem

extension Session {
  /// The queue's folder, or an error that names what is missing.
  func mailQueue() throws(ShellError) -> MailQueue {
    guard let queue = MailQueue(world) else {
      throw ShellError(
        "there is no folder for the queue: no home folder is known", hint: "Set HOME or XDG_STATE_HOME.",
        exitStatus: .configuration)
    }
    return queue
  }

  /// Keeps a message for later, durable before anybody is told so.
  func enqueue(_ message: OutgoingMessage, from sender: Address?, to recipients: [Address], because reason: String)
    throws
  {
    let queue = try mailQueue()
    let now = world.clock.now()
    try queue.store(
      QueueEntry(
        name: String(now) + "-" + RandomBytes.name(12), created: now, next: now + 900, tries: 1, sender: sender,
        recipients: recipients, reason: reason, message: message))
    world.output.flush()
    world.errors.write("\(world.programName): kept in the queue for later: ")
    world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
  }

  /// Whether a message that failed for now is to be kept: `queue` is set, and at a terminal the person agrees.
  func wantsQueueing(_ reason: String) throws -> Bool {
    guard settings.flag(.queue) else { return false }
    guard world.input.isTerminal else { return true }
    world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
    switch try world.input.readLine(prompt: "Keep the message and try again later? [Y/n] ", into: world.output) {
    case .line(let answer), .lastLine(let answer): return (answer.first ?? 0) | 0x20 != UInt8(ascii: "n")
    case .end: return true
    case .interrupted: return false
    }
  }

  /// Tries the messages that wait; those that are due, or all.
  ///
  /// - Returns: success when nothing is left that could have gone.
  func flushQueue(all: Bool, quietly: Bool) throws -> ExitStatus {
    let queue = try mailQueue()
    if queue.isEmpty { return .success }
    let status = try queue.whileLocked { try self.flush(queue, all: all) }
    if let status { return status }
    if !quietly { world.errors.write("\(world.programName): the queue is being worked on already\n") }
    return .success
  }

  private func flush(_ queue: MailQueue, all: Bool) throws -> ExitStatus {
    var status = ExitStatus.success
    for name in queue.names {
      guard let entry = try queue.entry(name) else {
        report(
          ShellError(
            "\(queue.folder)/\(name): this file of the queue is damaged or of a later version", exitStatus: .dataError))
        status = .dataError
        continue
      }
      guard all || entry.next <= world.clock.now() else { continue }
      let result = try attempt(entry, in: queue)
      if result != .success { status = result }
    }
    return status
  }

  /// Tries one message: gone, shortened to those who are left, postponed, or given up.
  private func attempt(_ entry: QueueEntry, in queue: MailQueue) throws -> ExitStatus {
    var composition = Composition()
    composition.from = entry.sender?.addrSpec
    var recipients = Recipients()
    recipients.to = entry.recipients
    let delivery = Delivery(
      session: self, composition: composition, recipients: recipients, outgoing: entry.message, canRebuild: false)
    let receipt: Receipt
    do {
      receipt = try delivery.submission().submit(entry.message, from: entry.sender, to: entry.recipients)
    } catch let error as SubmitError where error.isTemporary {
      return try postpone(entry, in: queue, because: error.summary, for: entry.recipients)
    } catch let error as SubmitError {
      report(error)
      saveDeadLetter(entry.message.addressed(onlyTo: entry.recipients))
      try queue.remove(entry.name)
      return error.exitStatus
    }
    var left: [Address] = []
    var reason = entry.reason
    var rejected: [Address] = []
    for (recipient, outcome) in receipt.outcomes {
      switch outcome {
      case .accepted: continue
      case .deferred(let words):
        left.append(recipient)
        reason = words
      case .rejected: rejected.append(recipient)
      }
    }
    if !rejected.isEmpty {
      delivery.tell(receipt)
      saveDeadLetter(entry.message.addressed(onlyTo: rejected))
    }
    if left.isEmpty {
      try queue.remove(entry.name)
      return rejected.isEmpty ? .success : receipt.refusalStatus
    }
    return try postpone(entry, in: queue, because: reason, for: left)
  }

  private func postpone(
    _ entry: QueueEntry, in queue: MailQueue, because reason: String, for recipients: [Address]
  ) throws -> ExitStatus {
    let now = world.clock.now()
    let days = Int64(settings.number(.queueLifetime) ?? 5)
    if now - entry.created > days * 86_400 {
      report(
        ShellError(
          "a message could not be sent for \(days) days: \(reason)", hint: "It was taken out of the queue.",
          exitStatus: .unavailable))
      saveDeadLetter(entry.message.addressed(onlyTo: entry.recipients))
      try queue.remove(entry.name)
      return .unavailable
    }
    try queue.store(entry.postponed(at: now, because: reason, for: recipients))
    return .temporaryFailure
  }

  /// Lists what waits, or removes the entries that are named.
  func showQueue(removing names: [String]) throws -> ExitStatus {
    let queue = try mailQueue()
    var status = ExitStatus.success
    for name in names {
      guard queue.names.contains(name) else {
        report(ShellError("there is no message \(TerminalQuote.quoted(name)) in the queue"))
        status = .failure
        continue
      }
      try queue.remove(name)
      say("removed " + name)
    }
    guard names.isEmpty else { return status }
    for name in queue.names {
      guard let entry = try queue.entry(name) else {
        say(name + "  damaged")
        continue
      }
      let offset = world.clock.offset(at: entry.created) / 60
      let date = String(decoding: DateFormat.summary(entry.created, offsetMinutes: offset), as: UTF8.self)
      world.output.write(
        TerminalText(
          cleaning: "\(name)  \(date)  tries \(entry.tries)  to "
            + entry.recipients.map(\.addrSpec).joined(separator: ", ") + ": " + entry.reason
        ).bytes + [0x0a])
    }
    return .success
  }
}
