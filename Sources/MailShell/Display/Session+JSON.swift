import MailBytes
import MailFormat
import MailStore

extension Session {
  /// Prints the JSON object of a message; man/mail-json.7 is its contract.
  func writeJSON(of number: Int, withParts: Bool) throws {
    guard let folder, let state = folder.state(of: number) else { return }
    let summary = try folder.mailbox.summary(of: number)
    let content = withParts ? try content(of: number) : try folder.mailbox.header(of: number)
    let header = HeaderBlock(content)
    let envelope = Envelope(header, using: decoder)
    var json = JSONWriter()
    json.beginObject()
    if namesFolders {
      json.key("folder")
      json.string(folder.name)
    }
    json.key("number")
    json.number(number)
    json.key("id")
    json.string(
      try Self.stableID(
        of: number, in: folder.mailbox, header: header, envelope: envelope, content: withParts ? content : nil))
    json.key("flags")
    json.strings(Self.names(of: state))
    json.key("size")
    json.number(summary.size)
    json.key("lines")
    // As the size counts: without the From_ line.
    json.number(summary.lines - (summary.fromLineSize > 0 ? 1 : 0))
    json.key("envelope")
    Self.write(envelope, hasSubject: header.first(.subject) != nil, to: &json)
    if withParts {
      json.key("parts")
      write(partsOf: content, to: &json)
    }
    json.endObject()
    json.endLine()
    world.output.write(json.bytes)
  }

  private static func names(of state: MessageState) -> [String] {
    var names: [String] = []
    if state.isNew { names.append("new") }
    if state.isUnread { names.append("unread") }
    if state.contains(.read) { names.append("read") }
    if state.contains(.old) { names.append("old") }
    if state.contains(.answered) { names.append("answered") }
    if state.contains(.flagged) { names.append("flagged") }
    if state.contains(.draft) { names.append("draft") }
    if state.contains(.deleted) { names.append("deleted") }
    if state.contains(.saved) { names.append("saved") }
    if state.contains(.tagged) { names.append("tagged") }
    return names
  }

  /// What the list of an address field is called: `reply_to`.
  private static func member(_ name: HeaderFieldName) -> String {
    String(ASCIIName.lowered(name.canonical).map { $0 == "-" ? "_" : $0 })
  }

  private static func write(_ envelope: Envelope, hasSubject: Bool, to json: inout JSONWriter) {
    json.beginObject()
    json.key("subject")
    json.string(hasSubject ? envelope.subject : nil)
    json.key("date")
    json.string(envelope.date.map { DateFormat.rfc3339($0) })
    json.key("from")
    write(envelope.from, to: &json)
    json.key("to")
    write(envelope.to, to: &json)
    json.key("cc")
    write(envelope.cc, to: &json)
    json.key("bcc")
    write(envelope.bcc, to: &json)
    json.key("reply_to")
    write(envelope.replyTo, to: &json)
    json.key("sender")
    write(envelope.sender, to: &json)
    json.key("message_id")
    json.string(envelope.messageID?.text)
    json.key("in_reply_to")
    json.string(envelope.inReplyTo.first?.text)
    json.key("references")
    json.strings(envelope.references.map(\.text))
    if !envelope.cutFields.isEmpty {
      json.key("truncated")
      json.strings(envelope.cutFields.map(Self.member))
    }
    json.endObject()
  }

  private static func write(_ addresses: [Address], to json: inout JSONWriter) {
    json.beginList()
    for address in addresses {
      json.beginList()
      json.string(address.displayName)
      json.string(address.addrSpec)
      json.endList()
    }
    json.endList()
  }

  private func write(partsOf content: [UInt8], to json: inout JSONWriter) {
    let tree = PartTree(message: content, charsets: world.charsets)
    let reader = reader(of: content)
    json.beginList()
    for (index, part) in tree.parts.enumerated() {
      json.beginObject()
      json.key("path")
      json.string(tree.section(of: index))
      json.key("type")
      json.string(part.type)
      json.key("charset")
      json.string(part.charset)
      json.key("disposition")
      json.string(part.disposition)
      json.key("filename")
      json.string(part.fileName)
      json.key("encoding")
      json.string(part.encodingLabel)
      json.key("size")
      json.number(part.kind == .leaf ? reader.content(of: index).count : part.body.count)
      json.key("text")
      if let text = reader.text(of: index) { json.text(text) } else { json.null() }
      json.endObject()
    }
    json.endList()
  }
}
