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

  /// Reads the days that a text names: one day, a month as `2020-01`, a year as `2020`, `today` or `yesterday`.
  public static func span(_ bytes: [UInt8], today: CivilDay?) -> Range<CivilDay>? {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if let today, text == "today" { return today..<today.following }
    if let today, text == "yesterday" { return CivilDay(daysSinceEpoch: today.daysSinceEpoch - 1)..<today }
    if let month = month(text) {
      let first = CivilDay(year: month.year, month: month.number ?? 1, day: 1)
      let next = month.number.map { $0 < 12 ? (month.year, $0 + 1) : (month.year + 1, 1) } ?? (month.year + 1, 1)
      guard let first, let end = CivilDay(year: next.0, month: next.1, day: 1) else { return nil }
      return first..<end
    }
    return parse(bytes).map { $0..<$0.following }
  }

  /// `2020-01`, or a year alone.
  private static func month(_ text: String) -> (year: Int, number: Int?)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ $0 &- 48 < 10 }),
      let year = Int(parts[0])
    else { return nil }
    guard parts.count == 2 else { return (year, nil) }
    guard (1...2).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return Int(parts[1]).map { (year, $0) }
  }

  /// The day after.
  private var following: CivilDay { CivilDay(daysSinceEpoch: daysSinceEpoch + 1) }

  /// Reads `6-Jan-2020`, `2020-01-06`, `1/6/2020` and what else names a day.
  public static func parse(_ bytes: [UInt8]) -> CivilDay? {
    MailDate.parse(bytes).map { CivilDay($0.civil) }
  }
}
