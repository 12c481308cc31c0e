/// A day of the calendar, of no zone in particular.
public struct CivilDay: Sendable, Hashable, Comparable {
  /// The days since 1970-01-01.
  public let daysSinceEpoch: Int

  /// Takes a day counted from 1970-01-01.
  public init(daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

  /// The day of a civil time.
  public init(_ time: CivilTime) { daysSinceEpoch = time.daysSinceEpoch }

  /// A year, month and day; nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilTime.days(inMonth: month, of: year)
    else { return nil }
    self.init(CivilTime(year: year, month: month, day: day))
  }

  /// The day's date.
  public var civil: CivilTime { CivilTime(secondsSinceEpoch: Int64(clamping: daysSinceEpoch) &* 86_400) }

  /// Earlier days come first.
  public static func < (left: CivilDay, right: CivilDay) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

  /// Reads `6-Jan-2020`, `2020-01-06`, `2020-01` (its first day), `1/6/2020` and what else names a day.
  public static func parse(_ bytes: [UInt8]) -> CivilDay? {
    if bytes.count == 7, bytes[4] == 45 {
      return MailDate.parse(bytes + [45, 48, 49]).map { CivilDay($0.civil) }
    }
    return MailDate.parse(bytes).map { CivilDay($0.civil) }
  }
}
