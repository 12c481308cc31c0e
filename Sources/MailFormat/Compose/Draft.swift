/// A message as it is meant: who, what, with which files.
///
/// `MessageBuilder` makes the bytes.
public struct Draft: Sendable {
  /// A field of the writer's own.
  public struct Field: Sendable, Equatable {
    /// The name without colon.
    public var name: String
    /// The value as plain text.
    public var value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Who wrote it.
  public var from: [Address]
  /// Who sent it, where that is someone else.
  public var sender: Address?
  /// Recipients.
  public var to: [Address]
  /// Recipients of copies.
  public var cc: [Address]
  /// Recipients that no one sees: they go to the envelope, never to the message.
  public var bcc: [Address]
  /// Where answers go.
  public var replyTo: [Address] = []
  /// Where answers to all go, for those who honour it (Mail-Followup-To).
  public var followupTo: [Address] = []
  /// The subject; nil for no field at all.
  public var subject: String?
  /// The message that this one answers.
  public var inReplyTo: [MessageID] = []
  /// The thread.
  public var references: [MessageID] = []
  /// Fields of the writer's own, in order; those that the builder writes itself are taken over from here.
  public var fields: [Field] = []
  /// What it says.
  public var body = DraftBody.empty
  /// The files that go with it.
  public var attachments: [Attachment] = []

  /// A draft of nothing yet, from and to those given.
  public init(
    from: [Address] = [], sender: Address? = nil, to: [Address] = [], cc: [Address] = [], bcc: [Address] = [],
    subject: String? = nil
  ) {
    self.from = from
    self.sender = sender
    self.to = to
    self.cc = cc
    self.bcc = bcc
    self.subject = subject
  }

  /// All who are to receive it, each once: those of To before Cc before Bcc.
  public var recipients: [Address] {
    var all: [Address] = []
    for address in to + cc + bcc where !all.contains(where: { $0.isSameMailbox(as: address) }) { all.append(address) }
    return all
  }
}
