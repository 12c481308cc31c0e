/// The status of a message as the mailbox keeps it.
public struct MessageFlags: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8
  /// Takes the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `R` in Status: read.
  public static let read = MessageFlags(rawValue: 1 << 0)
  /// `O` in Status: seen by an earlier session; a message without it is new.
  public static let old = MessageFlags(rawValue: 1 << 1)
  /// `A` in X-Status: answered.
  public static let answered = MessageFlags(rawValue: 1 << 2)
  /// `F` in X-Status: flagged.
  public static let flagged = MessageFlags(rawValue: 1 << 3)
  /// `T` in X-Status: a draft.
  public static let draft = MessageFlags(rawValue: 1 << 4)
  /// `D` in X-Status: marked as deleted by another program.
  public static let deleted = MessageFlags(rawValue: 1 << 5)
}
