extension Setting {
  /// The declaration: a jump into code, so that no table is built when the program starts.
  public var declaration: SettingDeclaration { declarationAToE }

  /// The name as written in `set`.
  public var name: String { declaration.name }

  /// All other spellings, for the reference.
  public static var aliases: [SettingAlias] { SettingSynonym.allCases.map(\.alias) }

  /// How many settings there are; their raw values count up to it.
  private static var count: Int { Int(Setting.writebackedited.rawValue) + 1 }
  /// Names of the environment end before the first small letter.
  private static var firstSmall: Int { Int(Setting.errorInfo.rawValue) }

  /// The setting of exactly this name, not counting other spellings.
  public static func named(_ name: [UInt8]) -> Setting? {
    guard let first = name.first else { return nil }
    var low = first > UInt8(ascii: "Z") ? firstSmall : 0
    var high = first > UInt8(ascii: "Z") ? count : firstSmall
    while low < high {
      let middle = (low + high) / 2
      guard let setting = Setting(rawValue: UInt16(middle)) else { return nil }
      let order = compare(setting.declaration.name, name)
      if order == 0 { return setting }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The other spelling of this name.
  private static func synonym(_ name: [UInt8]) -> SettingAlias? {
    var low = 0
    var high = Int(SettingSynonym.xmailer.rawValue) + 1
    while low < high {
      let middle = (low + high) / 2
      guard let alias = SettingSynonym(rawValue: UInt8(middle))?.alias else { return nil }
      let order = compare(alias.name, name)
      if order == 0 { return alias }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The setting that a name means, with the other spellings; inverse for the likes of `nosave`.
  static func resolved(_ name: [UInt8]) -> (setting: Setting, inverse: Bool)? {
    if let setting = named(name) { return (setting, false) }
    return synonym(name).map { ($0.setting, $0.inverse) }
  }

  /// The setting that an environment variable sets, if it is on the documented list.
  static func imported(named name: [UInt8]) -> (setting: Setting, inverse: Bool)? {
    if let setting = named(name) {
      return setting.declaration.traits.contains(.imported) ? (setting, false) : nil
    }
    guard let alias = synonym(name), alias.imported else { return nil }
    return (alias.setting, alias.inverse)
  }

  /// The order of two names by their bytes: below, at or above 0.
  private static func compare(_ left: String, _ right: [UInt8]) -> Int {
    var index = 0
    for byte in left.utf8 {
      guard index < right.count else { return 1 }
      if byte != right[index] { return byte < right[index] ? -1 : 1 }
      index += 1
    }
    return index == right.count ? 0 : -1
  }
}
