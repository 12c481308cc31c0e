import MailBytes
import MailFormat
import MailLanguage
import MailLink
import MailStore
import MailSubmit
import MailSystem

/// Hands one finished message to the transport, the files and the commands it is for, and tells what became of it.
struct Delivery {
  let session: Session
  let composition: Composition
  let recipients: Recipients
  let outgoing: OutgoingMessage
  /// Whether the message was made from the composition and can be made from it again.
  var canRebuild = true
  /// Told what became of recipients the moment that it is known.
  var whenDecided: ((Receipt) -> Void)?

  /// Sends; a failure that reached nobody is thrown, a partial one is told and answered by its status.
  func run() throws -> ExitStatus {
    if session.settings.flag(.debug) { return dryRun() }
    try refuseClearText()
    let copies = try copyFolders()
    for copy in copies { try checkWritable(copy) }
    var status = ExitStatus.success
    if !recipients.envelope.isEmpty { status = try submit() }
    var (files, commands, asked): ([String], [String], [String]) = ([], [], [])
    for copy in copies {
      let result = keepCopy(copy)
      status = worse(status, result)
      guard result != .success else { continue }
      switch copy.reason {
      case .recipient: files.append(copy.name)
      case .field: asked.append(copy.name)
      case .record: continue
      }
    }
    for command in recipients.pipes {
      let result = pipe(to: command)
      status = worse(status, result)
      if result != .success { commands.append(command) }
    }
    if !files.isEmpty || !commands.isEmpty || !asked.isEmpty {
      // For them alone: sending it again gives nobody a second copy.
      session.saveDeadLetter(
        outgoing.addressed(onlyTo: []).naming(reversePath: reversePath)
          .naming(files: files, commands: commands, copies: asked))
    }
    return status
  }

  /// Who asked for signatures or encryption never gets a message sent without.
  private func refuseClearText() throws(ShellError) {
    let settings = session.settings
    var name: String?
    if settings.flag(.smimeSign) { name = "smime-sign" }
    if settings.flag(.smimeForceEncryption) { name = "smime-force-encryption" }
    for recipient in recipients.envelope
    where settings.string(.smimeEncrypt, suffix: recipient.addrSpec) != nil {
      name = "smime-encrypt-" + recipient.addrSpec
    }
    guard let name else { return }
    throw ShellError(
      "\(TerminalQuote.quoted(name)) is set, but S/MIME is not available in this version",
      hint: "Unset it to send in clear. Nothing was sent to anybody.", exitStatus: .configuration)
  }

  // MARK: The transport

  private var reversePath: Address { session.reversePath(of: composition) }

  private func submit() throws -> ExitStatus {
    let submission = try self.submission()
    let receipt: Receipt
    var message = outgoing
    if session.settings.flag(.mtaBccOk), submission is SendmailSubmission {
      message = outgoing.naming(blindCopies: recipients.bcc)
    }
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
      return LocalDelivery(folder: try session.deliveryFolder(), localDomains: [session.ownHost, Host.name()])
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
        sevenBitForm: canRebuild ? sevenBitForm : nil,
        domainName: { domain in try? session.encoded(host: domain) }, whenDecided: whenDecided)
    case .server(let server):
      let configuration = try session.configuration(for: server, from: session.firstMailbox(in: composition.from))
      let world = session.world
      let transcript = session.settings.flag(.verbose) ? session.transcript() : nil
      let dialer = try session.dialer(for: server)
      return SMTPSubmission(
        configuration, dialer: dialer, tls: world.tls, sasl: world.sasl, transcript: transcript,
        sevenBitForm: canRebuild ? sevenBitForm : nil, whenDecided: whenDecided)
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

  // MARK: Copies

  /// A file or folder that gets the message, and why.
  private struct Copy {
    enum Reason {
      /// It is a recipient.
      case recipient
      /// Fcc asks for it.
      case field
      /// `record` or `-F` asks for it.
      case record
    }
    let name: String
    let target: FolderTarget
    let reason: Reason
  }

  /// The files that get a copy: recipients that are files, Fcc, and the record.
  private func copyFolders() throws -> [Copy] {
    var copies: [Copy] = []
    for name in recipients.files {
      copies.append(Copy(name: name, target: try session.resolveFolder(named: name), reason: .recipient))
    }
    for name in composition.fcc {
      copies.append(Copy(name: name, target: try session.resolveFolder(named: name), reason: .field))
    }
    // Who sends to files and commands alone has copies enough, unless `record-files` is set.
    if composition.isResent, !session.settings.flag(.recordResent) { return copies }
    if recipients.envelope.isEmpty, !session.settings.flag(.recordFiles) { return copies }
    if let record = try session.recordTarget(for: composition, recipients) {
      copies.append(Copy(name: record.name, target: record, reason: .record))
    }
    return copies
  }

  /// A copy that cannot be kept stops the message before anybody gets it, as far as that shows before.
  private func checkWritable(_ copy: Copy) throws(ShellError) {
    let (target, path) = (copy.target, copy.target.path)
    if path == "-" { return }
    let folder = FilePath.folder(of: path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path)
    var reason = ""
    var cause: StoreError?
    if target.isRemote {
      reason = "folders of servers take no copies in this version"
    } else if FileSystem.isDirectory(path), !Mailboxes.isFolderOfMessages(path) {
      reason = "it is a folder without messages"
    } else if FileSystem.exists(path) || FileSystem.isDirectory(folder) {
      if FileSystem.isWritable(FileSystem.exists(path) ? path : folder) {
        do throws(StoreError) {
          return try Mailboxes.checkAppending(to: path, options: session.appendOptions(requiresMailbox: true))
        } catch { cause = error }
      } else {
        reason = "Permission denied"
      }
    } else {
      reason = "No such folder"
    }
    let (what, advice): (String, String) =
      switch copy.reason {
      case .recipient: ("write the message to", "Name another file.")
      case .field: ("keep a copy in", "Name another file in Fcc.")
      case .record where composition.recordsByName: ("keep a copy in", "Leave out -F, or correct outfolder.")
      case .record: ("keep a copy in", "Correct or unset record.")
      }
    throw ShellError(
      "cannot \(what) \(TerminalQuote.quoted(target.name))" + (reason.isEmpty ? "" : ": " + reason),
      hint: "The message was not sent. " + advice, cause: cause, exitStatus: .cannotCreate)
  }

  private func keepCopy(_ copy: Copy) -> ExitStatus {
    if copy.target.path == "-" {
      session.writeOut(outgoing)
      session.note("accepted", for: copy.name)
      return .success
    }
    do {
      _ = try session.append(outgoing, to: session.appendPath(of: copy.target), requiresMailbox: true)
      session.note("accepted", for: copy.name)
      return .success
    } catch {
      let words: String =
        switch copy.reason {
        case .record where recipients.envelope.isEmpty: "no copy was kept"
        case .record: "the message was sent, but no copy was kept"
        case .recipient: "the message was not written to \(TerminalQuote.quoted(copy.target.name))"
        case .field: "no copy was kept in \(TerminalQuote.quoted(copy.target.name))"
        }
      session.note("unsent", for: copy.name, error.wholeSummary)
      session.report(ShellError(words, cause: error, exitStatus: .cannotCreate))
      return .cannotCreate
    }
  }

  private func pipe(to command: String) -> ExitStatus {
    session.world.output.flush()
    let failure: String?
    do throws(SystemError) { failure = try feed(command) } catch { failure = error.wholeSummary }
    guard let failure else {
      session.note("accepted", for: "|" + command)
      return .success
    }
    session.note("unsent", for: "|" + command, failure)
    session.report(ShellError("\(TerminalQuote.quoted("|" + command)): \(failure)", exitStatus: .unavailable))
    return .unavailable
  }

  /// Gives a command the message; words about what went wrong.
  private func feed(_ command: String) throws(SystemError) -> String? {
    var child = try Launcher.startShell(command, shell: session.shellPath, input: .pipe)
    var isOpen = true
    var failure: String?
    do throws(MessageWriter.Failure<SystemError>) {
      try MessageWriter.write(outgoing, style: .local) { (block: Span<UInt8>) throws(SystemError) in
        if isOpen {
          do throws(SystemError) { try child.write(block) } catch {
            guard error.isBrokenPipe else { throw error }
            isOpen = false
          }
        }
      }
    } catch {
      failure = "the message could not be handed over"
    }
    let outcome = try child.wait()
    return outcome.isSuccess ? failure : outcome.words
  }

  // MARK: Dry run

  /// `-d`: what would be sent where; nothing is.
  private func dryRun() -> ExitStatus {
    let errors = session.world.errors
    errors.write("\(session.world.programName): dry run, nothing is sent\n")
    errors.write("transport: \(session.transportWords())\n")
    errors.write("envelope sender: ")
    errors.write(TerminalText(cleaning: reversePath.addrSpec).bytes + [0x0a])
    for recipient in recipients.envelope {
      errors.write("envelope recipient: ")
      errors.write(TerminalText(cleaning: recipient.addrSpec).bytes + [0x0a])
    }
    for path in recipients.files + composition.fcc { errors.write("copy: \(path)\n") }
    for command in recipients.pipes { errors.write("command: \(command)\n") }
    errors.write("\n")
    session.writeOut(outgoing, to: errors)
    return .success
  }

  /// The graver of two results.
  private func worse(_ left: ExitStatus, _ right: ExitStatus) -> ExitStatus {
    if left == .success { return right }
    if right == .success { return left }
    // What fails for good outweighs what may work later.
    return left == .temporaryFailure ? right : left
  }
}
