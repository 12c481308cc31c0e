import MailBytes

/// Finds the date in a From_ line by its time of day, whatever stands around it.
///
/// Forms seen: `Mon Mar  2 10:00:00 2026`, without seconds, with a zone name or offset before or behind the year, with
/// two words of zone (`MET DST`), with `remote from host` behind, `Mon, 2 Mar 2026 10:00:00 +0100`.
struct FromLineDate {
  /// Where the date begins in the line.
  var start: Int
  /// The time; UTC when the line names no zone.
  var date: MailDate

  /// Whether the line ends with exactly `Mon Mar  2 10:00:00 2026`: the common case, told without reading it.
  static func isPlain(_ line: Span<UInt8>) -> Bool {
    var end = line.count
    while end > 0, line[end - 1].isASCIIBlank { end -= 1 }
    let base = end - 24
    guard base >= 5, line[base - 1] == 0x20 else { return false }
    guard line[base + 3] == 0x20, line[base + 7] == 0x20, line[base + 10] == 0x20, line[base + 13] == 0x3a,
      line[base + 16] == 0x3a, line[base + 19] == 0x20, line[base + 9].isASCIIDigit
    else { return false }
    guard line[base + 11].isASCIIDigit, line[base + 12].isASCIIDigit, line[base + 14].isASCIIDigit,
      line[base + 15].isASCIIDigit, line[base + 17].isASCIIDigit, line[base + 18].isASCIIDigit
    else { return false }
    guard line[base + 20].isASCIIDigit, line[base + 21].isASCIIDigit, line[base + 22].isASCIIDigit,
      line[base + 23].isASCIIDigit
    else { return false }
    // 0 to 31, 0 to 23, 0 to 59: a space counts as a zero in front of the day.
    let day = (line[base + 8] & 0x0f) &* 10 &+ (line[base + 9] & 0x0f)
    let hour = (line[base + 11] & 0x0f) &* 10 &+ (line[base + 12] & 0x0f)
    return day > 0 && day < 32 && hour < 24 && line[base + 14] < 0x36 && month(line, base + 4..<base + 7) != nil
  }

  static func find(in line: Span<UInt8>) -> FromLineDate? {
    var words: [Range<Int>] = []
    var cursor = ByteCursor(line)
    cursor.skip(5)
    while !cursor.isAtEnd {
      cursor.skipBlanks()
      let word = cursor.take { !$0.isASCIIBlank && $0 != 0x0d }
      if word.isEmpty { break }
      words.append(word)
    }
    // The last time of day counts: a sender may hold a colon, too.
    for place in words.indices.reversed() {
      guard let clock = clock(line, words[place]) else { continue }
      if let found = read(line, words, timeAt: place, clock) { return found }
    }
    return nil
  }

  private static func read(
    _ line: Span<UInt8>, _ words: [Range<Int>], timeAt place: Int, _ clock: (Int, Int, Int)
  ) -> FromLineDate? {
    guard place >= 2 else { return nil }
    var year: Int?
    var first: Int
    var month: Int?
    var day: Int?
    if let number = number(line, words[place - 1]), number <= 31 {
      // Month, day, time.
      day = number
      month = Self.month(line, words[place - 2])
      first = place - 2
    } else if place >= 3, let number = fullYear(line, words[place - 1]) {
      // Day, month, year, time.
      year = number
      month = Self.month(line, words[place - 2])
      day = self.number(line, words[place - 3])
      first = place - 3
    } else {
      return nil
    }
    guard let month, let day, (1...31).contains(day) else { return nil }
    if first > 0, isWeekday(line, words[first - 1]) { first -= 1 }
    var offset = 0
    let tail = words[(place + 1)...].prefix(4)
    for word in tail {
      if ASCII.equalsIgnoringCase(line.extracting(word), "remote") { break }
      if let zone = zone(line, word) {
        offset = zone
      } else if year == nil, let found = fullYear(line, word) {
        year = found
      }
    }
    if year == nil, let word = tail.first, word.count == 2, let short = number(line, word) {
      year = short < 70 ? 2000 + short : 1900 + short
    }
    guard let year else { return nil }
    let civil = CivilTime(year: year, month: month, day: day, hour: clock.0, minute: clock.1, second: clock.2)
    return FromLineDate(
      start: words[first].lowerBound,
      date: MailDate(
        secondsSinceEpoch: civil.secondsSinceEpoch(offsetSeconds: offset * 60), offsetMinutes: offset))
  }

  private static func number(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
    guard word.count <= 3 else { return nil }
    // `2,` is a day as well.
    let last = line[word.upperBound - 1] == 0x2c ? word.upperBound - 1 : word.upperBound
    return Decimal.parse(line, word.lowerBound..<last)
  }

  private static func fullYear(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
    guard word.count == 4, let year = Decimal.parse(line, word), (1900...2999).contains(year) else { return nil }
    return year
  }

  private static func clock(_ line: Span<UInt8>, _ word: Range<Int>) -> (Int, Int, Int)? {
    guard word.count >= 4, word.count <= 8 else { return nil }
    var cursor = ByteCursor(line.extracting(word))
    guard let hour = cursor.takeDecimal(), cursor.take(0x3a), let minute = cursor.takeDecimal() else { return nil }
    var second = 0
    if cursor.take(0x3a) {
      guard let value = cursor.takeDecimal() else { return nil }
      second = value
    }
    guard cursor.isAtEnd, hour < 24, minute < 60, second < 62 else { return nil }
    return (hour, minute, second)
  }

  /// Minutes east of Greenwich; names are those of RFC 5322 section 4.3.
  private static func zone(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
    let first = line[word.lowerBound]
    if word.count == 5, first == 0x2b || first == 0x2d,
      let value = Decimal.parse(line, word.lowerBound + 1..<word.upperBound)
    {
      let minutes = value / 100 * 60 + value % 100
      guard minutes < 24 * 60 else { return nil }
      return first == 0x2d ? -minutes : minutes
    }
    guard word.count == 3 else { return nil }
    let name = line.extracting(word)
    if ASCII.equalsIgnoringCase(name, "EST") || ASCII.equalsIgnoringCase(name, "CDT") { return -300 }
    if ASCII.equalsIgnoringCase(name, "EDT") { return -240 }
    if ASCII.equalsIgnoringCase(name, "CST") || ASCII.equalsIgnoringCase(name, "MDT") { return -360 }
    if ASCII.equalsIgnoringCase(name, "MST") || ASCII.equalsIgnoringCase(name, "PDT") { return -420 }
    if ASCII.equalsIgnoringCase(name, "PST") { return -480 }
    return nil
  }

  private static func isWeekday(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count == 3 || (word.count == 4 && line[word.upperBound - 1] == 0x2c) else { return false }
    let name = line.extracting(word.lowerBound..<word.lowerBound + 3)
    return ASCII.equalsIgnoringCase(name, "Mon") || ASCII.equalsIgnoringCase(name, "Tue")
      || ASCII.equalsIgnoringCase(name, "Wed") || ASCII.equalsIgnoringCase(name, "Thu")
      || ASCII.equalsIgnoringCase(name, "Fri") || ASCII.equalsIgnoringCase(name, "Sat")
      || ASCII.equalsIgnoringCase(name, "Sun")
  }

  private static func month(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
    guard word.count == 3 else { return nil }
    let name =
      UInt32(line[word.lowerBound] | 0x20) << 16 | UInt32(line[word.lowerBound + 1] | 0x20) << 8
      | UInt32(line[word.lowerBound + 2] | 0x20)
    switch name {
    case 0x6a_616e: return 1
    case 0x66_6562: return 2
    case 0x6d_6172: return 3
    case 0x61_7072: return 4
    case 0x6d_6179: return 5
    case 0x6a_756e: return 6
    case 0x6a_756c: return 7
    case 0x61_7567: return 8
    case 0x73_6570: return 9
    case 0x6f_6374: return 10
    case 0x6e_6f76: return 11
    case 0x64_6563: return 12
    default: return nil
    }
  }
}
