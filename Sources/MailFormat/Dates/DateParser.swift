/// Reads dates by what their words are, not by where they stand.
///
/// RFC 5322 with its obsolete zones, years and comments; asctime; ISO 8601; what mail programs of forty years wrote
/// instead. A wrong weekday is passed over, a missing zone is UTC, a missing time is midnight.
struct DateParser {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var hour: Int?
  private var minute = 0
  private var second = 0
  private var isAfternoon: Bool?
  private var zone: Int?
  private var hasZone = false
  /// Numbers that may be day or year, in order, with their number of digits.
  private var numbers: [(value: Int, digits: Int)] = []
  /// A date is short; what comes after this many words is not looked at.
  private var wordsLeft = 32

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func parse() -> MailDate? {
    while wordsLeft > 0 {
      position = CommentSkipper.skip(bytes, from: position, to: end)
      guard position < end else { break }
      wordsLeft -= 1
      let byte = bytes[position]
      if Self.isDigit(byte) {
        readNumber()
      } else if Self.isLetter(byte) {
        readWord()
      } else if byte == 43 || byte == 45 || byte == 0xE2 {
        readSign()
      } else {
        position += 1
      }
    }
    return assemble()
  }

  // MARK: Words

  private mutating func readWord() {
    let start = position
    while position < end, Self.isLetter(bytes[position]) { position += 1 }
    let word = start..<position
    if let value = DateWords.month(bytes, in: word) {
      if month == nil { month = value }
    } else if DateWords.isWeekday(bytes, in: word) {
      return
    } else if word.count == 2, hour != nil, let afternoon = DateWords.isAfternoon(bytes, in: word) {
      isAfternoon = afternoon
    } else if hour != nil || day != nil, let minutes = DateWords.zone(bytes, in: word), !hasZone {
      // `GMT+0200` means +0200, `GMT` alone means what it says.
      zone = minutes
      hasZone = minutes != 0 || word.count == 1
      if word.count > 1, minutes == 0 { zone = 0 }
    }
  }

  // MARK: Numbers

  /// Reads up to nine digits; longer numbers are junk and read as a large one.
  private mutating func digits() -> (value: Int, digits: Int) {
    var value = 0
    var count = 0
    while position < end, Self.isDigit(bytes[position]) {
      if count < 9 { value = value * 10 + Int(bytes[position] - 48) }
      count += 1
      position += 1
    }
    return (value, count)
  }

  private mutating func readNumber() {
    let first = digits()
    // The digits of 20250114T083000Z.
    if first.digits == 8, year == nil, month == nil, first.value >= 1900_01_01 {
      year = first.value / 10_000
      month = first.value / 100 % 100
      day = first.value % 100
      readCompactTime()
      return
    }
    let afterNumber = position
    let separator = nextSeparator()
    switch separator {
    case 58 where hour == nil || first.value > 31:
      if hour == nil, first.digits <= 2 {
        readTime(hour: first.value)
        return
      }
    case 45 where first.digits == 4 && month == nil:
      if readISODate(year: first.value) { return }
    case 47 where month == nil:
      if readSlashDate(first) { return }
    case 46 where hour == nil && first.digits <= 2:
      if readDotted(first) { return }
    default: break
    }
    position = afterNumber
    if first.digits <= 6 { numbers.append(first) }
  }

  /// Passes blanks and comments before a `:` and tells which separator comes.
  private mutating func nextSeparator() -> UInt8 {
    guard position < end else { return 0 }
    let byte = bytes[position]
    if byte == 58 || byte == 45 || byte == 47 || byte == 46 { return byte }
    let after = CommentSkipper.skip(bytes, from: position, to: end)
    if after < end, bytes[after] == 58 {
      position = after
      return 58
    }
    return 0
  }

  private mutating func readTime(hour value: Int) {
    hour = value
    position += 1
    position = CommentSkipper.skip(bytes, from: position, to: end)
    minute = digits().value
    guard nextSeparator() == 58 else {
      skipFraction()
      return
    }
    position += 1
    position = CommentSkipper.skip(bytes, from: position, to: end)
    second = digits().value
    skipFraction()
  }

  private mutating func skipFraction() {
    if position + 1 < end, bytes[position] == 46 || bytes[position] == 44, Self.isDigit(bytes[position + 1]) {
      position += 1
      _ = digits()
    }
  }

  private mutating func readCompactTime() {
    guard position < end, bytes[position] | 0x20 == 116 else { return }
    position += 1
    let time = digits()
    if time.digits == 6 {
      hour = time.value / 10_000
      minute = time.value / 100 % 100
      second = time.value % 100
    } else if time.digits == 4 {
      hour = time.value / 100
      minute = time.value % 100
    } else if time.digits == 2 {
      if position < end, bytes[position] == 58 { readTime(hour: time.value) } else { hour = time.value }
    }
  }

  /// `2025-01-14`, then perhaps `T` and the time; the offset stands behind it.
  private mutating func readISODate(year value: Int) -> Bool {
    let start = position
    position += 1
    let monthDigits = digits()
    guard monthDigits.digits > 0, monthDigits.digits <= 2, position < end, bytes[position] == 45,
      (1...12).contains(monthDigits.value)
    else {
      position = start
      return false
    }
    position += 1
    let dayDigits = digits()
    guard (1...2).contains(dayDigits.digits) else {
      position = start
      return false
    }
    year = value
    month = monthDigits.value
    day = dayDigits.value
    if position < end, bytes[position] | 0x20 == 116 { position += 1 }
    return true
  }

  /// `1/14/2025` as in America, `14/1/2025` where that is the only way, `2025/1/14`.
  private mutating func readSlashDate(_ first: (value: Int, digits: Int)) -> Bool {
    let start = position
    position += 1
    let next = digits()
    guard (1...2).contains(next.digits), position < end, bytes[position] == 47 else {
      position = start
      return false
    }
    position += 1
    let last = digits()
    guard last.digits > 0, last.digits <= 4 else {
      position = start
      return false
    }
    if first.digits == 4 {
      (year, month, day) = (first.value, next.value, last.value)
    } else if first.value > 12 {
      (day, month, year) = (first.value, next.value, Self.fullYear(last))
    } else {
      (month, day, year) = (first.value, next.value, Self.fullYear(last))
    }
    return true
  }

  /// `14.01.2025`, or the time `08.30.00` behind a known date.
  private mutating func readDotted(_ first: (value: Int, digits: Int)) -> Bool {
    let start = position
    position += 1
    let next = digits()
    guard (1...2).contains(next.digits) else {
      position = start
      return false
    }
    var last: (value: Int, digits: Int)?
    if position < end, bytes[position] == 46 {
      position += 1
      last = digits()
    }
    if month == nil, let last, last.digits == 4 || last.digits == 2 {
      (day, month, year) = (first.value, next.value, Self.fullYear(last))
      return true
    }
    guard month != nil, first.value < 25, next.digits == 2, next.value < 60 else {
      position = start
      return false
    }
    hour = first.value
    minute = next.value
    if let last, last.digits == 2 { second = last.value }
    return true
  }

  // MARK: Zone

  /// `+0100`, `-05:00`, `+1`, behind a time; elsewhere a hyphen between words of a date.
  private mutating func readSign() {
    let isMinus = bytes[position] != 43
    if bytes[position] == 0xE2 {
      // U+2212, the minus sign of typographers.
      guard position + 2 < end, bytes[position + 1] == 0x88, bytes[position + 2] == 0x92 else {
        position += 1
        return
      }
      position += 2
    }
    position += 1
    guard hour != nil || !isMinus, !hasZone, position < end, Self.isDigit(bytes[position]) else { return }
    let number = digits()
    var minutes: Int
    if number.digits <= 2 {
      minutes = number.value * 60
      if position + 2 < end, bytes[position] == 58, Self.isDigit(bytes[position + 1]) {
        position += 1
        minutes += digits().value % 60
      }
    } else {
      minutes = number.value / 100 % 100 * 60 + number.value % 100
    }
    if number.digits > 4 || minutes > 24 * 60 { minutes = 0 }
    hasZone = true
    zone = minutes == 0 && isMinus ? nil : (isMinus ? -minutes : minutes)
  }

  // MARK: The result

  private mutating func assemble() -> MailDate? {
    for number in numbers {
      if day == nil, number.digits <= 2, (1...31).contains(number.value) {
        day = number.value
      } else if year == nil, number.digits >= 2, number.digits <= 4 {
        year = Self.fullYear(number)
      }
    }
    // Year before the day: `1997 Nov 21`.
    guard let month, let day, let year, (1...12).contains(month), (1...9999).contains(year), day >= 1,
      day <= CivilTime.days(inMonth: month, of: year)
    else { return nil }
    var hours = hour ?? 0
    if let isAfternoon, hours <= 12 { hours = hours % 12 + (isAfternoon ? 12 : 0) }
    // A clock that cannot be says nothing; the day does.
    if hours > 24 || minute > 59 || second > 61 { (hours, minute, second) = (0, 0, 0) }
    let midnight = CivilTime(year: year, month: month, day: day).secondsSinceEpoch()
    let seconds = midnight + Int64(hours * 3600 + minute * 60 + second) - Int64((zone ?? 0) * 60)
    return MailDate(secondsSinceEpoch: seconds, offsetMinutes: zone)
  }

  /// RFC 5322 section 4.3: 00 to 49 are of this century, two digits more of the last, three digits count from 1900.
  private static func fullYear(_ number: (value: Int, digits: Int)) -> Int {
    switch number.digits {
    case ...2: number.value < 50 ? 2000 + number.value : 1900 + number.value
    case 3: 1900 + number.value
    default: number.value
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
}
