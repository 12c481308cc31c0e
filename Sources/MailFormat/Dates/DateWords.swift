/// The words of dates: months, weekdays, zones.
enum DateWords {
  /// 1 to 12 for a month's name or its first three letters or more.
  static func month(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    switch key(bytes, in: range) {
    case 0x6A616E: 1
    case 0x666562: 2
    case 0x6D6172: 3
    case 0x617072: 4
    case 0x6D6179: 5
    case 0x6A756E: 6
    case 0x6A756C: 7
    case 0x617567: 8
    case 0x736570: 9
    case 0x6F6374: 10
    case 0x6E6F76: 11
    case 0x646563: 12
    default: nil
    }
  }

  /// Whether the word is a weekday or starts like one.
  static func isWeekday(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    switch key(bytes, in: range) {
    case 0x73756E, 0x6D6F6E, 0x747565, 0x776564, 0x746875, 0x667269, 0x736174: true
    default: false
    }
  }

  /// AM and PM.
  static func isAfternoon(_ bytes: [UInt8], in range: Range<Int>) -> Bool? {
    guard range.count == 2, bytes[range.lowerBound + 1] | 0x20 == 109 else { return nil }
    switch bytes[range.lowerBound] | 0x20 {
    case 97: return false
    case 112: return true
    default: return nil
    }
  }

  /// The offset of a zone name in minutes; RFC 5322 reads military letters other than Z as unknown, that is UTC.
  static func zone(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    if range.count == 1 { return bytes[range.lowerBound] | 0x20 == 116 ? nil : 0 }
    guard range.count <= 5 else { return nil }
    var key: UInt64 = 0
    for offset in range { key = key << 8 | UInt64(bytes[offset] & 0xDF) }
    for zone in zones where zone.key == key { return Int(zone.minutes) }
    return nil
  }

  /// The first three letters in lower case as one number.
  private static func key(_ bytes: [UInt8], in range: Range<Int>) -> UInt32 {
    guard range.count >= 3 else { return 0 }
    let start = range.lowerBound
    return UInt32(bytes[start] | 0x20) << 16 | UInt32(bytes[start + 1] | 0x20) << 8 | UInt32(bytes[start + 2] | 0x20)
  }

  private struct Zone {
    var key: UInt64
    var minutes: Int16

    init(_ name: StaticString, _ minutes: Int16) {
      var key: UInt64 = 0
      for byte in name.description.utf8 { key = key << 8 | UInt64(byte) }
      self.key = key
      self.minutes = minutes
    }
  }

  private static let zones: [Zone] = [
    Zone("GMT", 0), Zone("UTC", 0), Zone("UT", 0), Zone("WET", 0), Zone("EST", -300), Zone("EDT", -240),
    Zone("CST", -360), Zone("CDT", -300), Zone("MST", -420), Zone("MDT", -360), Zone("PST", -480),
    Zone("PDT", -420), Zone("CET", 60), Zone("CEST", 120), Zone("MET", 60), Zone("MEST", 120), Zone("MEZ", 60),
    Zone("MESZ", 120), Zone("BST", 60), Zone("WEST", 60), Zone("EET", 120), Zone("EEST", 180), Zone("MSK", 180),
    Zone("MSD", 240), Zone("IST", 330), Zone("JST", 540), Zone("KST", 540), Zone("HKT", 480), Zone("SGT", 480),
    Zone("AWST", 480), Zone("AEST", 600), Zone("AEDT", 660), Zone("NZST", 720), Zone("NZDT", 780),
    Zone("AST", -240), Zone("ADT", -180), Zone("NST", -210), Zone("NDT", -150), Zone("AKST", -540),
    Zone("AKDT", -480), Zone("HST", -600), Zone("BRT", -180), Zone("ART", -180), Zone("SAST", 120),
  ]
}
