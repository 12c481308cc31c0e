import MailFormat

/// A moment in the calendar of Greenwich, for `vexpr`.
struct CivilMoment {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// The moment of some seconds since 1970.
  init(_ seconds: Int64) {
    // The proleptic calendar by days since 0000-03-01, in eras of 400 years.
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let time = Int(seconds - days * 86_400)
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = time / 3600
    minute = time / 60 % 60
    second = time % 60
  }

  /// A number with at least two digits.
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// `2026-03-02T10:00:00Z`.
  var stamp: String { "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z" }
}
