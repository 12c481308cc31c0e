/// How long a lock is waited for, and when a dot lock counts as left behind.
public struct LockPolicy: Sendable {
  /// Until when a lock is waited for.
  public var deadline: Deadline
  /// Seconds after which a dot lock whose owner cannot be told is taken for stale.
  public var staleAfter: Int
  /// Whether a dot lock is made where the folder allows it.
  public var usesDotLock: Bool

  /// Seconds after which neither scripts nor people expect that the lock will go soon.
  public static var usualWait: Int { 5 }

  /// Waits so many seconds; a dot lock of unknown owner is stale after five minutes.
  public init(waiting seconds: Int = LockPolicy.usualWait, staleAfter: Int = 300, usesDotLock: Bool = true) {
    deadline = .after(seconds: seconds)
    self.staleAfter = staleAfter
    self.usesDotLock = usesDotLock
  }
}
