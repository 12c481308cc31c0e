/// A strftime(3) format in the C locale, for `datefield` and attribution lines.
public enum DatePattern {
  /// Writes a moment by the pattern; unknown conversions stay as they are written.
  public static func format(_ pattern: [UInt8], _ secondsSinceEpoch: Int64, offsetMinutes: Int) -> [UInt8] {
    let time = CivilTime(secondsSinceEpoch: secondsSinceEpoch, offsetSeconds: offsetMinutes * 60)
    var text: [UInt8] = []
    var position = 0
    while position < pattern.count {
      let byte = pattern[position]
      position += 1
      guard byte == 37, position < pattern.count else {
        text.append(byte)
        continue
      }
      var conversion = pattern[position]
      position += 1
      // %-d, %_d, %Ey, %Od: the modifiers change padding or nothing.
      var pad: UInt8?
      while conversion == 45 || conversion == 95 || conversion == 48 || conversion == 69 || conversion == 79,
        position < pattern.count
      {
        if conversion == 45 { pad = 0 } else if conversion == 95 { pad = 32 } else if conversion == 48 { pad = 48 }
        conversion = pattern[position]
        position += 1
      }
      append(conversion, time, secondsSinceEpoch, offsetMinutes, pad: pad, to: &text)
    }
    return text
  }

  private static func append(
    _ conversion: UInt8, _ time: CivilTime, _ seconds: Int64, _ offset: Int, pad: UInt8?, to text: inout [UInt8]
  ) {
    func number(_ value: Int, _ width: Int, _ usual: UInt8 = 48) {
      let pad = pad ?? usual
      DateFormat.appendNumber(value, width: pad == 0 ? 1 : width, pad: pad == 0 ? 48 : pad, to: &text)
    }
    func all(_ patterns: StaticString) {
      for byte in patterns.description.utf8 {
        if (byte | 0x20) &- 97 < 26 {
          append(byte, time, seconds, offset, pad: nil, to: &text)
        } else {
          text.append(byte)
        }
      }
    }
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch conversion {
    case 97: text += DateFormat.weekday(time.weekday)  // a
    case 65: text += weekdayName(time.weekday).utf8  // A
    case 98, 104: text += DateFormat.month(time.month)  // b, h
    case 66: text += monthName(time.month).utf8  // B
    case 67: number(time.year / 100, 2)  // C
    case 100: number(time.day, 2)  // d
    case 101: number(time.day, 2, 32)  // e
    case 70: all("Y-m-d")  // F
    case 68: all("m/d/y")  // D
    case 72: number(time.hour, 2)  // H
    case 107: number(time.hour, 2, 32)  // k
    case 73: number(hour12, 2)  // I
    case 108: number(hour12, 2, 32)  // l
    case 106: number(time.dayOfYear, 3)  // j
    case 109: number(time.month, 2)  // m
    case 77: number(time.minute, 2)  // M
    case 112: text += (time.hour < 12 ? "AM" : "PM").utf8  // p
    case 80: text += (time.hour < 12 ? "am" : "pm").utf8  // P
    case 82: all("H:M")  // R
    case 84, 88: all("H:M:S")  // T, X
    case 114:  // r
      all("I:M:S ")
      text += (time.hour < 12 ? "AM" : "PM").utf8
    case 83: number(time.second, 2)  // S
    case 115: text += String(seconds).utf8  // s
    case 117: number(time.weekday == 0 ? 7 : time.weekday, 1)  // u
    case 119: number(time.weekday, 1)  // w
    case 85: number((time.dayOfYear + 6 - time.weekday) / 7, 2)  // U
    case 87: number((time.dayOfYear + 6 - (time.weekday + 6) % 7) / 7, 2)  // W
    case 86: number(isoWeek(time).week, 2)  // V
    case 71: number(isoWeek(time).year, 4)  // G
    case 103: number(isoWeek(time).year % 100, 2)  // g
    case 120: all("m/d/y")  // x
    case 99:  // c
      all("a b e H:M:S Y")
    case 121: number(time.year % 100, 2)  // y
    case 89: number(time.year, 4)  // Y
    case 122: DateFormat.appendZone(offset, to: &text)  // z
    case 90: if offset == 0 { text += "UTC".utf8 } else { DateFormat.appendZone(offset, to: &text) }  // Z
    case 110: text.append(10)  // n
    case 116: text.append(9)  // t
    case 37: text.append(37)
    default: text += [37, conversion]
    }
  }

  /// The week of ISO 8601 and the year it belongs to.
  private static func isoWeek(_ time: CivilTime) -> (week: Int, year: Int) {
    let monday = (time.weekday + 6) % 7
    let week = (time.dayOfYear - 1 - monday + 10) / 7
    if week < 1 {
      let last = CivilTime(year: time.year - 1, month: 12, day: 31)
      return (isoWeek(last).week, time.year - 1)
    }
    if week == 53 {
      let first = CivilTime(year: time.year + 1, month: 1, day: 1)
      if (1...4).contains(first.weekday) { return (1, time.year + 1) }
    }
    return (week, time.year)
  }

  private static func weekdayName(_ index: Int) -> String {
    switch index {
    case 0: "Sunday"
    case 1: "Monday"
    case 2: "Tuesday"
    case 3: "Wednesday"
    case 4: "Thursday"
    case 5: "Friday"
    default: "Saturday"
    }
  }

  private static func monthName(_ number: Int) -> String {
    switch number {
    case 1: "January"
    case 2: "February"
    case 3: "March"
    case 4: "April"
    case 5: "May"
    case 6: "June"
    case 7: "July"
    case 8: "August"
    case 9: "September"
    case 10: "October"
    case 11: "November"
    default: "December"
    }
  }
}
