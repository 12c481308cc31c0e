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
    let entry = QueueEntry(
      name: String(now) + "-" + RandomBytes.name(12), created: now, next: now + 900, tries: 1, sender: sender,
      recipients: recipients, reason: reason, message: message, account: language.account,
      route: QueueRoute(settings.commandLineTransport))
    do {
      try queue.store(entry)
    } catch let error as any MailError {
      throw ShellError(
        "the message was not sent (\(reason)), and cannot be put into the queue",
        hint: (error as? SystemError)?.isFull ?? false
          ? "Free some space, or set XDG_STATE_HOME to a folder on another disk."
          : "Make \(queue.folder) writable, or set XDG_STATE_HOME.", cause: error,
        exitStatus: .cannotCreate)
    }
    sendResult.queued = entry.name
    for recipient in recipients { sendResult.noteQueued(recipient.addrSpec) }
    world.output.flush()
    world.errors.write("\(world.programName): kept in the queue for later: ")
    world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
  }

  /// Whether a message that failed for now is to be kept: `queue` is set, and at a terminal the person agrees.
  func wantsQueueing(_ reason: String) throws -> Bool {
    guard settings.flag(.queue) else { return false }
    guard world.input.isTerminal else { return true }
    world.output.flush()
    world.errors.write(TerminalText(cleaning: reason).bytes + [0x0a])
    world.errors.flush()
    while true {
      switch try world.input.readLine(prompt: "Keep the message and try again later? [Y/n] ", into: world.output) {
      case .line(let answer), .lastLine(let answer):
        if let isYes = YesOrNo.answer(answer, default: true) { return isYes }
        say(YesOrNo.help)
      case .end: return true
      case .interrupted: return false
      }
    }
  }

  /// Tries the messages that wait: those that are due, all, or those that are named.
  ///
  /// - Returns: success when nothing is left that could have gone.
  func flushQueue(_ choice: QueueChoice, quietly: Bool) throws -> ExitStatus {
    let queue = try mailQueue()
    if case .named(let names) = choice { try require(names, in: queue) }
    // A dry run sends nothing that waits either; --queue shows it.
    if queue.isEmpty || settings.flag(.debug) { return .success }
    let flush = QueueFlush(session: self, queue: queue, choice: choice, isQuiet: quietly)
    let status = try queue.whileLocked { try flush.run() }
    if let status { return status }
    if !quietly { world.errors.write("\(world.programName): the queue is being worked on already\n") }
    return .success
  }

  /// Lists what waits, or removes the entries that are named.
  func showQueue(removing names: [String]) throws -> ExitStatus {
    let queue = try mailQueue()
    try require(names, in: queue)
    for name in names {
      try queue.remove(name)
      if printsJSON {
        world.output.write(QueueRecord(name: name, state: .removed).json)
      } else {
        say("removed " + name)
      }
    }
    guard names.isEmpty else { return .success }
    for name in queue.names {
      let entry = try? queue.entry(name)
      guard !printsJSON else {
        world.output.write(QueueRecord(name: name, entry: entry).json)
        continue
      }
      guard let entry else {
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

  /// Refuses names of which one is not in the queue, before anything is done with the others.
  private func require(_ names: [String], in queue: MailQueue) throws(ShellError) {
    let known = queue.names
    for name in names where !known.contains(name) {
      throw ShellError(
        "there is no message \(TerminalQuote.quoted(name)) in the queue",
        hint: "\(world.programName) --queue lists them.", exitStatus: .usage)
    }
  }

  private func summary(_ time: Int64) -> String {
    String(decoding: DateFormat.summary(time, offsetMinutes: world.clock.offset(at: time) / 60), as: UTF8.self)
  }
}
