/// The folder that is open, and what was done to its messages in this session.
public struct OpenFolder {
  /// The name as the banner shows it.
  public var name: String
  /// Whether it is the user's system mailbox, from which read messages move to mbox.
  public var isSystem: Bool
  /// Whether nothing may be changed.
  public var isReadOnly: Bool
  /// What was done to each message; message N at index N - 1.
  public var states: [MessageState]
  /// The current message, from 1; 0 in an empty folder.
  public var dot: Int
  /// The message that was current before, for `;`.
  public var previousDot: Int
  /// The messages of the last list, for the backquote.
  public var previousList: [Int] = []

  /// How many messages there are.
  public var count: Int { states.count }
}
