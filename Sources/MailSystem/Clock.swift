import Glibc

/// The system's clocks.
public enum Clock {
  /// Seconds since 1970, as mail dates count them.
  public static func wallSeconds() -> Int64 { Int64(reading(CLOCK_REALTIME).tv_sec) }

  /// Nanoseconds since 1970.
  public static func wallNanoseconds() -> Int64 {
    let time = reading(CLOCK_REALTIME)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// Nanoseconds on the clock that never jumps.
  public static func monotonicNanoseconds() -> UInt64 {
    let time = reading(CLOCK_MONOTONIC)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Waits; a signal ends the wait early.
  public static func sleep(milliseconds: Int) {
    guard milliseconds > 0 else { return }
    _ = poll(nil, 0, Int32(clamping: milliseconds))
  }

  private static func reading(_ clock: clockid_t) -> timespec {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time
  }
}
