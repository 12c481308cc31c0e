/// What a commit did.
public struct CommitReport: Sendable, Equatable {
  /// How many messages the mailbox holds now, without the arrivals.
  public var held = 0
  /// How many were moved to the secondary mailbox.
  public var moved = 0
  /// How many were removed, not counting the moved.
  public var dropped = 0
  /// How many were only marked differently.
  public var restated = 0
  /// How many arrived since the mailbox was opened or refreshed, and were kept.
  public var arrived = 0
  /// How many are not there as they were read: another program has changed or removed them, and they stay as it left
  /// them.
  public var missed = 0
  /// Whether the file was written at all.
  public var isChanged = false
  /// Whether the file was removed because it was empty.
  public var isRemoved = false
  /// What the secondary mailbox took, when anything was moved.
  public var secondary: AppendReceipt?

  /// A report of nothing.
  public init() {}
}
