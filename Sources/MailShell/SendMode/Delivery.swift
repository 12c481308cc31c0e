import MailBytes
import MailFormat
import MailLanguage
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
    // Made already, but for a message that goes again as it is.
    _ = session.world.signals.make()
    if let signal = session.pendingSignal { throw SubmitError(stoppedBeforehandBy: signal) }
    var status = ExitStatus.success
    if !recipients.envelope.isEmpty {
      status = try submit()
    } else if let mark = session.doubtMark {
      try mark.set()
    }
    // Files that others have locked are waited for together, however many they are; the time of a slow server is not theirs.
    session.operationLocks = session.lockPolicy
    defer { session.operationLocks = nil }
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
    var traits: LetterTraits = composition.isResent ? .resent : []
    for command in recipients.pipes {
      let result = pipe(to: command)
      status = worse(status, result.status)
      if result.status != .success { commands.append(command) }
      if result.isDoubtful { traits.insert(.doubtful) }
    }
    if !files.isEmpty || !commands.isEmpty || !asked.isEmpty {
      // For them alone: sending it again gives nobody a second copy.
      session.saveDeadLetter(letter(forFiles: files, commands, copies: asked), traits)
    }
    return status
  }

  /// The message for files and commands alone, as the dead letter file keeps it.
  private func letter(forFiles files: [String], _ commands: [String], copies: [String]) -> OutgoingMessage {
    guard !composition.isResent else {
      var left = Recipients()
      (left.files, left.pipes) = (files, commands)
      return outgoing.naming(resentTo: left, from: reversePath)
    }
    return outgoing.addressed(onlyTo: []).naming(reversePath: reversePath)
      .naming(files: files, commands: commands, copies: copies)
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
    for path in recipients.files + composition.fcc {
      errors.write(TerminalText(cleaning: "copy: " + path).bytes + [0x0a])
    }
    for command in recipients.pipes { errors.write(TerminalText(cleaning: "command: " + command).bytes + [0x0a]) }
    errors.write("\n")
    session.writeOut(outgoing, to: errors)
    return .success
  }

  /// The graver of two results.
  func worse(_ left: ExitStatus, _ right: ExitStatus) -> ExitStatus {
    if left == .success { return right }
    if right == .success { return left }
    // What fails for good outweighs what may work later.
    return left == .temporaryFailure ? right : left
  }
}
