/// Comparison of names without regard to the case of ASCII letters, in any locale.
public enum ASCIIName {
  /// Whether two names are the same but for the case of ASCII letters.
  public static func equal(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
  }

  /// Whether the name begins with the prefix but for the case of ASCII letters.
  public static func hasPrefix(_ name: String, _ prefix: String) -> Bool {
    guard name.utf8.count >= prefix.utf8.count else { return false }
    return zip(name.utf8, prefix.utf8).allSatisfy { lower($0) == lower($1) }
  }

  /// The name with ASCII letters in lower case.
  public static func lowered(_ name: String) -> String {
    String(decoding: name.utf8.map(lower), as: UTF8.self)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
