import MailBytes

/// One line of a listing of variables.
enum SettingLine {
  /// `name` for a boolean, `name="value"` for the rest; controls are shown in the manner of the shell.
  static func text(name: String, value: [UInt8], isSecret: Bool) -> String {
    if value.isEmpty { return name }
    if isSecret { return name + "=\"********\"" }
    return name + "=\"" + quoted(value) + "\""
  }

  /// The value as it could stand between double quotes.
  static func quoted(_ value: [UInt8]) -> String {
    var result: [UInt8] = []
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x0a: result += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0x09: result += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 0..<0x20, 0x7f: result.append(UInt8(ascii: "?"))
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self).repaired
  }
}

extension SettingLine {
  /// A line with its controls made visible, otherwise as it is.
  static func shown(_ line: [UInt8]) -> String {
    String(decoding: line.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7f ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
      .repaired
  }
}
