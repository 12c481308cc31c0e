import Glibc

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

  /// The present moment.
  public static var now: Deadline { Deadline(nanoseconds: Clock.monotonicNanoseconds()) }

  /// A moment so many seconds from now; never for a negative number.
  public static func after(seconds: Int) -> Deadline {
    seconds < 0 || seconds > 1 << 32
      ? .never : Deadline(nanoseconds: Clock.monotonicNanoseconds() + UInt64(seconds) * 1_000_000_000)
  }

  /// A moment so many milliseconds from now.
  public static func after(milliseconds: Int) -> Deadline {
    Deadline(nanoseconds: Clock.monotonicNanoseconds() + UInt64(max(0, milliseconds)) * 1_000_000)
  }

  /// Whether the moment is over.
  public var hasPassed: Bool { nanoseconds != .max && Clock.monotonicNanoseconds() >= nanoseconds }

  /// What poll(2) takes: milliseconds left, rounded up, -1 for never.
  public var pollTimeout: Int32 {
    guard nanoseconds != .max else { return -1 }
    let now = Clock.monotonicNanoseconds()
    guard now < nanoseconds else { return 0 }
    return Int32(min((nanoseconds - now + 999_999) / 1_000_000, UInt64(Int32.max)))
  }
}
