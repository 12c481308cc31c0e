/// Reads the name behind a dollar: `$name`, `${name}`, `$1`, `$?`.
public enum VariableName {
  /// Reads the name behind the dollar that the position is at, and moves behind it; nil, and nothing moved, when none
  /// follows.
  ///
  /// A hyphen belongs to the name where that makes one that is known, as settings are called: `$mailbox-resolved`; else
  /// it ends the name as in a shell: `$user-old`.
  public static func read(
    _ text: [UInt8], _ position: inout Int, isKnown: (_ name: [UInt8]) -> Bool
  ) -> [UInt8]? {
    var start = position + 1
    guard start < text.count else { return nil }
    if text[start] == UInt8(ascii: "{") {
      start += 1
      guard let end = text[start...].firstIndex(of: UInt8(ascii: "}")), end > start else { return nil }
      position = end + 1
      return Array(text[start..<end])
    }
    if isSign(text[start]) || isDigit(text[start]) {
      position = start + 1
      return [text[start]]
    }
    // Where the name may end: at each hyphen, and behind the last letter.
    var ends: [Int] = []
    var end = start
    while end < text.count, isLetter(text[end]) || end > start && (isDigit(text[end]) || text[end] == hyphen) {
      if text[end] == hyphen, text[end - 1] != hyphen { ends.append(end) }
      end += 1
    }
    guard end > start else { return nil }
    if text[end - 1] != hyphen { ends.append(end) }
    let chosen = ends.dropFirst().last { isKnown(Array(text[start..<$0])) } ?? ends[0]
    position = chosen
    return Array(text[start..<chosen])
  }

  private static let hyphen = UInt8(ascii: "-")

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "!"): true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }
}
