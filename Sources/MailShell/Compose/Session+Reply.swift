import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// Prepares an answer: recipients, subject, thread, and the original where it is asked for.
  func beginReply(_ numbers: [Int], _ scope: ReplyRules.Scope, _ composition: inout Composition) throws {
    let contents = try numbers.map { try outgoingContent(of: $0) }
    var originals = contents.map { answerable(replyMessage(of: $0)) }
    for (place, number) in numbers.enumerated() where originals[place].from.isEmpty {
      originals[place].envelopeSender = try envelopeSender(of: number)
    }
    if settings.flag(.replyInSameAccount), let first = originals.first { try chooseAccount(answering: first) }
    var policy = replyPolicy
    policy.honoursReplyTo = try honours(.replyToHonour, "Reply-To", originals.flatMap(\.replyTo))
    policy.honoursFollowupTo =
      try scope == .all && honours(.followupToHonour, "Mail-Followup-To", originals.flatMap(\.followupTo))
    for (number, original) in zip(numbers, originals) {
      guard let field = ReplyRules.cutField(of: original, scope: scope, policy: policy) else { continue }
      throw ShellError(
        "message \(number): \(field) names more than \(Limits.addresses) people, too many to answer them all",
        hint: "Answer the author alone, or name those who shall get it with ~t.")
    }
    for (number, original) in zip(numbers, originals) {
      guard let author = ReplyRules.unreachableAuthor(of: original, scope: scope, policy: policy) else { continue }
      throw ShellError(
        "message \(number): its author left no address: \(Self.quotedName(author))",
        hint: "Nothing was sent to anybody. Write to those who shall get it with mail somebody@example.org.",
        exitStatus: .dataError)
    }
    let recipients = ReplyRules.recipients(of: originals, scope: scope, policy: policy)
    let keepsNames = settings.flag(.fullnames)
    composition.to = recipientTexts(recipients.to, keepsNames: keepsNames)
    composition.cc = recipientTexts(recipients.cc, keepsNames: keepsNames)
    guard let first = originals.first else { return }
    // To nothing a mark would only stand alone; a person is asked instead.
    if !first.subject.isEmpty { composition.subject = ReplyRules.replySubject(first.subject, policy: policy) }
    composition.inReplyTo = first.messageID?.bracketed
    composition.references = ReplyRules.references(first).map(\.bracketed)
    for (content, original) in zip(contents, originals) {
      if settings.flag(.replyInSameCharset), composition.charset == nil {
        let parts = PartTree(message: content, charsets: world.charsets).parts
        composition.charset = parts.first { $0.isText && $0.charset != nil }?.charset
      }
      if settings.flag(.quoteAsAttachment) {
        composition.attachments.append(Composition.Attachment(source: .message(content), type: "message/rfc822"))
      }
      guard settings.isAssigned(.quote), settings.string(.quote) != nil else { continue }
      let text = try composition.text()
      // A blank line tells one quotation from the next, as those of ~m.
      composition.body = .memory(text + (text.isEmpty ? [] : [0x0a]) + quotation(of: content, original))
      if settings.flag(.quoteAddCc) { addCopies(for: original.from, to: &composition) }
    }
  }

  /// Addresses of a message as recipients; what is none, such as a command, is told and left out.
  private func recipientTexts(_ addresses: [Address], keepsNames: Bool) -> [String] {
    addresses.compactMap { address in
      let text = address.recipientText(keepsName: keepsNames)
      if text == nil { sayNotAnswered(address) }
      return text
    }
  }

  private func sayNotAnswered(_ address: Address, in field: String? = nil) {
    world.output.flush()
    world.errors.write("\(world.programName): \(field.map { "\($0): " } ?? "")no address: ")
    world.errors.write((TerminalText(cleaning: Self.quotedName(address)) + "; not answered\n").bytes)
    world.errors.flush()
  }

  /// What stands in the place of an address, as people are told of it: without the quotes that its field may have.
  private static func quotedName(_ address: Address) -> String {
    let isNameAlone = address.domain.isEmpty && address.displayName.isEmpty
    return TerminalQuote.quoted(isNameAlone ? address.localPart : address.plainForm)
  }

  /// Names the authors as recipients of copies, unless they get the message anyway.
  func addCopies(for authors: [Address], to composition: inout Composition) {
    let present = (composition.to + composition.cc).flatMap { AddressParser.parse(Array($0.utf8)).mailboxes }
    for author in authors where !present.contains(where: { $0.isLikelySameMailbox(as: author) }) {
      if let text = author.recipientText(keepsName: true) { composition.cc.append(text) }
    }
  }

  /// What an answer must know of a message.
  func replyMessage(of content: [UInt8]) -> ReplyMessage {
    let header = HeaderBlock(content)
    var message = ReplyMessage(Envelope(header, using: decoder))
    let followup = header.addressList(.mailFollowupTo, using: decoder)
    message.followupTo = followup.mailboxes
    if followup.isCut { message.cutFields.append(.mailFollowupTo) }
    if let text = header.text(.listPost, using: decoder) { message.listPost = Self.mailtoAddresses(text) }
    return message
  }

  /// A message without what its Reply-To and Mail-Followup-To name and nobody could write to, which is told; where
  /// nothing is left the author is answered.
  private func answerable(_ message: ReplyMessage) -> ReplyMessage {
    var message = message
    for (field, name) in [(\ReplyMessage.replyTo, "Reply-To"), (\.followupTo, "Mail-Followup-To")] {
      guard let broken = message[keyPath: field].first(where: { !$0.isMailable }) else { continue }
      message[keyPath: field].removeAll { !$0.isMailable }
      sayNotAnswered(broken, in: name)
    }
    return message
  }

  /// Writes Mail-Followup-To into mail for known mailing lists, where `followup-to` asks for it.
  func nameFollowupAddresses(_ composition: inout Composition) throws {
    guard settings.flag(.followupTo), !language.mailingLists.isEmpty,
      !composition.fields.contains(where: { ASCIIName.equal($0.name, "Mail-Followup-To") })
    else { return }
    let recipients = try resolve(composition)
    var everybody = recipients.to + recipients.cc
    let lists = language.mailingLists.filter { list in
      everybody.contains { ASCIIName.equal($0.addrSpec, list.address) }
    }
    guard !lists.isEmpty else { return }
    // Who reads the list gets the answers there; the others name themselves.
    let isReader = lists.contains { $0.isSubscribed }
    if !isReader || settings.flag(.followupToAddCc),
      let own = (composition.from ?? settings.string(.from)).flatMap({
        AddressParser.parse(Array($0.utf8)).mailboxes.first
      })
    {
      if !everybody.contains(where: { $0.isLikelySameMailbox(as: own) }) { everybody.append(own) }
    }
    composition.fields.append(
      (name: "Mail-Followup-To", value: everybody.map(\.headerForm).joined(separator: ", ")))
  }

  /// The rules of answers, as the settings have them.
  private var replyPolicy: ReplyPolicy {
    var policy = ReplyPolicy()
    policy.own = ownAddresses
    policy.localDomains = [ownHost]
    policy.metoo = settings.flag(.metoo)
    policy.comparesLocalParts = settings.flag(.allnet)
    policy.recipientsInCc = settings.flag(.recipientsInCc)
    policy.lists = language.mailingLists.flatMap { AddressParser.parse(Array($0.address.utf8)).mailboxes }
    policy.replyStrings = replyMarks
    policy.replyPrefix = settings.string(.replyprefix) ?? "Re: "
    return policy
  }

  /// What `reply-to-honour` and `followup-to-honour` say: yes, no, or a question to a person.
  private func honours(_ setting: Setting, _ name: String, _ addresses: [Address]) throws -> Bool {
    guard !addresses.isEmpty, settings.flag(setting) else { return false }
    let word = settings.word(setting) ?? "yes"
    let isUsual = !word.hasSuffix("no")
    guard word.hasPrefix("ask"), world.input.isTerminal else { return isUsual }
    let names = addresses.map(\.shownForm).joined(separator: ", ")
    world.output.write(TerminalText(cleaning: "\(name): \(names)").bytes + [0x0a])
    switch try world.input.readLine(prompt: "Reply there? \(isUsual ? "[Y/n]" : "[y/N]") ", into: world.output) {
    case .line(let text), .lastLine(let text):
      guard let first = Blanks.trim(text).first else { return isUsual }
      return first | 0x20 == UInt8(ascii: "y")
    case .end, .interrupted: return isUsual
    }
  }

  /// The addresses of `<mailto:list@example.org?subject=x>`.
  private static func mailtoAddresses(_ text: String) -> [Address] {
    let scheme = Array("<mailto:".utf8)
    var rest = Array(text.utf8)[...]
    var addresses: [Address] = []
    while let place = Kernels.firstIndex(ofSequence: scheme.span, in: rest.span) {
      rest = rest.dropFirst(place + scheme.count)
      let end = rest.firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
      if let plain = Percent.decode(Array(rest[..<end])) { addresses += AddressParser.parse(plain).mailboxes }
      rest = rest[end...]
    }
    return addresses
  }

  /// Puts in place the account whose `from` the message was sent to.
  private func chooseAccount(answering message: ReplyMessage) throws {
    let recipients = message.to + message.cc
    for account in language.macros where account.isAccount && account.name != language.account {
      let own = account.lines.flatMap { line -> [Address] in
        WordLexer.words(CommandLine(line).rest).flatMap { word -> [Address] in
          word.bytes.starts(with: Array("from=".utf8))
            ? AddressParser.parse(Array(word.bytes.dropFirst(5))).mailboxes : []
        }
      }
      if own.contains(where: { mine in recipients.contains { $0.isLikelySameMailbox(as: mine) } }) {
        return try activateAccount(account.name)
      }
    }
  }
}
