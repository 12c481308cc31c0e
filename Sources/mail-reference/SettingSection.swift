import MailLanguage

/// The lists of settings for mail.rc(5).
enum SettingSection {
  /// The settings that everyone meets, or the others.
  static func lines(tiers: ClosedRange<UInt8>) -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for setting in sorted where tiers.contains(setting.declaration.tier) {
      let row = setting.declaration
      if row.kind == .readOnly { continue }
      text.macro(".It Va " + ManualText.argument(row.name) + shape(setting))
      text.text(row.help)
      for remark in setting.remarks { text.text(remark) }
    }
    text.macro(".El")
    return text.lines
  }

  /// The names that the program sets itself.
  static func readOnlyLines() -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for setting in sorted where setting.declaration.kind == .readOnly {
      text.macro(".It Va " + ManualText.argument(setting.name))
      text.text(setting.declaration.help)
    }
    text.macro(".El")
    return text.lines
  }

  /// Names of the environment that are taken in.
  static func environmentLines() -> [String] {
    var names = Setting.allCases.filter { $0.declaration.traits.contains(.imported) }.map {
      ($0.name, $0.declaration.help)
    }
    for alias in Setting.aliases where alias.imported { names.append((alias.name, "Sets \(alias.setting.name).")) }
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for (name, help) in names.sorted(by: { $0.0 < $1.0 }) {
      text.macro(".It Ev " + ManualText.argument(name))
      text.text(help)
    }
    text.macro(".El")
    return text.lines
  }

  private static var sorted: [Setting] {
    Setting.allCases.sorted { left, right in
      let (small, other) = (left.name.lowercased(), right.name.lowercased())
      return small == other ? left.name > right.name : small < other
    }
  }

  private static func shape(_ setting: Setting) -> String {
    let row = setting.declaration
    var shape = setting.placeholder.map { " Ns = Ns Ar " + $0 } ?? ""
    if row.traits.contains(.chain) {
      shape += " Pq " + "also " + ManualText.argument(row.name + "-HOST") + " and so on"
    }
    return shape
  }
}
