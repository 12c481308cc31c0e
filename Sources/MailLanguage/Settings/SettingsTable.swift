/// The declarations of all settings, in the byte order of their names, so that a name is found by halving.
///
/// Static data in three arrays: nothing of it is built when the program starts. Columns of a row: name, kind, traits,
/// default, tier, who has it, help.
enum SettingsTable {
  /// How many settings there are.
  static var count: Int { settingsAToE.count + settingsFToN.count + settingsOToZ.count }

  /// The row of a place.
  static func row(_ index: Int) -> SettingDeclaration {
    let second = index - settingsAToE.count
    if second < 0 { return settingsAToE[index] }
    let third = second - settingsFToN.count
    return third < 0 ? settingsFToN[second] : settingsOToZ[third]
  }

  /// All rows, for the reference and tests.
  static var rows: [SettingDeclaration] { settingsAToE + settingsFToN + settingsOToZ }
}
