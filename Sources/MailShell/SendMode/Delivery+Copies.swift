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

  func pipe(to command: String) -> ExitStatus {
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

  /// Gives a command the message, as a file of messages has it unless `mbox-fcc-and-pcc` is off; words about what went
  /// wrong.
  private func feed(_ command: String) throws(SystemError) -> String? {
    let gate = session.world.signals.gate
    var child = try Launcher.startShell(command, shell: session.shellPath, input: .pipe)
    var isOpen = true
    var failure: String?
    func hand(_ bytes: Span<UInt8>) throws(SystemError) {
      guard isOpen else { return }
      do throws(SystemError) { try child.write(bytes, gate: gate) } catch {
        guard error.isBrokenPipe else { throw error }
        isOpen = false
      }
    }
    do throws(MessageWriter.Failure<SystemError>) {
      if session.settings.flag(.mboxFccAndPcc) {
        try writeEntry(hand)
      } else {
        try MessageWriter.write(outgoing, style: .local, to: hand)
      }
    } catch {
      failure = "the message could not be handed over"
      // Half a message must not be taken for a whole one.
      child.send(.kill)
    }
    let outcome = try child.waitOrEnd(by: failure == nil ? gate : nil)
    return failure ?? (outcome.isSuccess ? nil : outcome.words)
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
