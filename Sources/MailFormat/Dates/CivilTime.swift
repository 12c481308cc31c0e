/// A date and time of day of the Gregorian calendar at some offset from UTC; years 1 to 9999.
public struct CivilTime: Sendable, Hashable {
  /// The year, 1 to 9999.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, 1 to 31.
  public var day: Int
  /// The hour, 0 to 23.
  public var hour: Int
  /// The minute, 0 to 59.
  public var minute: Int
  /// The second, 0 to 60: a leap second is kept as it is given.
  public var second: Int

  /// Makes a time from its parts, each brought into its range.
  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = min(max(year, 1), 9999)
    self.month = min(max(month, 1), 12)
    self.day = min(max(day, 1), CivilTime.days(inMonth: self.month, of: self.year))
    self.hour = min(max(hour, 0), 23)
    self.minute = min(max(minute, 0), 59)
    self.second = min(max(second, 0), 60)
  }

  /// The civil time of a moment at an offset from UTC; moments outside the years 1 to 9999 are brought to their ends.
  public init(secondsSinceEpoch seconds: Int64, offsetSeconds: Int = 0) {
    let offset = Int64(min(max(offsetSeconds, -86_400), 86_400))
    let moment = min(max(seconds, CivilTime.earliest), CivilTime.latest) + offset
    let local = min(max(moment, CivilTime.earliest), CivilTime.latest)
    var days = local / 86_400
    var rest = local % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    (year, month, day) = CivilTime.civil(fromDays: Int(days))
    hour = Int(rest / 3600)
    minute = Int(rest / 60 % 60)
    second = Int(rest % 60)
  }

  /// The seconds since 1970-01-01T00:00:00Z of this time at an offset from UTC.
  public func secondsSinceEpoch(offsetSeconds: Int = 0) -> Int64 {
    let offset = min(max(offsetSeconds, -86_400), 86_400)
    return Int64(daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
  }

  /// The days since 1970-01-01.
  public var daysSinceEpoch: Int { CivilTime.days(year: year, month: month, day: day) }

  /// The day of the week, 0 for Sunday.
  public var weekday: Int {
    let day = (daysSinceEpoch + 4) % 7
    return day < 0 ? day + 7 : day
  }

  /// The day of the year, 1 to 366.
  public var dayOfYear: Int { daysSinceEpoch - CivilTime.days(year: year, month: 1, day: 1) + 1 }

  /// How many days a month has.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29th of February.
  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static let earliest: Int64 = -62_135_596_800
  static let latest: Int64 = 253_402_300_799

  /// Days since 1970-01-01 in the proleptic calendar, counted in eras of 400 years that start in March.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }
}
