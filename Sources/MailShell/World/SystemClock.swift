public import MailSystem

/// The clocks of the machine; `SOURCE_DATE_EPOCH` stops the wall clock for reproducible runs.
public final class SystemClock: WorldClock {
  private let fixed: Int64?

  /// Uses the machine's clocks, or a fixed time of day.
  public init(fixed: Int64? = nil) { self.fixed = fixed }

  /// Seconds since 1970, UTC.
  public func now() -> Int64 { fixed ?? Clock.wallSeconds() }
  /// Seconds east of UTC in the local zone.
  public func offset(at seconds: Int64) -> Int { fixed == nil ? TimeZone.offset(at: seconds) : 0 }
  /// A deadline on the monotonic clock.
  public func deadline(after seconds: Int) -> Deadline { Deadline.after(seconds: seconds) }
}
