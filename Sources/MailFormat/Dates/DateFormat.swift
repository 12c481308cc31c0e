/// Dates as text, always in English, as messages and mailboxes have them.
public enum DateFormat {
  /// `Mon, 6 Jan 2020 05:04:03 +0100` (RFC 5322 section 3.3).
  public static func rfc5322(_ secondsSinceEpoch: Int64, offsetMinutes: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(32)
    let time = CivilTime(secondsSinceEpoch: secondsSinceEpoch, offsetSeconds: offsetMinutes * 60)
    text += weekday(time.weekday)
    text += [44, 32]
    appendNumber(time.day, width: 1, pad: 48, to: &text)
    text.append(32)
    text += month(time.month)
    text.append(32)
    appendNumber(time.year, width: 4, pad: 48, to: &text)
    text.append(32)
    appendClock(time, to: &text)
    text.append(32)
    appendZone(offsetMinutes, to: &text)
    return text
  }

  /// `2020-01-06T05:04:03Z` (RFC 3339).
  public static func rfc3339(_ date: MailDate) -> String {
    let time = CivilTime(secondsSinceEpoch: date.secondsSinceEpoch)
    var text: [UInt8] = []
    text.reserveCapacity(20)
    appendNumber(time.year, width: 4, pad: 48, to: &text)
    text.append(45)
    appendNumber(time.month, width: 2, pad: 48, to: &text)
    text.append(45)
    appendNumber(time.day, width: 2, pad: 48, to: &text)
    text.append(84)
    appendClock(time, to: &text)
    text.append(90)
    return String(decoding: text, as: UTF8.self)
  }

  /// `Thu Jan  1 00:00:00 1970`, as the From_ line of an mbox has it (asctime).
  public static func fromLine(_ secondsSinceEpoch: Int64, offsetMinutes: Int = 0) -> [UInt8] {
    let time = CivilTime(secondsSinceEpoch: secondsSinceEpoch, offsetSeconds: offsetMinutes * 60)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    appendDay(time, to: &text)
    text.append(32)
    appendClock(time, to: &text)
    text.append(32)
    appendNumber(time.year, width: 4, pad: 48, to: &text)
    return text
  }

  /// `Thu Apr 30 14:57`, as the header summary shows it.
  public static func summary(_ secondsSinceEpoch: Int64, offsetMinutes: Int = 0) -> [UInt8] {
    let time = CivilTime(secondsSinceEpoch: secondsSinceEpoch, offsetSeconds: offsetMinutes * 60)
    var text: [UInt8] = []
    text.reserveCapacity(16)
    appendDay(time, to: &text)
    text.append(32)
    appendNumber(time.hour, width: 2, pad: 48, to: &text)
    text.append(58)
    appendNumber(time.minute, width: 2, pad: 48, to: &text)
    return text
  }

  /// `6-Jan-2020`, as IMAP SEARCH has it (RFC 9051 section 9, date-text).
  public static func imap(_ day: CivilTime) -> [UInt8] {
    var text: [UInt8] = []
    appendNumber(day.day, width: 1, pad: 48, to: &text)
    text.append(45)
    text += month(day.month)
    text.append(45)
    appendNumber(day.year, width: 4, pad: 48, to: &text)
    return text
  }

  /// `+0100`.
  public static func zone(_ offsetMinutes: Int) -> [UInt8] {
    var text: [UInt8] = []
    appendZone(offsetMinutes, to: &text)
    return text
  }

  // MARK: Pieces

  static func appendDay(_ time: CivilTime, to text: inout [UInt8]) {
    text += weekday(time.weekday)
    text.append(32)
    text += month(time.month)
    text.append(32)
    appendNumber(time.day, width: 2, pad: 32, to: &text)
  }

  static func appendClock(_ time: CivilTime, to text: inout [UInt8]) {
    appendNumber(time.hour, width: 2, pad: 48, to: &text)
    text.append(58)
    appendNumber(time.minute, width: 2, pad: 48, to: &text)
    text.append(58)
    appendNumber(time.second, width: 2, pad: 48, to: &text)
  }

  static func appendZone(_ offsetMinutes: Int, to text: inout [UInt8]) {
    let minutes = min(abs(min(max(offsetMinutes, -5999), 5999)), 5999)
    text.append(offsetMinutes < 0 ? 45 : 43)
    appendNumber(minutes / 60, width: 2, pad: 48, to: &text)
    appendNumber(minutes % 60, width: 2, pad: 48, to: &text)
  }

  static func appendNumber(_ value: Int, width: Int, pad: UInt8, to text: inout [UInt8]) {
    var digits: [UInt8] = []
    var rest = max(value, 0)
    repeat {
      digits.append(48 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    for _ in 0..<max(0, width - digits.count) { text.append(pad) }
    text += digits.reversed()
  }

  static func weekday(_ index: Int) -> ArraySlice<UInt8> {
    let start = min(max(index, 0), 6) * 3
    return weekdays[start..<start + 3]
  }

  static func month(_ number: Int) -> ArraySlice<UInt8> {
    let start = (min(max(number, 1), 12) - 1) * 3
    return months[start..<start + 3]
  }

  private static let weekdays = Array("SunMonTueWedThuFriSat".utf8)
  private static let months = Array("JanFebMarAprMayJunJulAugSepOctNovDec".utf8)
}
