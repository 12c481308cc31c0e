/// A question about the content of messages that a message list asks its mailbox.
public enum MessageMatch: Sendable, Equatable {
  /// The sender, as the summary shows it, contains the text; case does not matter.
  case sender([UInt8])
  /// The subject contains the text.
  case subject([UInt8])
  /// One of these header fields contains the text; an empty text asks whether the field is there.
  case header(names: [String], text: [UInt8])
  /// One of these header fields has an address that is or contains the text: `@~f@ann`.
  case addresses(names: [String], text: [UInt8])
  /// Any header field contains the text.
  case anyHeader([UInt8])
  /// The decoded text contains it.
  case body([UInt8])
  /// Any header field or the decoded text contains it.
  case text([UInt8])
  /// An IMAP SEARCH criterion with its parentheses, for the parser of `SearchQuery`.
  case criterion([UInt8])
  /// Received on or after this day, `since:2026-01` or `since:2026-01-15`.
  case since([UInt8])
  /// Received before this day.
  case before([UInt8])
  /// One of the above whose text is a regular expression: `@subject@^Re.*plan`.
  indirect case expression(MessageMatch)
}
