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
    var draft = Draft()
    draft.from = try composition.from.map { text in try addresses(text, "from") } ?? [ownAddress]
    if let sender = composition.sender { draft.sender = try addresses(sender, "sender").first }
    draft.to = recipients.to
    draft.cc = recipients.cc
    draft.bcc = recipients.bcc
    if let text = composition.replyTo { draft.replyTo = try addresses(text, "reply-to") }
    draft.subject = composition.subject
    if let text = composition.inReplyTo { draft.inReplyTo = MessageID.parse(Array(text.utf8)) }
    if !composition.references.isEmpty {
      draft.references = MessageID.parse(Array(composition.references.joined(separator: " ").utf8))
    }
    for field in composition.fields { draft.fields.append(Draft.Field(name: field.name, value: field.value)) }
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

  /// The text, in the charset that the settings ask for.
  private func body() throws -> DraftBody {
    if let rich = composition.richBody { return rich }
    var part = MailFormat.Attachment.text(SpooledContent(composition.body), type: composition.bodyType ?? "text/plain")
    part.type = composition.bodyType
    part.encoding = composition.bodyEncoding
    if !composition.isVerbatim {
      try OutgoingCharset(session: session, preferred: composition.charset).apply(to: &part, composition.body)
    }
    return .part(part)
  }

  /// The person's address on this machine.
  private var ownAddress: Address {
    let user = session.world.user
    return Address(displayName: user.fullName, localPart: user.name, domain: session.ownHost)
  }

  private func addresses(_ text: String, _ setting: String) throws(ShellError) -> [Address] {
    let forms: [RecipientForm]
    do throws(AddressError) {
      forms = try AddressParser.parseRecipients(text)
    } catch {
      throw ShellError(
        "\(setting): \(error.summary)", hint: error.hint ?? "Nothing was sent to anybody.", exitStatus: .dataError)
    }
    let list = forms.compactMap(\.address)
    guard !list.isEmpty else {
      throw ShellError("\(setting): no address: \(TerminalQuote.quoted(text))", exitStatus: .dataError)
    }
    var result: [Address] = []
    for address in list { result.append(try session.encoded(qualified(address))) }
    return result
  }

  /// A sender without a domain is somebody of this machine.
  private func qualified(_ address: Address) -> Address {
    guard address.domain.isEmpty else { return address }
    return Address(displayName: address.displayName, localPart: address.localPart, domain: session.ownHost)
  }

  private func part(_ attachment: Composition.Attachment) throws -> MailFormat.Attachment {
    var part = try plainPart(attachment)
    part.typeName = attachment.typeName
    part.encoding = attachment.encoding
    return part
  }

  private func plainPart(_ attachment: Composition.Attachment) throws -> MailFormat.Attachment {
    switch attachment.source {
    case .input: return MailFormat.Attachment(MemoryContent([]), fileName: attachment.name, type: attachment.type)
    case .spooled(let input):
      return MailFormat.Attachment(SpooledContent(input), fileName: attachment.name, type: attachment.type)
    case .message(let bytes):
      return MailFormat.Attachment(
        MemoryContent(bytes), fileName: attachment.name, type: attachment.type ?? "message/rfc822",
        disposition: .inline)
    case .content(let bytes):
      return MailFormat.Attachment(
        MemoryContent(bytes), fileName: attachment.name, type: attachment.type, charset: attachment.charset)
    case .file(let path):
      return MailFormat.Attachment(
        FileAttachment(try FileContent(path: path)), fileName: attachment.name ?? FileSystem.lastComponent(of: path),
        type: attachment.type, charset: attachment.charset)
    }
  }
}
