/// A moment that does not pass, for dates in goldens.
public struct FixedClock: Sendable {
  /// Seconds since 1970.
  public var seconds: Int64
  /// Seconds east of UTC.
  public var offset: Int

  /// Mon, 2 Mar 2026 10:00:00 +0000 unless told otherwise.
  public init(seconds: Int64 = 1_772_445_600, offset: Int = 0) {
    self.seconds = seconds
    self.offset = offset
  }
}
