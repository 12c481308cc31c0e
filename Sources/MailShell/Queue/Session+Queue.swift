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
        recipients: recipients, reason: reason, message: message, account: language.account,
        route: QueueRoute(settings.commandLineTransport)))
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

  /// Tries the messages that wait: those that are due, all, or those that are named.
  ///
  /// - Returns: success when nothing is left that could have gone.
  func flushQueue(_ choice: QueueChoice, quietly: Bool) throws -> ExitStatus {
    let queue = try mailQueue()
    if case .named(let names) = choice {
      let known = queue.names
      for name in names where !known.contains(name) {
        throw ShellError(
          "there is no message \(TerminalQuote.quoted(name)) in the queue", hint: "mail --queue lists them.",
          exitStatus: .usage)
      }
    }
    // A dry run sends nothing that waits either; --queue shows it.
    if queue.isEmpty || settings.flag(.debug) { return .success }
    let status = try queue.whileLocked { try self.flush(queue, choice, quietly: quietly) }
    if let status { return status }
    if !quietly { world.errors.write("\(world.programName): the queue is being worked on already\n") }
    return .success
  }

  private func flush(_ queue: MailQueue, _ choice: QueueChoice, quietly: Bool) throws -> ExitStatus {
    var status = ExitStatus.success
    let now = world.clock.now()
    queue.removeRemains(before: now)
    for name in queue.names {
      if case .named(let names) = choice, !names.contains(name) { continue }
      let found: QueueEntry?
      do throws(SystemError) { found = try queue.entry(name) } catch {
        // Another program may have removed it.
        guard FileSystem.exists(queue.folder + "/" + name) else { continue }
        report(error)
        status = error.exitStatus
        continue
      }
      guard let entry = found else {
        report(
          ShellError(
            "\(queue.folder)/\(name): this file of the queue is damaged or of a later version", exitStatus: .dataError))
        status = .dataError
        continue
      }
      if case .due = choice, entry.next > now, !hasExpired(entry, now) { continue }
      // Who sends another message is not told of this one each time.
      if quietly, entry.isInDoubt, !hasExpired(entry, now) { continue }
      if entry.account == nil, let account = language.account {
        // The secrets of an account are not for another way out.
        if quietly { continue }
        report(
          ShellError(
            "\(entry.name): this message was not sent by account \(TerminalQuote.quoted(account)), so it waits",
            hint: "\(world.programName) --flush without an account sends it.", exitStatus: .temporaryFailure))
        status = .temporaryFailure
        continue
      }
      // The way that -S names for a new message is not that of the old ones.
      if quietly, entry.route == nil, settings.commandLineTransport != nil { continue }
      let result: ExitStatus
      do {
        // Who names a way for the queue itself means it.
        queueRoute = quietly || settings.commandLineTransport == nil ? entry.route : nil
        defer { queueRoute = nil }
        result = try inAccount(of: entry) {
          try self.attempt(entry, in: queue, isNamed: choice.isNamed, quietly: quietly)
        }
      } catch let error as any MailError {
        // What is wrong with one message does not hold up the others; what is wrong here does not cost the message.
        report(error)
        result = postponeUntried(entry, in: queue, because: error)
      }
      if result != .success { status = result }
    }
    return status
  }

  /// Runs the body with the settings of the account that the message was sent by.
  private func inAccount(of entry: QueueEntry, _ body: () throws -> ExitStatus) throws -> ExitStatus {
    guard let account = entry.account, account != language.account else { return try body() }
    let (settings, active) = (settings, language.account)
    defer {
      self.settings = settings
      language.account = active
    }
    try activateAccount(account)
    return try body()
  }

  /// Tries one message: gone, shortened to those who are left, postponed, or given up.
  private func attempt(_ entry: QueueEntry, in queue: MailQueue, isNamed: Bool, quietly: Bool) throws -> ExitStatus {
    func wait(for left: [Address], because reason: String) throws -> ExitStatus {
      if !quietly { tellWaiting(entry, reason) }
      return try postpone(entry, in: queue, because: reason, for: left)
    }
    if entry.isInDoubt, !isNamed {
      if hasExpired(entry, world.clock.now()) {
        return try giveUp(entry, in: queue, because: "it may have been sent, for the program was stopped at its end")
      }
      report(
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
      session: self, composition: composition, recipients: recipients, outgoing: entry.message, canRebuild: false)
    // Who has it is forgotten at once, before the good-bye that may take seconds: a crash sends to nobody twice but in the
    // moment between the server's word and this. What the server gave no word about is tried again with the same
    // Message-ID, as RFC 5321 section 4.5.4.1 has it: from then on a crash leaves no doubt about it.
    var pending = entry
    pending.isInDoubt = false
    delivery.whenDecided = { receipt in
      for (recipient, outcome) in receipt.outcomes {
        guard case .accepted = outcome, let place = pending.recipients.firstIndex(of: recipient) else { continue }
        pending.recipients.remove(at: place)
      }
      if pending.recipients.isEmpty {
        try? queue.remove(entry.name)
      } else {
        try? queue.store(pending)
      }
    }
    let receipt: Receipt
    do {
      receipt = try delivery.submission().submit(
        entry.marking(in: queue.folder), from: entry.sender, to: entry.recipients)
    } catch let error as SubmitError {
      if let answers = error.receipt, error.kind != .interrupted {
        receipt = answers
      } else if error.isTemporary {
        return try wait(for: entry.recipients, because: error.summary)
      } else {
        report(error)
        log(composition, recipients, outcome: error.summary)
        // Interrupted at its end: the mark in its file says that it may have been sent.
        if error.exitStatus == .temporaryFailure { return .temporaryFailure }
        // Only a word about the recipient is for good: a mistake of the settings or the machine is mended some day.
        guard error.kind == .other, error.exitStatus == .noUser else {
          return try postpone(entry, in: queue, because: error.summary, for: entry.recipients)
        }
        _ = try giveUp(entry, in: queue, because: error.summary)
        return error.exitStatus
      }
    }
    var left: [Address] = []
    var reason = entry.reason
    var rejected: [Address] = []
    var words = ""
    for (recipient, outcome) in receipt.outcomes {
      switch outcome {
      case .accepted: continue
      case .deferred(let reply):
        left.append(recipient)
        reason = reply
      case .rejected(let reply):
        rejected.append(recipient)
        words = reply
      }
    }
    let isWhole = left.isEmpty && rejected.isEmpty
    log(composition, recipients, outcome: isWhole ? "sent from the queue" : "sent to some")
    if !rejected.isEmpty {
      delivery.tell(receipt)
      guard keepUnsent(entry, for: rejected, because: words) else {
        return try postpone(entry, in: queue, because: words, for: left + rejected)
      }
    }
    if left.isEmpty {
      if queue.holds(entry.name) { try queue.remove(entry.name) }
      return rejected.isEmpty ? .success : receipt.refusalStatus
    }
    return try wait(for: left, because: reason)
  }

  /// Says why a message still waits.
  private func tellWaiting(_ entry: QueueEntry, _ reason: String) {
    world.output.flush()
    world.errors.write("\(world.programName): \(entry.name): not sent, it stays in the queue: ")
    world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
  }

  /// Postpones a message that could not be tried, as it is in the queue now.
  private func postponeUntried(_ entry: QueueEntry, in queue: MailQueue, because error: any MailError) -> ExitStatus {
    guard let now = try? queue.entry(entry.name), !now.isInDoubt else { return error.exitStatus }
    do {
      return try postpone(now, in: queue, because: error.summary, for: now.recipients)
    } catch let second as any MailError {
      report(second)
      return second.exitStatus
    } catch {
      return .ioError
    }
  }

  private func postpone(
    _ entry: QueueEntry, in queue: MailQueue, because reason: String, for recipients: [Address]
  ) throws -> ExitStatus {
    let now = world.clock.now()
    var rest = entry
    rest.recipients = recipients
    if hasExpired(entry, now) { return try giveUp(rest, in: queue, because: reason) }
    try queue.store(entry.postponed(at: now, because: reason, for: recipients))
    return .temporaryFailure
  }

  private func hasExpired(_ entry: QueueEntry, _ now: Int64) -> Bool { now - entry.created > queueLifetime }

  /// `queue-lifetime` in seconds: a number of days, or with s, m, h, d or w behind it.
  private var queueLifetime: Int64 {
    let standard: Int64 = 5 * 86_400
    guard let text = settings.string(.queueLifetime), let last = text.utf8.last else { return standard }
    let units: [(UInt8, Int64)] = [
      (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "d"), 86_400),
      (UInt8(ascii: "w"), 604_800),
    ]
    for (letter, seconds) in units where last | 0x20 == letter {
      return Int64(String(decoding: text.utf8.dropLast(), as: UTF8.self)).flatMap {
        $0 < 0 ? nil : min($0, 1 << 31) * seconds
      }
        ?? standard
    }
    return Int64(text).flatMap { $0 < 0 ? nil : min($0, 1 << 31) * 86_400 } ?? standard
  }

  /// Takes a message out of the queue for good: it becomes a dead letter, and its writer gets a notice.
  private func giveUp(_ entry: QueueEntry, in queue: MailQueue, because reason: String) throws -> ExitStatus {
    report(
      ShellError(
        "a message to \(entry.recipients.map(\.addrSpec).joined(separator: ", ")) could not be sent: \(reason)",
        hint: "It becomes a dead letter.", exitStatus: .unavailable))
    // What could not be kept elsewhere stays where it is.
    guard keepUnsent(entry, for: entry.recipients, because: reason) else { return .ioError }
    try queue.remove(entry.name)
    return .unavailable
  }

  /// The dead letter first, then the notice: what is told must be there.
  ///
  /// - Returns: whether it was kept, or is not to be kept at all.
  private func keepUnsent(_ entry: QueueEntry, for recipients: [Address], because reason: String) -> Bool {
    let before = deadLetterCount
    saveDeadLetter(entry.message.addressed(onlyTo: recipients))
    if deadLetterCount == before, settings.flag(.save), settings.string(.dead) != "/dev/null" { return false }
    QueueNotice(session: self, entry: entry, recipients: recipients, reason: reason).deliver()
    return true
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
      var words = "\(name)  \(summary(entry.created))  tries \(entry.tries)  to "
      words += entry.recipients.map(\.addrSpec).joined(separator: ", ") + ": " + entry.reason
      words += entry.isInDoubt ? " (may have been sent)" : " (next try \(summary(entry.next)))"
      world.output.write(TerminalText(cleaning: words).bytes + [0x0a])
    }
    return .success
  }

  private func summary(_ time: Int64) -> String {
    String(decoding: DateFormat.summary(time, offsetMinutes: world.clock.offset(at: time) / 60), as: UTF8.self)
  }
}

/// Which messages of the queue are to be tried.
enum QueueChoice {
  /// Those whose time has come.
  case due
  /// All.
  case all
  /// These, even if they may have been sent.
  case named([String])

  /// Whether a person chose them.
  var isNamed: Bool { if case .named = self { true } else { false } }

  /// What the operands of `--flush` say: nothing for all, `due`, or names.
  init(_ words: [String]) {
    if words.isEmpty { self = .all } else { self = words == ["due"] ? .due : .named(words) }
  }
}
