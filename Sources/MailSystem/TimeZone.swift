import Glibc

/// The local time zone, read from the system when it is first asked for.
public enum TimeZone {
  /// Read once: tzset(3) asks for the file of the zone each time.
  private static let isKnown: Void = tzset()

  /// Seconds east of UTC of local time at a moment; 0 where the system cannot tell.
  public static func offset(at epoch: Int64) -> Int {
    var time = time_t(epoch)
    var broken = unsafe tm()
    _ = isKnown
    guard unsafe localtime_r(&time, &broken) != nil else { return 0 }
    return unsafe Int(broken.tm_gmtoff)
  }
}
