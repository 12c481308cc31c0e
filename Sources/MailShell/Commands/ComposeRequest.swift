/// What a compose command of the reader asks the composer to begin with.
public struct ComposeRequest: Sendable {
  /// Whom the message is for and what it is made of.
  public enum Kind: Sendable, Equatable {
    /// A new message to these addresses, as typed.
    case new(to: [String])
    /// An answer to these messages; to everybody, or to the author alone.
    case reply(toAll: Bool)
    /// An answer to the mailing list.
    case replyToList
    /// The message passed on inline or attached, as `forward-as-attachment` says.
    case forward(to: [String])
    /// The message sent again as it is, with `Resent-` fields or without.
    case resend(to: [String], withResentFields: Bool)
  }

  /// What is composed.
  public var kind: Kind
  /// The messages concerned, in order; empty for a new one.
  public var messages: [Int]
  /// Whether the copy goes to a file named after the first recipient or author, as Followup and Mail do.
  public var recordsByName: Bool

  /// Whether whoever asked has named the recipients, and no message does.
  var namesRecipients: Bool {
    switch kind {
    case .new, .forward: true
    case .reply, .replyToList, .resend: false
    }
  }

  /// Makes a request from its parts.
  public init(_ kind: Kind, messages: [Int] = [], recordsByName: Bool = false) {
    self.kind = kind
    self.messages = messages
    self.recordsByName = recordsByName
  }
}
