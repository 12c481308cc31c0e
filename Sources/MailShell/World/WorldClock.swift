public import MailSystem

/// The time of day and the time that passes.
public protocol WorldClock: AnyObject {
  /// Seconds since 1970, UTC.
  func now() -> Int64
  /// Seconds east of UTC in the local zone at that moment.
  func offset(at seconds: Int64) -> Int
  /// A deadline so many seconds from now on the monotonic clock.
  func deadline(after seconds: Int) -> Deadline
}
