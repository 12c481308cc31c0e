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
    if case .resend(let to, let withFields) = request.kind {
      for number in request.messages { try resend(number, to: to, withResentFields: withFields) }
      return .done
    }
    var composition = Composition()
    composition.recordsByName = request.recordsByName
    switch request.kind {
    case .new(let to): composition.to = to
    case .forward(let to):
      composition.to = to
      try beginForward(request.messages, &composition)
    case .reply(let toAll): try beginReply(request.messages, toAll: toAll, &composition)
    case .replyToList: try beginReply(request.messages, toAll: true, &composition)
    case .resend: break
    }
    try runComposeHook(.onComposeEnter, &composition)
    if case .reply = request.kind { showHeader(of: composition) }
    let composer = try Composer(session: self, composition: composition, quoted: request.messages)
    let end = try composer.run()
    composition = composer.composition
    if case .abort(let saves) = end {
      if saves { saveDeadLetter(composition) }
      try runComposeHook(.onComposeCleanup, &composition)
      return .failed
    }
    messageSeed = []
    let status = try finish(&composition)
    if status == .success, !request.messages.isEmpty, settings.flag(.markanswered) {
      switch request.kind {
      case .reply, .replyToList:
        for number in request.messages { changeStatus(of: number, adding: .answered) }
      default: break
      }
    }
    if status != .success { exitStatus = status }
    return status == .success ? .done : .failed
  }

  /// The fields of an answer, as all the programs show them before the text.
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

  private func beginReply(_ numbers: [Int], toAll: Bool, _ composition: inout Composition) throws {
    for number in numbers {
      let content = try content(of: number)
      let original = AnsweredMessage(content, charsets: world.charsets)
      let own = ownAddresses
      let rules = ReplyAddresses(
        original: original, own: own, keepsOwn: settings.flag(.metoo), toAll: toAll,
        honoursReplyTo: try original.replyTo.isEmpty || honours(.replyToHonour, "Reply-To", original.replyTo),
        honoursFollowupTo: try !toAll || original.followupTo.isEmpty
          || honours(.followupToHonour, "Mail-Followup-To", original.followupTo))
      if settings.flag(.replyInSameCharset), composition.charset == nil { composition.charset = original.charset }
      composition.to += rules.to.map(\.headerForm)
      composition.cc += rules.cc.map(\.headerForm)
      if composition.subject == nil { composition.subject = original.replySubject }
      if composition.inReplyTo == nil {
        composition.inReplyTo = original.messageID
        composition.references = original.thread
      }
      if settings.isAssigned(.quote), settings.string(.quote) != nil { try quote(number, content, &composition) }
    }
    if composition.to.isEmpty {
      composition.to = composition.cc
      composition.cc = []
    }
  }

  /// What `reply-to-honour` and `followup-to-honour` say: yes, no, or a question to a person.
  private func honours(_ setting: Setting, _ name: String, _ addresses: [Address]) throws -> Bool {
    guard settings.flag(setting) else { return false }
    let word = settings.string(setting).map { ASCIIName.lowered($0) } ?? "yes"
    let answer = word.hasSuffix("no") ? "no" : "yes"
    guard word.hasPrefix("ask"), world.input.isTerminal else { return answer == "yes" }
    let names = addresses.map(\.shownForm).joined(separator: ", ")
    world.output.write(TerminalText(cleaning: "\(name): \(names)").bytes + [0x0a])
    let choice = answer == "yes" ? "[Y/n]" : "[y/N]"
    switch try world.input.readLine(prompt: "Reply there? \(choice) ", into: world.output) {
    case .line(let text), .lastLine(let text):
      guard let first = Blanks.trim(text).first else { return answer == "yes" }
      return first | 0x20 == UInt8(ascii: "y")
    case .end, .interrupted: return answer == "yes"
    }
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

  /// Puts the original into the text, each line behind `indentprefix`.
  private func quote(_ number: Int, _ content: [UInt8], _ composition: inout Composition) throws {
    let mode = settings.string(.quote) ?? ""
    var text = try composition.text()
    var quoted: [UInt8] = []
    switch mode {
    case "noheading": break
    case "headers": quoted += headerText(of: content, typeSelection).bytes + [0x0a]
    case "allheaders": quoted += headerText(of: content, HeaderSelection()).bytes + [0x0a]
    default:
      let author = AnsweredMessage(content, charsets: world.charsets).from.first.map(\.shownForm) ?? "Somebody"
      text += TerminalText(cleaning: author).bytes + Array(" wrote:\n\n".utf8)
    }
    quoted += readableText(of: content)
    let prefix = settings.bytes(.indentprefix) ?? [0x09]
    var isLineStart = true
    for byte in quoted {
      if isLineStart { text += prefix }
      text.append(byte)
      isLineStart = byte == 0x0a
    }
    if text.last != 0x0a { text.append(0x0a) }
    composition.body = .memory(text)
  }

  private func beginForward(_ numbers: [Int], _ composition: inout Composition) throws {
    for number in numbers {
      let content = try content(of: number)
      let original = AnsweredMessage(content, charsets: world.charsets)
      if composition.subject == nil { composition.subject = original.forwardSubject }
      if settings.flag(.forwardAsAttachment) {
        composition.attachments.append(Composition.Attachment(source: .message(content), type: "message/rfc822"))
        continue
      }
      var text = try composition.text()
      let head = settings.bytes(.forwardInjectHead) ?? Array("-------- Original Message --------".utf8)
      if !head.isEmpty { text += head + [0x0a] }
      text += headerText(of: content, insertSelection).bytes + [0x0a] + readableText(of: content)
      if text.last != 0x0a { text.append(0x0a) }
      composition.body = .memory(text)
      composition.attachments += attachments(of: content)
    }
  }

  /// What goes along with the text of a message that is passed on.
  func attachments(of content: [UInt8]) -> [Composition.Attachment] {
    let reader = reader(of: content)
    let tree = PartTree(message: content, charsets: world.charsets)
    return reader.attachments.map { index in
      let part = tree.parts[index]
      return Composition.Attachment(
        source: part.kind == .message ? .message(reader.content(of: index)) : .content(reader.content(of: index)),
        charset: part.charset, type: part.type, name: part.fileName)
    }
  }

  /// Sends a message again as it is.
  private func resend(_ number: Int, to names: [String], withResentFields: Bool) throws {
    let content = try content(of: number)
    var composition = Composition()
    composition.to = names
    composition.isResent = true
    let recipients = try resolve(composition)
    guard !recipients.isEmpty else { throw ShellError("no recipient", exitStatus: .usage) }
    var head: [UInt8] = []
    if withResentFields {
      let now = world.clock.now()
      let from = settings.string(.from).flatMap { AddressParser.parse(Array($0.utf8)).mailboxes.first }
      let sender = from ?? Address(displayName: world.user.fullName, localPart: world.user.name, domain: ownHost)
      head +=
        Array("Resent-Date: ".utf8)
        + DateFormat.rfc5322(now, offsetMinutes: world.clock.offset(at: now) / 60) + [0x0a]
      head += Array("Resent-From: \(sender.headerForm)\n".utf8)
      head += Array("Resent-To: \(recipients.to.map(\.headerForm).joined(separator: ",\n "))\n".utf8)
      head += Array("Resent-Message-ID: <\(RandomBytes.name(20))@\(ownHost)>\n".utf8)
    }
    let outgoing = OutgoingMessage(
      segments: [.text(head + content)], needs8Bit: content.contains { $0 >= 0x80 })
    let status = try Delivery(
      session: self, composition: composition, recipients: recipients, outgoing: outgoing, canRebuild: false
    ).run()
    if status != .success { exitStatus = status }
  }
}
