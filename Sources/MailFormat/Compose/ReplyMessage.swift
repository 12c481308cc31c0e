/// What an answer needs to know of the message it answers.
public struct ReplyMessage: Sendable {
  /// Who wrote it.
  public var from: [Address] = []
  /// Who sent it.
  public var sender: [Address] = []
  /// Where answers go.
  public var replyTo: [Address] = []
  /// Recipients.
  public var to: [Address] = []
  /// Recipients of copies.
  public var cc: [Address] = []
  /// Where answers to all go (Mail-Followup-To).
  public var followupTo: [Address] = []
  /// Where the list takes posts (List-Post).
  public var listPost: [Address] = []
  /// The address fields that name more people than the lists hold.
  public var cutFields: [HeaderFieldName] = []
  /// The envelope sender, for messages without From.
  public var envelopeSender: Address?
  /// The subject, decoded.
  public var subject = ""
  /// Its identifier.
  public var messageID: MessageID?
  /// What it answers.
  public var inReplyTo: [MessageID] = []
  /// Its thread.
  public var references: [MessageID] = []

  /// A message without anything.
  public init() {}

  /// Takes over what an envelope holds.
  public init(_ envelope: Envelope) {
    from = envelope.from
    sender = envelope.sender
    replyTo = envelope.replyTo
    to = envelope.to
    cc = envelope.cc
    cutFields = envelope.cutFields
    subject = envelope.subject
    messageID = envelope.messageID
    inReplyTo = envelope.inReplyTo
    references = envelope.references
  }
}
