/// What Status and X-Status say of a message.
public struct MessageStatus: OptionSet, Sendable, Hashable {
  /// The bits, as the index of a mailbox keeps them.
  public let rawValue: UInt8
  /// Takes the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `R` in Status: read.
  public static let read = MessageStatus(rawValue: 1 << 0)
  /// `O` in Status: seen by an earlier session; a message without it is new.
  public static let old = MessageStatus(rawValue: 1 << 1)
  /// `A` in X-Status: answered.
  public static let answered = MessageStatus(rawValue: 1 << 2)
  /// `F` in X-Status: flagged.
  public static let flagged = MessageStatus(rawValue: 1 << 3)
  /// `T` in X-Status: a draft.
  public static let draft = MessageStatus(rawValue: 1 << 4)
  /// `D` in X-Status: marked as deleted by another program.
  public static let deleted = MessageStatus(rawValue: 1 << 5)
}
