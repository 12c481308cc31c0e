import MailFormat

/// The few conversions of strftime(3) that `datefield` is set to in practice.
enum DateTemplate {
  /// The moment in the form that the template gives; unknown conversions stand as they are.
  static func render(_ template: [UInt8], _ seconds: Int64, offsetMinutes: Int) -> [UInt8] {
    let time = CivilTime(secondsSinceEpoch: seconds, offsetSeconds: offsetMinutes * 60)
    let full = DateFormat.rfc5322(seconds, offsetMinutes: offsetMinutes)
    var result: [UInt8] = []
    var index = 0
    while index < template.count {
      guard template[index] == UInt8(ascii: "%"), index + 1 < template.count else {
        result.append(template[index])
        index += 1
        continue
      }
      let letter = template[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "Y"): append(time.year, 4, to: &result)
      case UInt8(ascii: "y"): append(time.year % 100, 2, to: &result)
      case UInt8(ascii: "m"): append(time.month, 2, to: &result)
      case UInt8(ascii: "d"): append(time.day, 2, to: &result)
      case UInt8(ascii: "e"): append(time.day, 2, padding: 0x20, to: &result)
      case UInt8(ascii: "H"): append(time.hour, 2, to: &result)
      case UInt8(ascii: "M"): append(time.minute, 2, to: &result)
      case UInt8(ascii: "S"): append(time.second, 2, to: &result)
      case UInt8(ascii: "a"): result += full.prefix(3)
      case UInt8(ascii: "b"), UInt8(ascii: "h"):
        result += DateFormat.fromLine(seconds, offsetMinutes: offsetMinutes)[4..<7]
      case UInt8(ascii: "z"): result += full.suffix(5)
      case UInt8(ascii: "F"): result += render(Array("%Y-%m-%d".utf8), seconds, offsetMinutes: offsetMinutes)
      case UInt8(ascii: "R"): result += render(Array("%H:%M".utf8), seconds, offsetMinutes: offsetMinutes)
      case UInt8(ascii: "T"): result += render(Array("%H:%M:%S".utf8), seconds, offsetMinutes: offsetMinutes)
      case UInt8(ascii: "%"): result.append(letter)
      default: result += [UInt8(ascii: "%"), letter]
      }
    }
    return result
  }

  private static func append(_ value: Int, _ width: Int, padding: UInt8 = 0x30, to result: inout [UInt8]) {
    let digits = Array(String(max(0, value)).utf8)
    result += [UInt8](repeating: padding, count: max(0, width - digits.count)) + digits
  }
}
