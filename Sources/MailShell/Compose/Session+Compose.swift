import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Whether reply means the author and Reply everybody.
  var swapsReply: Bool { settings.flag(.flipr) }

  /// Lets a person write the message that a command of the reader asks for, and sends it.
  func compose(_ request: ComposeRequest) throws -> Outcome {
    try refuseWhileComposing()
    for number in request.messages { touch(number) }
    if let last = request.messages.last { setDot(last) }
    if case .resend(let to, let withFields) = request.kind {
      var outcome = Outcome.done
      for number in request.messages {
        if let stopped = statusOfSignal { return unsent(stopped) }
        let status = try resend(number, to: to, withResentFields: withFields)
        if status != .success { outcome = unsent(status) }
      }
      return outcome
    }
    var composition = Composition()
    composition.recordsByName = request.recordsByName
    // An account that a reply chose ends with the message.
    let account = accountState
    isComposing = true
    defer {
      isComposing = false
      restore(account)
    }
    var refusal: (any MailError)?
    do { try begin(&composition, for: request) } catch let error as any MailError {
      // What follows in a script is the text of the message, and no commands.
      guard !world.input.isTerminal else { throw error }
      refusal = error
    }
    if world.input.isTerminal, request.namesRecipients {
      // A person should not write a text for an address typed wrong; one of somebody else's message can be mended.
      _ = try resolve(composition)
    }
    try runComposeHook(.onComposeEnter, &composition)
    switch request.kind {
    case .reply, .replyToList, .forward: showHeader(of: composition)
    default: break
    }
    let composer = try Composer(session: self, composition: composition, quoted: request.messages)
    let end: ComposeEnd
    do { end = try composer.run() } catch {
      composition = composer.composition
      composition.body = .memory(composer.text)
      saveDeadLetter(composition, .part)
      throw error
    }
    composition = composer.composition
    if case .abort(let saves) = end {
      if saves { saveDeadLetter(composition) }
      if let signal = composer.endingSignal {
        noteUnfinished()
        return .exit(ExitStatus(rawValue: 128 + signal))
      }
      try runComposeHook(.onComposeCleanup, &composition)
      // A person who gives a message up asks for it no more.
      return world.input.isTerminal ? .failed : unsent(.failure)
    }
    if let refusal { return unsent(notSent(composition, because: refusal)) }
    messageSeed = []
    let status = try finish(&composition)
    if status == .success, !request.messages.isEmpty, settings.flag(.markanswered) {
      switch request.kind {
      case .reply, .replyToList:
        for number in request.messages { changeStatus(of: number, adding: .answered) }
      default: break
      }
    }
    return status == .success ? .done : unsent(status)
  }

  /// Notes that a message that was asked for was not sent: whatever commands follow, the session does not end with 0.
  func unsent(_ status: ExitStatus) -> Outcome {
    exitStatus = status == .success ? .failure : status
    statusOfFailure = exitStatus
    return .failed
  }

  /// The message that a command of the reader asks for, before any text is read.
  private func begin(_ composition: inout Composition, for request: ComposeRequest) throws {
    switch request.kind {
    case .new(let to): composition.to = to
    case .forward(let to):
      composition.to = to
      try beginForward(request.messages, &composition)
    case .reply(let toAll): try beginReply(request.messages, toAll ? .all : .author, &composition)
    case .replyToList: try beginReply(request.messages, .list, &composition)
    case .resend: break
    }
  }

  /// The fields of an answer or of what is passed on, as all the programs show them before the text.
  private func showHeader(of composition: Composition) {
    guard world.input.isTerminal else { return }
    for (label, values) in [
      ("To", composition.to), ("Cc", composition.cc), ("Subject", composition.subject.map { [$0] } ?? []),
    ] where !values.isEmpty {
      world.output.write("\(label): ")
      world.output.write(TerminalText(cleaning: values.joined(separator: ", ")).bytes + [0x0a])
    }
    world.output.write("\n")
  }

  /// Every address that is the person's own: from, sender, alternates, the login name.
  var ownAddresses: [Address] {
    var texts = language.alternates
    for setting in [Setting.from, .sender, .replyTo] { if let text = settings.string(setting) { texts.append(text) } }
    var result = texts.flatMap { AddressParser.parse(Array($0.utf8)).mailboxes }
    result.append(Address(localPart: world.user.name, domain: ""))
    result.append(Address(localPart: world.user.name, domain: ownHost))
    return result
  }
}
