import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// What is asked about sending instead of a message: the check, the queue, the dead letter; nil for none of them.
  func runUpkeep(_ options: ParsedOptions) throws -> ExitStatus? {
    if options.has(.check) {
      let sender = options.last(.from).map { String(keeping: $0) }
      var check = ServerCheck(session: self, sender: sender)
      return check.run()
    }
    if options.has(.queue) {
      return try showQueue(removing: options.recipients.map { String(keeping: $0) })
    }
    if options.has(.flush) {
      let words = options.recipients.map { String(keeping: $0) }
      return try flushQueue(QueueChoice(words), quietly: false)
    }
    if options.has(.resume) {
      let given = try CompositionOptions(session: self, options: options).composition()
      guard given.partsBesidesText == nil, given.subject == nil, given.cc.isEmpty, given.bcc.isEmpty else {
        throw ShellError(
          "--resume: a letter goes as it is, nothing can be added on the command line",
          hint: "Answer with e at a terminal, and use ~@, ~s, ~c and ~b.", exitStatus: .usage)
      }
      let file = options.last(.resume) ?? []
      if !file.isEmpty {
        settings.set(.dead, to: file)
        settings.set(.save, to: [])
      }
      return try resume(named: options.recipients.map { String(keeping: $0) }, namesFile: !file.isEmpty)
    }
    if let name = options.last(.trust) { return try trust(String(keeping: name)) }
    return nil
  }

  /// Composes and sends the message that the command line asks for.
  func runSending(_ options: ParsedOptions) throws -> ExitStatus {
    if options.has(.explain) {
      return try explain(CompositionOptions(session: self, options: options).composition(), options)
    }
    let isTemplate = options.has(.template)
    if world.input.isTerminal, !isTemplate { prepareDialogue(hasHistory: false) }
    var composition = Composition()
    var hasBegun = false
    do {
      try prepare(&composition, options)
      hasBegun = true
      try begin(&composition, options)
    } catch let error as CutOffInput where error.signal != nil {
      takeAvailableInput(into: &composition, options)
      if isTemplate, let message = try? templated(composition) { composition = message }
      return notSent(composition, because: error)
    } catch let error as any MailError {
      report(error)
      keepInput(options, into: composition, hasBegun: hasBegun)
      return error.exitStatus == .success ? .failure : error.exitStatus
    }
    let treatsAsTyped =
      world.input.isTerminal || options.has(.interactive) || options.has(.tildeEscapes)
      || options.has(.batch)
    trustsRecipients = treatsAsTyped
    var firstLines = options.all(.firstCommand).flatMap { $0.split(separator: 0x0a).map(Array.init) }
    do { try runComposeHook(.onComposeEnter, &composition) } catch let error as any MailError {
      guard !world.input.isTerminal else { throw error }
      let isWhole = readInputToKeep(into: &composition, options)
      return notSent(composition, because: error, isPart: !isWhole)
    }
    if composition.attachesInput {
      do { try takeInput(into: &composition) } catch let error as CutOffInput {
        return notSent(composition, because: error)
      }
    } else if options.has(.bodyFile) || composition.richBody != nil {
      // The text is here already.
    } else if treatsAsTyped, !isTemplate {
      obeysEscapes = true
      let composer = try Composer(session: self, composition: composition)
      composer.firstLines = firstLines
      firstLines = []
      composer.endsAtDot = options.has(.batch)
      let end: ComposeEnd
      do {
        end = try composer.run()
      } catch {
        composition = composer.composition
        composition.body = .memory(composer.text)
        // Who piped the rest of the text has it no more.
        if !world.input.isTerminal {
          inputLimit = Self.mostKept
          do { try readBody(into: &composition) } catch { tellOfCutOff(error) }
        }
        saveDeadLetter(composition, .part)
        throw error
      }
      composition = composer.composition
      if case .abort(let saves) = end {
        if let signal = composer.endingSignal {
          _ = abandon(composition, saves: saves)
          noteUnfinished()
          return ExitStatus(rawValue: 128 + signal)
        }
        try runComposeHook(.onComposeCleanup, &composition)
        return abandon(composition, saves: saves)
      }
      tellOfUnreadInput()
    } else {
      do {
        try readBody(into: &composition)
        if composition.bodyType == nil, !isTemplate {
          let asHTML = options.last(.html)?.elementsEqual("auto".utf8) ?? false
          try ColouredInput(session: self).clean(&composition, asHTML: asHTML)
        }
      } catch let error as any MailError {
        // Where the head is there already, it tells whom the text was for.
        if isTemplate, let message = try? templated(composition) { composition = message }
        return notSent(composition, because: error)
      }
    }
    if !firstLines.isEmpty {
      world.errors.write(
        "\(world.programName): -Y was not obeyed: what is typed first counts at a terminal and with -~ alone\n")
    }
    let status = isTemplate ? try sendTemplates(composition) : try finish(&composition)
    // What waited gets its turn with each new message, once a server can be reached.
    if status == .success, settings.flag(.queue) {
      // This message is sent: what goes wrong with older ones is told, and no more.
      do { _ = try flushQueue(.due, quietly: true) } catch let error as any MailError { report(error) }
    }
    return status
  }

  /// The message as the options say, before any text is read.
  private func prepare(_ composition: inout Composition, _ options: ParsedOptions) throws {
    try CompositionOptions(session: self, options: options).compose(&composition)
    let isTemplate = options.has(.template)
    guard isTemplate || !composition.hasNoRecipients else {
      throw ShellError(
        "no recipient", hint: "Name one: \(world.programName) -s subject somebody@example.org.", exitStatus: .usage)
    }
    if world.input.isTerminal, !isTemplate {
      // A person should not write a text for a malformed address.
      _ = try resolve(composition)
    }
  }

  /// Tells why a message is not sent, and keeps it; where it was cut off before there was any text, there is none to keep.
  ///
  /// - Parameter isPart: whether the end of its text could not be read.
  func notSent(_ composition: Composition, because error: any MailError, isPart: Bool = false) -> ExitStatus {
    report(error)
    let isPart = isPart || error is CutOffInput
    if composition.hasContent || !isPart { saveDeadLetter(composition, isPart ? .part : []) }
    return error.exitStatus == .success ? .failure : error.exitStatus
  }

  /// Runs what the settings want done with a finished text, and sends it.
  func finish(_ composition: inout Composition) throws -> ExitStatus {
    do {
      try runSplices(&composition)
      try runComposeHook(.onComposeLeave, &composition)
    } catch let error as any MailError {
      return notSent(composition, because: error)
    }
    let status = try send(composition)
    // The message is sent or kept: what goes wrong from here on is told, and no more.
    do { try runComposeHook(.onComposeCleanup, &composition) } catch let error as any MailError { report(error) }
    return status
  }

  /// Ends a composition that was given up.
  func abandon(_ composition: Composition, saves: Bool) -> ExitStatus {
    if saves { saveDeadLetter(composition) }
    return .failure
  }
}
