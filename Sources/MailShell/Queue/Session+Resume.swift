import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// `--resume`: sends messages of the dead letter file again, edited first where a person wants that.
  ///
  /// - Parameters:
  ///   - words: numbers of messages, or `all`; nothing for the last one, or for a question to a person.
  ///   - namesFile: whether the command line names the file, so that it may be any.
  func resume(named words: [String], namesFile: Bool) throws -> ExitStatus {
    guard let folder = stateDirectory, (try? FileSystem.makeDirectories(folder, mode: 0o700)) != nil else {
      return try resumeLetters(named: words, namesFile: namesFile)
    }
    // Two at once would both send a letter before one of them has taken it out.
    let status = try FileLock.whileAlone(folder + "/resume.lock") {
      try resumeLetters(named: words, namesFile: namesFile)
    }
    guard let status else {
      throw ShellError(
        "dead letters are being sent again already", hint: "Try again when that has ended.",
        exitStatus: .temporaryFailure)
    }
    return status
  }

  private func resumeLetters(named words: [String], namesFile: Bool) throws -> ExitStatus {
    let name = try deadLetterPath() ?? ""
    keepsDeadLetters = true
    forgetDeletedLetters(beside: name)
    guard FileSystem.exists(name) else {
      throw ShellError(
        "there is no dead letter" + (name.isEmpty ? "" : " in \(TerminalQuote.quoted(name))"),
        hint: spareLetterHint ?? "DEAD names the file, or write --resume=FILE.", exitStatus: .noInput)
    }
    let mailbox = try openMailbox(at: name, isReadOnly: false)
    guard mailbox.count > 0 else {
      throw ShellError(
        "\(TerminalQuote.quoted(name)): holds no message", hint: spareLetterHint, exitStatus: .noInput)
    }
    var status = ExitStatus.success
    var dropped: [Int] = []
    let asked = try chosenLetters(words, in: mailbox)
    // All or none of another file: where one came by mail, it is hardly one of letters, and the rest is nothing to send
    // either. In the usual file a message that got there otherwise does not keep the letters from being sent.
    let isSeparate = !namesFile && asked.count > 1
    var chosen: [Int] = []
    for number in asked {
      do {
        try refuseReceived(number, in: mailbox, name, isSeparate: isSeparate)
        chosen.append(number)
      } catch let error as ShellError where isSeparate {
        report(error)
        status = error.exitStatus
      }
    }
    let isNamed = words.contains { Int($0) != nil }
    for number in chosen {
      if let stopped = statusOfSignal { return stopped }
      do {
        let place = number - dropped.count { $0 < number }
        let (result, isDropped) = try resumeLetter(place, in: name, isNamed: isNamed)
        if isDropped { dropped.append(number) }
        if result != .success { status = result }
        if result.isOfSignal { break }
      } catch let error as any MailError {
        // The next letter is not to blame.
        report(error)
        status = error.exitStatus == .success ? .failure : error.exitStatus
        if status.isOfSignal { break }
      }
    }
    return status
  }

  /// Sends one letter of the file and takes it out at once: what comes after must not have it sent twice.
  ///
  /// - Parameter isNamed: whether it was asked for by its number, so that it goes even if it may have been sent.
  private func resumeLetter(
    _ number: Int, in name: String, isNamed: Bool
  ) throws -> (status: ExitStatus, isDropped: Bool) {
    let before = deadLetterCount
    var content: [UInt8] = []
    let mark: LetterMark
    let wasInDoubt: Bool
    do {
      let mailbox = try openMailbox(at: name, isReadOnly: true)
      guard number <= mailbox.count else {
        throw ShellError("\(TerminalQuote.quoted(name)): was changed by another program", exitStatus: .temporaryFailure)
      }
      content = try mailbox.content(of: number)
      mark = try letterMark(of: number, content, in: mailbox, name)
      wasInDoubt = mark.isSet
      if wasInDoubt { try tellOfDoubt(number, in: mailbox, name, isNamed: isNamed) }
    }
    doubtMark = mark
    // A doubt stays with what is left of the letter.
    keepsDoubt = wasInDoubt
    letterMarks = []
    defer { (doubtMark, keepsDoubt) = (nil, false) }
    let stored = content
    // The empty line that parts messages is the file's.
    if content.last == 0x0a, content.dropLast().last == 0x0a { content.removeLast() }
    let result: ExitStatus?
    var failure: (any MailError)?
    do {
      result = try resume(MboxQuoting.unquote(content.span))
    } catch let error as any MailError {
      failure = error
      result = nil
    }
    // It is gone, or what is left of it lies at the end of the file.
    guard !settings.flag(.debug), result == .success || deadLetterCount > before else {
      // It waits where it is, and was not sent by this run.
      if !wasInDoubt { mark.clear() }
      if let failure { throw failure }
      return (result ?? .success, false)
    }
    if let failure { report(failure) }
    let mailbox = try openMailbox(at: name, isReadOnly: false)
    guard number <= mailbox.count, try mailbox.content(of: number) == stored else {
      throw ShellError(
        "\(TerminalQuote.quoted(name)): was changed by another program; a letter that was sent is still in it",
        exitStatus: .temporaryFailure)
    }
    var plan = QuitPlan()
    plan.set(number, to: .drop)
    _ = try mailbox.commit(plan)
    // What is left of it lies elsewhere; where that is in doubt its mark may be the very same.
    if !letterMarks.contains(where: { $0.name == mark.name }) { mark.clear() }
    return (failure?.exitStatus ?? result ?? .success, true)
  }

  /// The messages that are to be sent.
  private func chosenLetters(_ words: [String], in mailbox: any Mailbox) throws -> [Int] {
    guard words.isEmpty, mailbox.count > 1, world.input.isTerminal else {
      return words.isEmpty ? [mailbox.count] : try numbers(ofLetters: words, in: mailbox)
    }
    for number in 1...mailbox.count { say("\(number)  " + (try letterWords(number, in: mailbox))) }
    while true {
      switch try world.input.readLine(
        prompt: "Which one? [\(mailbox.count), all, or n for none] ", into: world.output)
      {
      case .line(let answer), .lastLine(let answer):
        let words = String(decoding: answer, as: UTF8.self).split(separator: " ").map(String.init)
        switch words.first.map(ASCIIName.lowered) {
        case "n", "no", "none", "q", "x", ".":
          say("No letter is sent; they stay where they are.")
          return []
        case nil, "y", "yes": return [mailbox.count]
        default:
          do { return try numbers(ofLetters: words, in: mailbox) } catch { report(error) }
        }
      case .end:
        say("")
        return []
      case .interrupted(let signal): throw leftAlone(by: signal)
      }
    }
  }

  /// A signal in the place of an answer.
  private func leftAlone(by signal: Int32) -> ShellError {
    ShellError(
      "--resume: \(Signal(rawValue: signal).name) came before an answer", hint: "What was not sent stays where it is.",
      exitStatus: ExitStatus(rawValue: 128 + signal))
  }

  /// The messages of numbers or of the word `all`.
  private func numbers(ofLetters words: [String], in mailbox: any Mailbox) throws(ShellError) -> [Int] {
    var numbers: [Int] = []
    for word in words {
      if ASCIIName.equal(word, "all") { return Array(1...mailbox.count) }
      guard let number = Int(word), number >= 1, number <= mailbox.count else {
        throw ShellError(
          "--resume: there is no dead letter \(TerminalQuote.quoted(word))",
          hint: "There are \(mailbox.count); write a number, or all.", exitStatus: .usage)
      }
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }

  /// A dead letter in one line: whom it is for, and its subject.
  private func letterWords(_ number: Int, in mailbox: any Mailbox) throws -> String {
    let header = try mailbox.header(of: number)
    let envelope = Envelope(HeaderBlock(header), using: CharsetDecoder(converter: world.charsets))
    let resent = ResentLetter(header)?.recipients
    let names = (resent ?? (envelope.to + envelope.cc).map(\.addrSpec)).joined(separator: ", ")
    return SettingLine.shown(Array((names + "  " + envelope.subject).utf8))
  }

  /// Sends one message again; nil when the person wants to leave it where it is.
  private func resume(_ content: [UInt8]) throws -> ExitStatus? {
    if let letter = ResentLetter(content) { return try resume(letter) }
    var composition = Composition()
    composition.body = .memory(content)
    composition.isRepeated = true
    messageSeed = []
    try takeTemplate(&composition)
    let files = composition.fields.filter { ASCIIName.equal($0.name, UncheckedMessage.attachmentField) }.map(\.value)
    composition.fields.removeAll {
      ASCIIName.equal($0.name, "Date") || ASCIIName.equal($0.name, UncheckedMessage.attachmentField)
    }
    var edits = false
    if world.input.isTerminal {
      let words = try letterWords(of: composition)
      guard let answer = try askAboutLetter(words + ": send it, edit it, or leave it? [s/e/l] ") else { return nil }
      edits = answer
    }
    if edits || !files.isEmpty { takeApart(content, &composition, keepsForms: !edits) }
    for file in files {
      guard FileSystem.isReadable(file), !FileSystem.isDirectory(file) else {
        throw ShellError(
          "cannot attach \(TerminalQuote.quoted(file)): it cannot be read any more",
          hint: "This dead letter stays as it is.", exitStatus: .noInput)
      }
      composition.attachments.append(Composition.Attachment(source: .file(path: file)))
    }
    guard edits else { return try send(composition) }
    let composer = try Composer(session: self, composition: composition)
    world.output.write("(edit with ~e, change with ~h, end with a dot)\n")
    composer.show()
    let end = try composer.run()
    composition = composer.composition
    if case .abort = end {
      guard let signal = composer.endingSignal else { return nil }
      // What was edited takes the place of what it was.
      saveDeadLetter(composition)
      noteUnfinished()
      return ExitStatus(rawValue: 128 + signal)
    }
    return try send(composition)
  }

  /// Sends a message again that was to go as it is, and so is not edited, to those who are still to get it.
  private func resume(_ letter: ResentLetter) throws -> ExitStatus? {
    let composition = letter.composition
    if world.input.isTerminal {
      let words = SettingLine.shown(Array(letter.recipients.joined(separator: ", ").utf8))
      let question = words + " (a message sent again): send it, or leave it? [s/l] "
      guard try askAboutLetter(question, canBeEdited: false) != nil else { return nil }
    }
    return resend(letter.message, composition, try resolve(composition))
  }

  /// Whether a letter is to be edited before it is sent; nil to leave it where it is.
  private func askAboutLetter(_ question: String, canBeEdited: Bool = true) throws -> Bool? {
    while true {
      switch try world.input.readLine(prompt: question, into: world.output) {
      case .line(let answer), .lastLine(let answer):
        switch ASCIIName.lowered(String(decoding: Blanks.trim(answer), as: UTF8.self)) {
        case "", "s", "send", "y", "yes": return false
        case "e" where canBeEdited, "edit" where canBeEdited: return true
        case "l", "leave", "n", "no", "q", "x", ".": return nil
        default:
          say("Answer s to send it, \(canBeEdited ? "e to edit it first, " : "")l to leave it where it is.")
        }
      case .end:
        say("")
        return nil
      case .interrupted(let signal): throw leftAlone(by: signal)
      }
    }
  }

  private func letterWords(of composition: Composition) throws -> String {
    let names = (composition.to + composition.cc + composition.bcc).joined(separator: ", ")
    let subject = EncodedWord.decode(Array((composition.subject ?? "").utf8), using: decoder)
    return SettingLine.shown(Array((names + " ").utf8) + subject)
  }

  /// The readable text and the attachments of a message in the place of its bytes, or its parts as they are.
  ///
  /// - Parameter keepsForms: whether parts go as one, for nobody edits their text.
  private func takeApart(_ content: [UInt8], _ composition: inout Composition, keepsForms: Bool) {
    guard composition.isVerbatim else { return }
    composition.isVerbatim = false
    let type = composition.fields.first { ASCIIName.equal($0.name, "Content-Type") }?.value ?? ""
    if keepsForms, ASCIIName.hasPrefix(type, "multipart/") {
      composition.bodyType = type
    } else {
      composition.body = .memory(reader(of: content, listsAttachments: false).render())
      composition.attachments = attachments(of: content)
    }
    composition.fields.removeAll {
      ASCIIName.equal($0.name, "MIME-Version") || ASCIIName.hasPrefix($0.name, "Content-")
    }
    let decoder = CharsetDecoder(converter: world.charsets)
    if composition.subject != nil { composition.subject = Envelope(HeaderBlock(content), using: decoder).subject }
  }
}
