extension Setting {
  /// The row of the table.
  public var declaration: SettingDeclaration { SettingsTable.row(Int(rawValue)) }

  /// The name as written in `set`.
  public var name: String { declaration.name }

  /// All other spellings, for the reference.
  public static var aliases: [SettingAlias] { settingAliases }

  /// The setting of exactly this name, not counting other spellings.
  public static func named(_ name: [UInt8]) -> Setting? {
    guard let index = search(SettingsTable.count, name, { SettingsTable.row($0).name }) else { return nil }
    return Setting(rawValue: UInt16(index))
  }

  /// The setting that a name means, with the other spellings; inverse for the likes of `nosave`.
  static func resolved(_ name: [UInt8]) -> (setting: Setting, inverse: Bool)? {
    if let setting = named(name) { return (setting, false) }
    guard let index = search(settingAliases.count, name, { settingAliases[$0].name }) else { return nil }
    return (settingAliases[index].setting, settingAliases[index].inverse)
  }

  /// The setting that an environment variable sets, if it is on the documented list.
  static func imported(named name: [UInt8]) -> (setting: Setting, inverse: Bool)? {
    if let setting = named(name) {
      return setting.declaration.traits.contains(.imported) ? (setting, false) : nil
    }
    guard let index = search(settingAliases.count, name, { settingAliases[$0].name }), settingAliases[index].imported
    else { return nil }
    return (settingAliases[index].setting, settingAliases[index].inverse)
  }

  /// Halves a sorted table; the order is that of the bytes.
  private static func search(_ count: Int, _ name: [UInt8], _ at: (Int) -> String) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      switch compare(at(middle), name) {
      case 0: return middle
      case ..<0: low = middle + 1
      default: high = middle
      }
    }
    return nil
  }

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
