import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSubmit
import MailSystem

/// Files, folders and commands that get the message.
extension Delivery {
  /// A file or folder that gets the message, and why.
  struct Copy {
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
  func copyFolders() throws -> [Copy] {
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
  func checkWritable(_ copy: Copy) throws(ShellError) {
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

  func keepCopy(_ copy: Copy) -> ExitStatus {
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

  /// Gives a command the message, as a file of messages has it unless `mbox-fcc-and-pcc` is off.
  ///
  /// - Returns: the status, and whether the command was ended while it had the message, so that nobody knows what it did.
  func pipe(to command: String) -> (status: ExitStatus, isDoubtful: Bool) {
    session.world.output.flush()
    var (words, status, isDoubtful) = ("", ExitStatus.unavailable, false)
    do throws(SystemError) {
      let gate = session.world.signals.gate
      let file = try fileForCommand()
      // Whoever asks the run to end wants no other command begun.
      if let signal = gate?.peek() {
        throw .interrupted(by: signal, during: "posix_spawn", "the command was not run")
      }
      var child = try Launcher.startShell(command, shell: session.shellPath, input: .descriptor(file.raw))
      isDoubtful = true
      let outcome = try child.waitOrEnd(by: gate)
      isDoubtful = false
      if outcome.isSuccess {
        session.note("accepted", for: "|" + command)
        return (.success, false)
      }
      words = outcome.words
    } catch {
      words = error.wholeSummary
      status = error.isInterruption ? .temporaryFailure : error.isFull ? .ioError : .unavailable
    }
    session.note("unsent", for: "|" + command, words)
    session.report(ShellError("\(TerminalQuote.quoted("|" + command)): \(words)", exitStatus: status))
    return (status, isDoubtful)
  }

  /// The whole message, from which no part of a pipeline takes half.
  private func fileForCommand() throws(SystemError) -> FileDescriptor {
    do throws(MessageWriter.Failure<SystemError>) {
      return try MessageFile.make(about: MessageWriter.wireSize(of: outgoing)) {
        (hand) throws(MessageWriter.Failure<SystemError>) in
        if session.settings.flag(.mboxFccAndPcc) {
          try writeEntry(hand)
        } else {
          try MessageWriter.write(outgoing, style: .local, to: hand)
        }
      }
    } catch {
      switch error {
      case .sink(let failure): throw failure
      case .content(let failure):
        throw SystemError(call: "read", subject: "the message", errno: 0, detail: failure.summary)
      }
    }
  }

  /// Writes the message with its From_ line, lines that look like one quoted, and an empty line behind it.
  private func writeEntry(
    _ hand: (Span<UInt8>) throws(SystemError) -> Void
  ) throws(MessageWriter.Failure<SystemError>) {
    var quoter = MboxQuoter(.quote)
    var output = session.ownFromLine + [0x0a]
    try MessageWriter.write(outgoing, style: .local) { (block: Span<UInt8>) throws(SystemError) in
      quoter.pass(block, into: &output)
      try hand(output.span)
      output.removeAll(keepingCapacity: true)
    }
    quoter.finish(into: &output)
    output.append(0x0a)
    do throws(SystemError) { try hand(output.span) } catch { throw .sink(error) }
  }
}
