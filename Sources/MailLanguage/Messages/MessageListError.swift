public import MailBytes

/// A message list names nothing, or nothing that is there.
public enum MessageListError: MailError {
  /// A number beyond the mailbox, or zero.
  case invalidNumber(String)
  /// A deleted message, where only others make sense.
  case inappropriate(Int)
  /// `+` behind the last message.
  case beyondEnd
  /// `-` before the first message.
  case beforeStart
  /// No message in the mailbox fits the command or its list.
  case noneApplicable
  /// No message satisfies `:x`.
  case noneOfClass(String)
  /// No message matches the search.
  case noMatch(String)
  /// An unknown letter behind a colon.
  case unknownClass(String)
  /// No message has a field of the name, which differs little from a name that there is.
  case unknownField(String, nearest: String)
  /// A backquote without a previous list.
  case noFormerList
  /// `;`, `,` or `&` without such a message.
  case noSuchMessage(String)
  /// The list does not read as one.
  case syntax(String)
  /// The mailbox could not be searched.
  case mailbox(any MailError)

  /// The classic words, for scripts know them.
  public var summary: String {
    switch self {
    case .invalidNumber(let text): "\(text): Invalid message number"
    case .inappropriate(let number): "\(number): Inappropriate message"
    case .beyondEnd: "Referencing beyond EOF"
    case .beforeStart: "Referencing before 1"
    case .noneApplicable: "No applicable messages"
    case .noneOfClass(let text): "No messages satisfy \(text)"
    case .noMatch(let text): "No applicable messages from {\(text)}"
    case .unknownClass(let text): "\(text): Unknown colon modifier"
    case .unknownField(let name, _): "\(name): unknown field; no message has one of that name"
    case .noFormerList: "No previously marked messages"
    case .noSuchMessage(let text): "\(text): No such message"
    case .syntax(let text): text
    case .mailbox(let error): error.summary
    }
  }

  /// What letters there are, or what the mailbox advises.
  public var hint: String? {
    switch self {
    case .unknownClass: "The classes are :n new, :o old, :r read, :u unread, :d deleted, :f flagged, :a answered."
    case .unknownField(_, let nearest): "Did you mean \(nearest)?"
    case .mailbox(let error): error.hint
    default: nil
    }
  }

  /// What lies below a failed search.
  public var cause: (any MailError)? {
    if case .mailbox(let error) = self { error.cause } else { nil }
  }
}

extension MessageListError {
  /// Whether it tells that nothing fits, as opposed to a list that makes no sense or a mailbox that could not be asked.
  public var isAnswer: Bool {
    switch self {
    case .unknownClass, .unknownField, .syntax, .mailbox: false
    default: true
    }
  }
}

extension MessageListError: Equatable {
  /// Whether two errors say the same.
  public static func == (left: MessageListError, right: MessageListError) -> Bool { left.summary == right.summary }
}
