import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Where unsent messages are kept; nil when `save` is off or the name says so.
  func deadLetterPath() throws(ShellError) -> String? {
    guard settings.flag(.save) else { return nil }
    // Only save and /dev/null say that the text may be lost; without a name there is the usual file.
    let name = String(keeping: settings.standingBytes(.dead))
    if name == "/dev/null" { return nil }
    let path = try expandFileName(name)
    // A link to it says the same.
    return (try? FileSystem.status(of: path))?.isNullDevice ?? false ? nil : path
  }

  /// Whether a message that is not sent is kept anywhere.
  var keepsUnsent: Bool {
    if settings.flag(.debug) { return false }
    // Where the name makes no sense, there are other folders.
    do { return try deadLetterPath() != nil } catch { return true }
  }

  /// Keeps a composition that was not sent, as far as it goes; of one that nobody put anything into there is nothing.
  ///
  /// - Parameter traits: what is told of it.
  func saveDeadLetter(_ composition: Composition, _ traits: LetterTraits = []) {
    guard composition.hasContent || !composition.hasNoRecipients || composition.subject != nil else {
      return removeEditedFile()
    }
    var composition = composition
    // Ours names files to attach again; nobody else's field may.
    composition.fields.removeAll { ASCIIName.equal($0.name, UncheckedMessage.attachmentField) }
    if !composition.isRepeated {
      // Whom the settings add stands in it from now on, for sending it again adds nobody.
      composition.cc += settings.string(.autocc).map { [$0] } ?? []
      composition.bcc += settings.string(.autobcc).map { [$0] } ?? []
    }
    let message = messageWithAttachments(composition) ?? UncheckedMessage.make(composition)
    nameSender(of: &composition)
    let names = composition.to + composition.cc + composition.bcc + composition.fcc
    var traits = traits
    if names.allSatisfy({ Blanks.trim($0).isEmpty }) { traits.insert(.forNobody) }
    saveDeadLetter(message.naming(reversePath: reversePath(of: composition)), traits)
  }

  /// The message with its attachments inside, whoever it is for; nil when there are none or it cannot be made.
  private func messageWithAttachments(_ composition: Composition) -> OutgoingMessage? {
    guard !composition.attachments.isEmpty || composition.richBody != nil, !composition.isVerbatim else { return nil }
    var bare = composition
    (bare.to, bare.cc, bare.bcc) = ([], [], [])
    nameSender(of: &bare)
    guard let built = try? outgoingMessage(for: bare, Recipients()) else { return nil }
    let head = UncheckedMessage.recipientFields(composition) + UncheckedMessage.copyFields(composition)
    return OutgoingMessage(
      segments: [.text(head)] + built.segments, needs8Bit: built.needs8Bit, needsUTF8Headers: built.needsUTF8Headers)
  }

  /// Keeps a message that was not sent, and tells where; a failure is told, never thrown.
  ///
  /// - Parameter traits: what is told of it.
  func saveDeadLetter(_ message: OutgoingMessage, _ traits: LetterTraits = []) {
    defer { removeEditedFile() }
    // A dry run leaves nothing behind.
    if settings.flag(.debug) { return }
    // Whatever was waited for before, the letter gets its own time.
    operationLocks = nil
    do {
      guard let path = try deadLetterPath() else { return }
      let mark = try saveDeadLetter(message, in: path, isDoubtful: traits.contains(.doubtful) || keepsDoubt)
      if !keepsDeadLetters { tellOfResuming(path, isElsewhere: false, traits, inDoubt: mark) }
    } catch {
      // A full disk or a home that cannot be written must not cost the text: a name nobody can have planted.
      var failure: (any Error)?
      for folder in Self.spareLetterFolders {
        let spare = folder + "/" + Self.spareLetterStart + RandomBytes.name(12)
        do {
          let mark = try saveDeadLetter(message, in: spare, isDoubtful: traits.contains(.doubtful) || keepsDoubt)
          return tellOfResuming(spare, isElsewhere: true, traits, inDoubt: mark)
        } catch { failure = failure ?? error }
      }
      let hint = editedFile.map { "What the editor saved lies in \($0)." } ?? "Set DEAD=FILE to name another file."
      editedFile = nil
      report(ShellError("the message could not be saved", hint: hint, cause: failure as? any MailError))
    }
  }

  /// Removes what an editor left that a signal ended: it is kept elsewhere, or there is nothing in it.
  private func removeEditedFile() {
    if let editedFile { try? FileSystem.remove(editedFile) }
    editedFile = nil
  }

  /// Where dead letters go that cannot go to their file.
  private static var spareLetterFolders: [String] {
    var folders = [TemporaryFile.defaultDirectory()]
    for folder in ["/var/tmp", "/tmp"] where !folders.contains(folder) { folders.append(folder) }
    return folders
  }

  /// How the names of dead letters begin that could not go to their file.
  private static var spareLetterStart: String { "dead.letter." }

  /// Says how a dead letter is sent; of the second of a run that it is not alone, and of others nothing more.
  ///
  /// - Parameter mark: the mark of one that may have been sent, which goes only where it is asked for by its number.
  private func tellOfResuming(
    _ path: String, isElsewhere: Bool, _ traits: LetterTraits, inDoubt mark: LetterMark?
  ) {
    if !isElsewhere, deadLettersTogether > 2, mark == nil { return }
    let command = resumeCommand(for: path, isElsewhere: isElsewhere)
    var words = command
    if let mark {
      words +=
        ((try? number(ofLetter: mark, in: path)).map { " \($0)" } ?? "")
        + " sends it again, though it may have been sent"
    } else if traits.contains(.forNobody) {
      words += " at a terminal lets you name whom it is for: it has no recipient yet"
    } else if !isElsewhere, deadLettersTogether == 2 {
      words += " sends this one again, \(command) all the others in that file too"
    } else if traits.contains(.resent) {
      words += " sends it again as it is"
    } else if traits.contains(.part) {
      words += " sends this part of it; at a terminal it can be edited first"
    } else {
      words += world.input.isTerminal ? " goes on with it" : " sends it again; at a terminal it can be edited first"
    }
    world.errors.write(TerminalText(cleaning: words).bytes + [0x0a])
    world.errors.flush()
  }

  /// The command that sends a dead letter: with the name of a file that the next run would not look at by itself.
  func resumeCommand(for path: String, isElsewhere: Bool = false) -> String {
    let isNamedHere =
      switch settings.origin(of: .dead) {
      case nil, .file: false
      default: true
      }
    let command = "\(world.programName) --resume"
    return isElsewhere || isNamedHere ? command + "=" + Self.shellWord(FileSystem.absolutePath(path)) : command
  }

  /// A name as a shell takes it; in quotes only where it must be.
  static func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "/._-+,:@%".utf8.contains($0) }
    return isPlain ? text : ShellQuote.quoted(text)
  }

  /// The last of the dead letters that could not go to their file, with the command that sends it; nil for none.
  var spareLetterHint: String? {
    let paths = Self.spareLetterFolders.flatMap { folder in
      ((try? FileSystem.names(in: folder)) ?? []).filter { $0.hasPrefix(Self.spareLetterStart) }.map {
        folder + "/" + $0
      }
    }
    let found = paths.compactMap { path -> (path: String, time: Int64)? in
      // Whatever others put there is no letter of ours.
      guard let status = try? FileSystem.status(of: path, followLinks: false), status.kind == .file,
        status.user == User.effectiveID, status.size > 0
      else { return nil }
      return (path, status.modified)
    }
    guard let last = found.max(by: { $0.time < $1.time }) else { return nil }
    return "One that could not be put there: \(world.programName) --resume=\(Self.shellWord(last.path)) sends it."
  }

  /// - Returns: its mark, where it may have been sent.
  private func saveDeadLetter(_ message: OutgoingMessage, in path: String, isDoubtful: Bool) throws -> LetterMark? {
    if ((try? FileSystem.status(of: path))?.size ?? 0) == 0 { deadLettersTogether = 0 }
    let receipt = try replacing(path) { try append(message, to: $0, requiresMailbox: false) }
    (deadLetterCount, deadLettersTogether) = (deadLetterCount + 1, deadLettersTogether + 1)
    sendResult.deadLetter = path
    world.output.flush()
    world.errors.write("\"")
    world.errors.write(TerminalText(cleaning: path).bytes)
    world.errors.write("\" \(receipt.lines)/\(receipt.bytes)\n")
    world.errors.flush()
    guard isDoubtful, let mark = try? mark(ofLetter: receipt, in: path) else { return nil }
    try? mark.set()
    letterMarks.append(mark)
    return mark
  }

  /// Writes the dead letter file, or in `posix` mode a new one that takes the place of what earlier runs left there.
  private func replacing(_ path: String, _ write: (String) throws -> AppendReceipt) throws -> AppendReceipt {
    guard settings.flag(.posix), !settings.flag(.appenddeadletter), deadLetterCount == 0, !keepsDeadLetters,
      try FileSystem.status(of: path)?.kind == .file
    else { return try write(path) }
    let old = FileSystem.realPath(path) ?? path
    let new = FileSystem.directory(of: old) + "/.mail-" + RandomBytes.name(12)
    do {
      let receipt = try write(new)
      try FileSystem.rename(new, to: old)
      return receipt
    } catch {
      try? FileSystem.remove(new)
      throw error
    }
  }
}
