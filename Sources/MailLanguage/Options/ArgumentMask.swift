/// Takes passwords out of arguments and values before they are shown.
public enum ArgumentMask {
  /// The argument with stars for the value of a secret setting, and for the password in a URL.
  static func masked(_ argument: [UInt8]) -> [UInt8] {
    if let equals = argument.firstIndex(of: UInt8(ascii: "=")) {
      // A short option may stand in front of the name.
      let name = Array(argument[..<equals])
      let bare = name.first == UInt8(ascii: "-") ? Array(name.dropFirst(2)) : name
      if isSecret(name) || isSecret(bare) { return Array(argument[...equals]) + stars }
    }
    return withoutPassword(argument)
  }

  private static func isSecret(_ name: [UInt8]) -> Bool {
    ResolvedName(name).setting?.declaration.traits.contains(.secret) == true
  }

  /// `scheme://user:word@host` as `scheme://user:********@host`.
  public static func withoutPassword(_ text: [UInt8]) -> [UInt8] {
    let mark = Array("://".utf8)
    guard let start = text.indices.first(where: { text[$0...].starts(with: mark) }) else { return text }
    let authority = start + mark.count
    guard let at = text[authority...].lastIndex(of: UInt8(ascii: "@")),
      let colon = text[authority..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return text }
    return Array(text[...colon]) + stars + text[at...]
  }

  private static var stars: [UInt8] { [UInt8](repeating: UInt8(ascii: "*"), count: 8) }
}
