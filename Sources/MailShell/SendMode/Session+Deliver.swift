import MailBytes
import MailFormat
import MailLanguage
import MailSubmit
import MailSystem

extension Session {
  /// Sends a finished composition; whatever fails, the message is kept in the dead letter file.
  ///
  /// - Returns: success only when every recipient was accepted and every copy written.
  func send(_ composition: Composition) throws -> ExitStatus {
    sendResult = SendResult()
    let status = deliver(composition)
    writeSendResult(status)
    return status
  }

  private func deliver(_ composition: Composition) -> ExitStatus {
    var composition = composition
    /// The message as the dead letter file keeps it.
    var letter: (() -> OutgoingMessage)?
    if printsJSON { sendResult.name(composition.to + composition.cc + composition.bcc) }
    // From here on a signal ends what is waited for, and the message is kept.
    _ = world.signals.make()
    do {
      try takeDeclaredEncoding(of: &composition)
      try complete(&composition)
      let hasNoText = composition.body.count == 0 && composition.richBody == nil
      let isEmpty = hasNoText && composition.attachments.isEmpty
      // Files beside it are no text: Heirloom's -E looks at the first part alone.
      if hasNoText, settings.flag(.skipemptybody) { return .success }
      guard !isEmpty || settings.flag(.nullbody) else {
        world.errors.write("\(world.programName): the message has no text, so it was not sent\n")
        return .failure
      }
      let recipients = try resolve(composition)
      guard !recipients.isEmpty || !composition.fcc.isEmpty else {
        throw nobody(in: composition.to + composition.cc + composition.bcc)
      }
      let outgoing = try outgoingMessage(for: composition, recipients)
      if isEmpty {
        let words = settings.string(.nullbodymsg) ?? "Null message body; hope that's ok"
        if !words.isEmpty { world.errors.write(TerminalText(cleaning: words).bytes + [0x0a]) }
      }
      letter = { [composition] in
        outgoing.naming(reversePath: self.reversePath(of: composition)).naming(blindCopies: recipients.bcc)
          .naming(files: recipients.files, commands: recipients.pipes, copies: composition.fcc)
      }
      if printsJSON { sendResult.name(recipients, of: outgoing) }
      return try Delivery(session: self, composition: composition, recipients: recipients, outgoing: outgoing).run()
    } catch let error as any MailError {
      report(error)
      takeSignals()
      if let letter {
        saveDeadLetter(letter(), LetterTraits(after: error))
      } else {
        saveDeadLetter(composition)
      }
      return error.exitStatus == .success ? .failure : error.exitStatus
    } catch {
      report(error)
      return .failure
    }
  }

  /// Why recipients that were named are none.
  private func nobody(in names: [String]) -> ShellError {
    guard let name = names.first(where: { !Blanks.trim($0).isEmpty }) else {
      let isTyped = obeysEscapes || isComposing
      let whereTo = isTyped ? "Name one, or use ~t while composing." : "Name one in a To: field, or as an argument."
      let hint = names.isEmpty ? whereTo : "What was named is empty: a variable without a value?"
      return ShellError("no recipient", hint: hint, exitStatus: .usage)
    }
    return ShellError("\(TerminalQuote.quoted(name)): reaches nobody", hint: "It is empty.", exitStatus: .usage)
  }

  /// Checks and expands everybody a composition is for.
  func resolve(_ composition: Composition) throws(ShellError) -> Recipients {
    var policy = AddressPolicy()
    if settings.isAssigned(.expandaddr), let words = settings.string(.expandaddr) {
      policy = AddressPolicy(words, isTrusted: trustsRecipients || isInteractive)
    }
    // Names of files may hold line ends; fields may not, and the name stands in one where the message is kept.
    if let name = composition.fcc.first(where: { $0.utf8.contains { $0 < 0x20 || $0 == 0x7f } }) {
      throw ShellError(
        "cannot keep a copy in \(TerminalQuote.quoted(name)): the name holds a line end or another control character",
        hint: "Nothing was sent to anybody.", exitStatus: .dataError)
    }
    if let name = composition.fcc.first, !policy.allowed.contains(.fcc) {
      throw ShellError(
        "cannot keep a copy in \(TerminalQuote.quoted(name)): expandaddr forbids it",
        hint: "Nothing was sent to anybody; set expandaddr=+fcc to allow it.", exitStatus: .dataError)
    }
    var resolver = RecipientResolver(
      aliases: language.aliases, policy: policy, user: language.aliases.entries.isEmpty ? "" : world.user.name,
      keepsUser: settings.flag(.metoo))
    if let name = settings.string(.mtaAliases), !name.isEmpty {
      resolver.transportAliases = try transportAliases(in: try expandFileName(name))
    }
    resolver.dropsNames = !settings.flag(.fullnames)
    if policy.completesUsers || policy.completesNames { resolver.host = ownHost }
    if policy.checksDomains || settings.flag(.expandaddrDomaincheck) {
      let list = settings.string(.expandaddrDomaincheck) ?? ""
      // Mail that stays on the machine leaves no domain.
      resolver.domains =
        list.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) + ["localhost", ownHost]
    }
    // A message that went out before names those of the settings already.
    let autocc = composition.isRepeated ? nil : settings.string(.autocc)
    let autobcc = composition.isRepeated ? nil : settings.string(.autobcc)
    var recipients = try resolver.resolve(
      to: composition.to, cc: composition.cc + (autocc.map { [$0] } ?? []),
      bcc: composition.bcc + (autobcc.map { [$0] } ?? []))
    for index in recipients.to.indices { recipients.to[index] = try encoded(text(recipients.to[index])) }
    for index in recipients.cc.indices { recipients.cc[index] = try encoded(text(recipients.cc[index])) }
    for index in recipients.bcc.indices { recipients.bcc[index] = try encoded(text(recipients.bcc[index])) }
    return recipients
  }

  /// The aliases that `mta-aliases` names; a file that cannot be read might have changed who gets the message.
  private func transportAliases(in path: String) throws(ShellError) -> TransportAliases {
    do throws(SystemError) { return TransportAliases(try FileSystem.contents(of: path)) } catch {
      throw ShellError(
        "mta-aliases: \(error.summary)", hint: "Nothing was sent to anybody. Correct or unset mta-aliases.",
        exitStatus: .noInput)
    }
  }

  /// Adds to a composition what the settings say: reply address, further fields, framing text, signature.
  private func complete(_ composition: inout Composition) throws {
    nameSender(of: &composition)
    composition.replyTo = composition.replyTo ?? settings.string(.replyTo)
    if composition.isVerbatim || composition.isRepeated { return }
    composition.subject = composition.subject ?? settings.string(.subject)
    try nameFollowupAddresses(&composition)
    if settings.flag(.dispositionNotificationSend),
      !composition.fields.contains(where: { ASCIIName.equal($0.name, "Disposition-Notification-To") })
    {
      let own = Address(localPart: world.user.name, domain: ownHost).addrSpec
      composition.fields.append((name: "Disposition-Notification-To", value: composition.from ?? own))
    }
    if let words = settings.string(.customhdr) { composition.fields += try customFields(words) }
    if let name = settings.string(.organization), !composition.fields.contains(where: { $0.name == "Organization" }) {
      composition.fields.append((name: "Organization", value: name))
    }
    // A text in several forms is finished: its signature is its writer's affair.
    // What is no text, or has parts of its own, would be spoilt by lines around it.
    let isText = composition.bodyType.map { ASCIIName.lowered($0).hasPrefix("text/") } ?? true
    if composition.richBody == nil, isText { try frameText(of: &composition) }
    if composition.isMarkdown { composition.richBody = try HTMLText(session: self).body(ofMarkdown: composition) }
  }

  /// Whom the message is from, where it does not say so itself: also the envelope's sender.
  func nameSender(of composition: inout Composition) {
    // Who names a sender with -r means the envelope too.
    if !composition.namesEnvelope { composition.returnAddress = settings.string(.returnAddress) }
    composition.from = composition.from ?? settings.string(.from) ?? settings.string(.returnAddress)
    composition.sender = composition.sender ?? settings.string(.sender)
  }

  /// Puts `message-inject-head` before the text, `signature` and `message-inject-tail` behind it.
  private func frameText(of composition: inout Composition) throws {
    var head = settings.bytes(.messageInjectHead).map { ShellEscapes.resolve($0) } ?? []
    var tail: [UInt8] = []
    if let name = settings.string(.signature), !name.isEmpty {
      let path = try expandFileName(name)
      if Self.isStream(path) {
        let (text, cutOff) = try spooledFile(path)
        if let cutOff { throw CutOffInput(cutOff) }
        try text.read(at: 0, limit: text.count, into: &tail)
      } else {
        tail += try FileSystem.contents(of: path)
      }
      if !tail.isEmpty, tail.last != 0x0a { tail.append(0x0a) }
    }
    if let text = settings.bytes(.messageInjectTail) { tail += ShellEscapes.resolve(text) }
    guard !head.isEmpty || !tail.isEmpty else { return }
    if !head.isEmpty, head.last != 0x0a { head.append(0x0a) }
    if !tail.isEmpty, tail.last != 0x0a { tail.append(0x0a) }
    var text = try composition.text()
    if !text.isEmpty, text.last != 0x0a { text.append(0x0a) }
    composition.body = .memory(head + text + tail)
  }

  /// The fields of `customhdr`: separated by commas, `\,` for a comma of a value.
  private func customFields(_ words: String) throws -> [(name: String, value: String)] {
    var entries: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in words.utf8 {
      if isEscaped {
        if byte != UInt8(ascii: ",") { entries[entries.count - 1].append(UInt8(ascii: "\\")) }
        entries[entries.count - 1].append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: ",") {
        entries.append([])
      } else {
        entries[entries.count - 1].append(byte)
      }
    }
    var result: [(name: String, value: String)] = []
    for entry in entries where !Blanks.trim(entry).isEmpty {
      guard !Blanks.trim(entry).contains(where: { $0 == 0x0a || $0 == 0x0d }) else {
        throw ShellError(
          "customhdr: a line end stands in it", hint: "Write customhdr='Name: value, Other: value'.",
          exitStatus: .dataError)
      }
      guard let template = MessageTemplate(Blanks.trim(entry)) else {
        throw ShellError(
          "customhdr: not a header field: \(TerminalQuote.quoted(SettingLine.quoted(entry)))",
          hint: "Write customhdr='Name: value, Other: value'.", exitStatus: .configuration)
      }
      result += template.fields
    }
    return result
  }
}
