/// A moment on the monotonic clock by which a wait must end.
public struct Deadline: Sendable, Comparable {
  /// Nanoseconds on the monotonic clock.
  public let nanoseconds: UInt64

  /// Makes a deadline from a reading of the monotonic clock.
  public init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// No deadline at all.
  public static let never = Deadline(nanoseconds: .max)

  /// Earlier deadlines are smaller.
  public static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }
}
