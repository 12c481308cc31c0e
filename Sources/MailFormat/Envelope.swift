/// What a listing and a reply need of a message: the decoded values of its main header fields.
public struct Envelope: Sendable, Equatable {
  /// The subject on one line, empty when there is none.
  public var subject: String
  /// The date, nil where there is none that can be read.
  public var date: MailDate?
  /// The authors.
  public var from: [Address]
  /// Who sent it for the authors.
  public var sender: [Address]
  /// Where answers go.
  public var replyTo: [Address]
  /// The first recipients.
  public var to: [Address]
  /// Who gets a copy.
  public var cc: [Address]
  /// Who gets a copy in secret.
  public var bcc: [Address]
  /// The identity of the message.
  public var messageID: MessageID?
  /// The messages it answers.
  public var inReplyTo: [MessageID]
  /// The thread it belongs to, oldest first.
  public var references: [MessageID]
  /// The address fields that name more people than their lists hold (`Limits.addresses`).
  public var cutFields: [HeaderFieldName] = []

  /// Reads all the fields of a header block.
  public init(_ header: HeaderBlock, using decoder: CharsetDecoder) {
    subject = header.subject(using: decoder) ?? ""
    date = header.date
    var cut: [HeaderFieldName] = []
    let addresses = { (name: HeaderFieldName) in
      let list = header.addressList(name, using: decoder)
      if list.isCut { cut.append(name) }
      return list.mailboxes
    }
    from = addresses(.from)
    sender = addresses(.sender)
    replyTo = addresses(.replyTo)
    to = addresses(.to)
    cc = addresses(.cc)
    bcc = addresses(.bcc)
    cutFields = cut
    messageID = header.messageID
    inReplyTo = header.messageIDs(.inReplyTo)
    references = header.messageIDs(.references)
  }
}

/// Single values of the envelope, each read when it is asked for: a listing asks for three of them.
extension HeaderBlock {
  /// The decoded subject with runs of blanks, as folding leaves them, shown as one; nil when there is no such field.
  public func subject(using decoder: CharsetDecoder) -> String? {
    guard let field = first(.subject) else { return nil }
    let text = EncodedWord.decode(bytes, in: field.value, using: decoder)
    return String(decoding: OneLine.withSingleBlanks(text), as: UTF8.self)
  }

  /// The moment of the Date field; nil when there is none or it cannot be read.
  public var date: MailDate? {
    if let field = first(.date), let date = MailDate.parse(bytes, in: field.value) { return date }
    for field in all(.date).dropFirst() {
      if let date = MailDate.parse(bytes, in: field.value) { return date }
    }
    return nil
  }

  /// The mailboxes of all fields of the name, groups opened.
  public func addresses(_ name: HeaderFieldName, using decoder: CharsetDecoder) -> [Address] {
    addressList(name, using: decoder).mailboxes
  }

  /// The mailboxes and groups of all fields of the name.
  public func addressList(_ name: HeaderFieldName, using decoder: CharsetDecoder) -> AddressList {
    var all = AddressList()
    var count = 0
    for field in self.all(name) where !all.isCut {
      let list = AddressParser.parse(bytes, in: field.value, using: decoder, limit: Limits.addresses - count)
      count += list.mailboxes.count
      all.items += list.items
      all.isCut = list.isCut
    }
    return all
  }

  /// Whether a mailbox of the fields of the name is one that is wanted, however many there are.
  public func containsAddress(
    _ name: HeaderFieldName, using decoder: CharsetDecoder, where isWanted: (Address) -> Bool
  ) -> Bool {
    all(name).contains { AddressParser.contains(bytes, in: $0.value, using: decoder, where: isWanted) }
  }

  /// The first mailbox of a field, as a listing shows it, without reading the others.
  public func firstAddress(_ name: HeaderFieldName, using decoder: CharsetDecoder) -> Address? {
    guard let field = first(name) else { return nil }
    return AddressParser.first(bytes, in: field.value, using: decoder)
  }

  /// The message's own identity.
  public var messageID: MessageID? {
    guard let field = first(.messageID) else { return nil }
    return MessageID.parse(bytes, in: field.value, allowsBare: true).first
  }

  /// The message-ids of the first field of the name.
  public func messageIDs(_ name: HeaderFieldName) -> [MessageID] {
    first(name).map { MessageID.parse(bytes, in: $0.value) } ?? []
  }
}
