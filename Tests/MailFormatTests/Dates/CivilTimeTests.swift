import MailFormat
import Testing

@Suite struct CivilTimeTests {
  @Test func everyDayOfManyYearsGoesThereAndBack() {
    var days = CivilTime(year: 1896, month: 1, day: 1).daysSinceEpoch
    let end = CivilTime(year: 2110, month: 1, day: 1).daysSinceEpoch
    var wrong = 0
    while days < end {
      let time = CivilTime(secondsSinceEpoch: Int64(days) * 86_400 + 4000)
      if time.daysSinceEpoch != days || time.hour != 1 || time.minute != 6 || time.second != 40 { wrong += 1 }
      days += 1
    }
    #expect(wrong == 0)
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01", 4), (951_782_400, "2000-02-29", 2), (-2_177_452_800, "1901-01-01", 2),
    (253_402_300_799, "9999-12-31", 5), (4_102_444_800, "2100-01-01", 5),
  ])
  func knownDays(_ seconds: Int64, _ expected: String, _ weekday: Int) {
    let time = CivilTime(secondsSinceEpoch: seconds)
    #expect(DateFormat.rfc3339(MailDate(secondsSinceEpoch: seconds)).hasPrefix(expected))
    #expect(time.weekday == weekday)
  }

  @Test func extremesDoNotTrap() {
    for seconds in [Int64.min, Int64.min + 1, -1, Int64.max - 1, Int64.max] {
      for offset in [Int.min, -86_400, 0, 86_400, Int.max] {
        let time = CivilTime(secondsSinceEpoch: seconds, offsetSeconds: offset)
        #expect((1...9999).contains(time.year))
        _ = time.secondsSinceEpoch(offsetSeconds: offset)
        _ = time.weekday
        _ = DateFormat.rfc5322(seconds, offsetMinutes: max(-1440, min(1440, offset / 60)))
      }
    }
    let odd = CivilTime(year: .max, month: .min, day: .max, hour: .max, minute: .min, second: .max)
    #expect(odd.year == 9999 && odd.month == 1 && odd.day == 31 && odd.hour == 23 && odd.second == 60)
  }

  @Test func offsetsMoveTheDay() {
    let time = CivilTime(secondsSinceEpoch: 1800, offsetSeconds: -3600)
    #expect(time.year == 1969 && time.day == 31 && time.hour == 23 && time.minute == 30)
    #expect(time.secondsSinceEpoch(offsetSeconds: -3600) == 1800)
  }

  @Test func dayOfYear() {
    #expect(CivilTime(year: 2024, month: 12, day: 31).dayOfYear == 366)
    #expect(CivilTime(year: 2023, month: 1, day: 1).dayOfYear == 1)
  }
}
