import MailBytes

/// Writes words so that `WordLexer` reads them back.
public enum WordQuote {
  /// The word as it stands where nothing in it is special, else in the mildest quotes that keep it.
  public static func quoted(_ word: String) -> String {
    let bytes = Array(word.utf8)
    if !bytes.isEmpty, !bytes.contains(where: isSpecial) { return word }
    let has = { (sign: UInt8) in bytes.contains(sign) }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) || (has(apostrophe) && has(quotes)) { return escaped(word) }
    if has(quotes) || has(backslash) || has(dollar) { return has(apostrophe) ? escaped(word) : "'" + word + "'" }
    return "\"" + word + "\""
  }

  private static let apostrophe = UInt8(ascii: "'")
  private static let quotes = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let dollar = UInt8(ascii: "$")

  /// Blanks part words, quotes and backslashes quote, `$` and `;` mean something in macros.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7f || byte == apostrophe || byte == quotes || byte == backslash || byte == dollar
      || byte == UInt8(ascii: ";")
  }

  /// `$'...'`, with the escapes of the shell.
  private static func escaped(_ word: String) -> String {
    let digits = Array("0123456789".utf8)
    var result = Array("$'".utf8)
    for byte in word.utf8 {
      switch byte {
      case apostrophe, backslash: result += [backslash, byte]
      case 0..<0x20, 0x7f:
        result += [backslash, digits[Int(byte >> 6)], digits[Int(byte >> 3 & 7)], digits[Int(byte & 7)]]
      default: result.append(byte)
      }
    }
    return String(keeping: result + [apostrophe])
  }
}
