extension Settings {
  /// The seconds that a setting of the kind `duration` holds, its default where it is not set.
  public func duration(_ setting: Setting) -> Int64 {
    bytes(setting).flatMap { Settings.duration($0) } ?? Settings.duration(Array(setting.declaration.defaultValue.utf8))
      ?? 0
  }

  /// A span of time in seconds: a number of days, or one with s, m, h, d or w behind it; nil for anything else.
  ///
  /// What is longer than a lifetime counts as long as that.
  public static func duration(_ text: [UInt8]) -> Int64? {
    guard let last = text.last else { return nil }
    let (digits, seconds): ([UInt8], Int64) =
      switch last | 0x20 {
      case UInt8(ascii: "s"): (text.dropLast(), 1)
      case UInt8(ascii: "m"): (text.dropLast(), 60)
      case UInt8(ascii: "h"): (text.dropLast(), 3600)
      case UInt8(ascii: "d"): (text.dropLast(), 86_400)
      case UInt8(ascii: "w"): (text.dropLast(), 604_800)
      default: (text, 86_400)
      }
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return digits.reduce(0) { min($0 * 10 + Int64($1 - 0x30), 1 << 31) } * seconds
  }
}
