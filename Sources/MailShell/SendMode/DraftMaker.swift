import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// Makes the draft of a checked composition.
struct DraftMaker {
  let session: Session
  let composition: Composition
  let recipients: Recipients

  /// The draft; addresses that are no recipients are checked here.
  func draft() throws -> Draft {
    let from = try composition.from.map { text in try addresses(text, "from") } ?? [try ownAddress()]
    var sender: Address?
    if let text = composition.sender {
      sender = try addresses(text, "sender").first
      // RFC 5322 section 3.6.2: the one author who sends it is not named a second time.
      if from.count == 1, sender?.isSameMailbox(as: from[0]) ?? false { sender = nil }
    } else if from.count > 1 {
      // RFC 5322 section 3.6.2 demands one of several authors; the envelope names the first as well.
      sender = from[0]
    }
    var draft = Draft(
      from: from, sender: sender, to: recipients.to.map(readable) + namedCopies, cc: recipients.cc.map(readable),
      bcc: recipients.bcc,
      subject: composition.subject.map(readable))
    if let text = composition.replyTo { draft.replyTo = try addresses(text, "reply-to") }
    if let text = composition.inReplyTo { draft.inReplyTo = MessageID.parse(Array(text.utf8)) }
    if !composition.references.isEmpty {
      draft.references = MessageID.parse(Array(composition.references.joined(separator: " ").utf8))
    }
    for field in composition.fields {
      let value = Self.isText(field.name) ? readable(field.value) : session.text(field.value)
      draft.fields.append(Draft.Field(name: field.name, value: value))
    }
    for attachment in composition.attachments { draft.attachments.append(try part(attachment)) }
    draft.body = try body()
    if composition.skipsEmptyParts {
      draft.attachments.removeAll { $0.content.count == 0 }
      if composition.body.count == 0, composition.richBody == nil, !draft.attachments.isEmpty {
        draft.body = .mixed([])
      }
    }
    if composition.isAlternative, !draft.attachments.isEmpty {
      var forms = draft.attachments.map { form -> DraftBody in
        var form = form
        form.disposition = .none
        return .part(form)
      }
      if case .mixed(let none) = draft.body, none.isEmpty {} else { forms.insert(draft.body, at: 0) }
      draft.body = .alternative(forms)
      draft.attachments = []
    }
    return draft
  }

  /// A text as it is to be read: scripts hand in encoded words of their own making, which are not to be encoded again.
  private func readable(_ text: String) -> String {
    let text = session.text(text)
    let bytes = Array(text.utf8)
    guard EncodedWord.looksEncoded(bytes) else { return text }
    return String(decoding: EncodedWord.decode(bytes, using: session.decoder), as: UTF8.self)
  }

  private func readable(_ address: Address) -> Address {
    if address.displayName.isEmpty { return address }
    return Address(
      displayName: readable(address.displayName), localPart: address.localPart, domain: address.domain)
  }

  /// Whether a field holds text, and neither addresses, which are decoded one by one, nor anything else with a grammar.
  private static func isText(_ name: String) -> Bool {
    switch ASCIIName.lowered(name) {
    case "from", "sender", "reply-to", "to", "cc", "bcc", "mail-followup-to", "disposition-notification-to",
      "return-receipt-to", "errors-to", "x-envelope-from", "date", "message-id", "in-reply-to", "references":
      false
    case let name: !name.hasPrefix("content-") && !name.hasPrefix("resent-")
    }
  }

  /// The files and commands that get the message, where `add-file-recipients` names them too.
  private var namedCopies: [Address] {
    guard session.settings.flag(.addFileRecipients) else { return [] }
    return (recipients.files + recipients.pipes.map { "|" + $0 }).map { Address(localPart: $0, domain: "") }
  }

  /// The text, in the charset that the settings ask for.
  private func body() throws -> DraftBody {
    if let rich = composition.richBody { return rich }
    var part = MailFormat.Attachment.text(SpooledContent(composition.body), type: composition.bodyType ?? "text/plain")
    part.type = composition.bodyType
    part.encoding = composition.bodyEncoding
    part.keepsLineEnds = composition.keepsLineEnds
    if !composition.isVerbatim, !composition.keepsLineEnds {
      try OutgoingCharset(session: session, preferred: composition.charset).apply(to: &part, composition.body)
    }
    return .part(part)
  }

  /// The person's address on this machine.
  private func ownAddress() throws(ShellError) -> Address {
    let user = session.world.user
    return Address(displayName: user.fullName, localPart: user.name, domain: try ownHost())
  }

  /// The domain behind names of this machine; one that the settings name must be one.
  private func ownHost() throws(ShellError) -> String {
    guard let name = session.settings.string(.hostname), !name.isEmpty else { return session.ownHost }
    guard Address(localPart: "x", domain: name).isMailable else {
      throw ShellError(
        "hostname: no domain: \(TerminalQuote.quoted(name))",
        hint: "Nothing was sent to anybody. Write for instance set hostname=host.example.org.",
        exitStatus: .configuration)
    }
    return name
  }

  private func addresses(_ text: String, _ setting: String) throws(ShellError) -> [Address] {
    let forms: [RecipientForm]
    do throws(AddressError) {
      forms = try AddressParser.parseRecipients(session.text(text), partsNames: false) { _ in false }
    } catch {
      throw ShellError(
        "\(setting): \(error.summary)", hint: error.hint ?? "Nothing was sent to anybody.", exitStatus: .dataError)
    }
    let list = forms.compactMap(\.address)
    // Files and commands write no mail, nor does a whole `Name <address>` in quotes, which makes a strange local part.
    let isStrange = list.contains { $0.domain.isEmpty && $0.localPart.utf8.contains { " <>@".utf8.contains($0) } }
    guard !list.isEmpty, list.count == forms.count, !isStrange else {
      throw ShellError(
        "\(setting): no address: \(TerminalQuote.quoted(text))",
        hint: "Nothing was sent to anybody. Write user@example.org or Name <user@example.org>.", exitStatus: .dataError)
    }
    var result: [Address] = []
    for address in list { result.append(readable(try session.encoded(try qualified(address)))) }
    return result
  }

  /// A sender without a domain is somebody of this machine.
  private func qualified(_ address: Address) throws(ShellError) -> Address {
    guard address.domain.isEmpty else { return address }
    return Address(displayName: address.displayName, localPart: address.localPart, domain: try ownHost())
  }

  private func part(_ attachment: Composition.Attachment) throws -> MailFormat.Attachment {
    var part = try plainPart(attachment)
    part.typeName = attachment.typeName.map(session.text)
    part.encoding = attachment.encoding
    return part
  }

  private func plainPart(_ attachment: Composition.Attachment) throws -> MailFormat.Attachment {
    let name = attachment.name.map(session.text)
    switch attachment.source {
    case .input: return MailFormat.Attachment(MemoryContent([]), fileName: name, type: attachment.type)
    case .spooled(let input):
      return MailFormat.Attachment(
        SpooledContent(input), fileName: name, type: attachment.type, charset: attachment.charset)
    case .message(let bytes):
      return MailFormat.Attachment(
        MemoryContent(bytes), fileName: name, type: attachment.type ?? "message/rfc822",
        disposition: .inline)
    case .content(let bytes):
      return MailFormat.Attachment(
        MemoryContent(bytes), fileName: name, type: attachment.type, charset: attachment.charset)
    case .file(let path):
      return MailFormat.Attachment(
        FileAttachment(try FileContent(path: path)), fileName: name ?? session.text(FileSystem.lastComponent(of: path)),
        type: attachment.type, charset: attachment.charset)
    }
  }
}
