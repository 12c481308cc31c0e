import MailBytes

/// The header of a draft: which fields, in which order, and what the writer's own fields change.
enum DraftFields {
  /// Fields whose values are addresses.
  private static func holdsAddresses(_ name: String) -> Bool {
    switch name {
    case "resent-from", "resent-sender", "resent-to", "resent-cc", "resent-reply-to", "disposition-notification-to",
      "return-receipt-to", "errors-to", "x-envelope-from":
      true
    default: false
    }
  }

  /// The draft with those of the writer's own fields taken over that the builder writes itself.
  static func adopt(_ draft: Draft, _ options: inout BuildOptions) -> Draft {
    guard !draft.fields.isEmpty else { return draft }
    var draft = draft
    var rest: [Draft.Field] = []
    for field in draft.fields {
      let name = String(decoding: ASCII.lowercased(Array(field.name.utf8)), as: UTF8.self)
      let value = Array(field.value.utf8)
      switch name {
      case "from": draft.from = AddressParser.parseAll(value).mailboxes
      case "sender": draft.sender = AddressParser.parseAll(value).mailboxes.first
      case "reply-to": draft.replyTo = AddressParser.parseAll(value).mailboxes
      case "mail-followup-to": draft.followupTo = AddressParser.parseAll(value).mailboxes
      case "to": add(AddressParser.parseAll(value).mailboxes, to: &draft.to)
      case "cc": add(AddressParser.parseAll(value).mailboxes, to: &draft.cc)
      case "bcc", "resent-bcc", "mime-version": break
      case "subject": draft.subject = field.value
      case "message-id":
        options.messageIDHost = ""
        rest.append(field)
      case "in-reply-to": draft.inReplyTo = MessageID.parse(value)
      case "references": draft.references = MessageID.parse(value)
      case "date":
        options.date = nil
        rest.append(field)
      case "user-agent":
        options.userAgent = nil
        rest.append(field)
      case "content-type":
        if case .part(var part) = draft.body {
          part.type = field.value
          draft.body = .part(part)
        }
      case "content-transfer-encoding":
        switch String(decoding: ASCII.lowercased(value), as: UTF8.self) {
        case "base64": options.encoding = .base64
        case "quoted-printable": options.encoding = .quotedPrintable
        case "8bit": options.encoding = .eightBit
        default: break
        }
      default: rest.append(field)
      }
    }
    draft.fields = rest
    return draft
  }

  private static func add(_ addresses: [Address], to list: inout [Address]) {
    var known = Set(list.map(\.mailboxKey))
    for address in addresses where known.insert(address.mailboxKey).inserted { list.append(address) }
  }

  /// Writes all fields but those of MIME.
  static func write(_ draft: Draft, _ options: BuildOptions, to header: inout HeaderWriter) throws(ComposeError) {
    if let date = options.date {
      try header.words(
        "Date", DateFormat.rfc5322(date.secondsSinceEpoch, offsetMinutes: date.offsetMinutes ?? 0))
    }
    try header.addresses("From", draft.from)
    if let sender = draft.sender { try header.addresses("Sender", [sender]) }
    try header.addresses("Reply-To", draft.replyTo)
    try header.addresses("To", draft.to)
    if draft.to.isEmpty, draft.cc.isEmpty, !draft.bcc.isEmpty {
      try header.words("To", Array("undisclosed-recipients:;".utf8))
    }
    try header.addresses("Cc", draft.cc)
    if let subject = draft.subject { try header.text("Subject", subject) }
    if let id = Identity.messageID(options) { try header.words("Message-ID", Array(id.bracketed.utf8)) }
    try header.messageIDs("In-Reply-To", draft.inReplyTo)
    try header.messageIDs("References", draft.references)
    try header.addresses("Mail-Followup-To", draft.followupTo)
    if let agent = options.userAgent { try header.text("User-Agent", agent) }
    for field in draft.fields {
      let name = String(decoding: ASCII.lowercased(Array(field.name.utf8)), as: UTF8.self)
      if holdsAddresses(name) {
        try HeaderGate.check(field.value, of: field.name)
        try header.addresses(field.name, AddressParser.parseAll(Array(field.value.utf8)).mailboxes)
      } else {
        try header.text(field.name, field.value)
      }
    }
  }
}
