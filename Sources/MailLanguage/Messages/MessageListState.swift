/// What message lists ask about a message.
public struct MessageListState: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt32
  /// Makes a state from its bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Arrived since the mailbox was last read, and not read.
  public static let new = MessageListState(rawValue: 1)
  /// Was read, in this session or before.
  public static let read = MessageListState(rawValue: 2)
  /// Was in the mailbox before this session (`O` in Status).
  public static let old = MessageListState(rawValue: 4)
  /// Marked to go.
  public static let deleted = MessageListState(rawValue: 8)
  /// Flagged.
  public static let flagged = MessageListState(rawValue: 16)
  /// Answered.
  public static let answered = MessageListState(rawValue: 32)
  /// A draft.
  public static let draft = MessageListState(rawValue: 64)
  /// Saved in this session.
  public static let saved = MessageListState(rawValue: 128)
  /// Tagged with `tag`.
  public static let tagged = MessageListState(rawValue: 256)
  /// Classified as spam.
  public static let spam = MessageListState(rawValue: 512)
  /// The spam filter is not sure.
  public static let unsure = MessageListState(rawValue: 1024)
  /// Hidden by `kill`.
  public static let killed = MessageListState(rawValue: 2048)
  /// Sent to a known mailing list.
  public static let list = MessageListState(rawValue: 4096)
  /// Sent to a subscribed mailing list.
  public static let subscribedList = MessageListState(rawValue: 8192)
  /// Removed by another program: in no list, and in no class.
  public static let gone = MessageListState(rawValue: 16384)
}
