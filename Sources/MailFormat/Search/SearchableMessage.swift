/// What the local matcher asks of a message; the costly answers are given only when they are asked for.
public protocol SearchableMessage {
  /// The header block.
  var header: HeaderBlock { get }
  /// The size in bytes, as the mailbox counts it.
  var size: Int { get }
  /// The message number, from 1.
  var number: Int { get }
  /// The server's unique identifier; nil for local mailboxes.
  var uid: Int? { get }
  /// When it was received: seconds since 1970.
  var receivedAt: Int64? { get }
  /// Whether it has the state.
  func has(_ state: SearchQuery.MessageStateKey) -> Bool
  /// Whether it has the keyword.
  func has(keyword: String) -> Bool
  /// Whether the decoded text of one of its text parts contains a text.
  func textHolds(_ needle: TextNeedle) -> Bool
}
