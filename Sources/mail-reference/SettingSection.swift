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
      text.macro(".It Va " + ManualText.argument(row.name) + shape(row))
      text.text(row.help)
      if row.kind == .boolean, !row.defaultValue.isEmpty { text.text("On by default.") }
      if row.kind != .boolean, !row.defaultValue.isEmpty { text.text("The default is \"\(row.defaultValue)\".") }
      let others = Setting.aliases.filter { $0.setting == setting }
      let same = others.filter { !$0.inverse }.map(\.name)
      let inverse = others.filter(\.inverse).map(\.name)
      if !same.isEmpty { text.text("Also called " + same.joined(separator: ", ") + ".") }
      if !inverse.isEmpty { text.text("The opposite is " + inverse.joined(separator: ", ") + ".") }
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

  private static func shape(_ row: SettingDeclaration) -> String {
    var shape = ""
    switch row.kind {
    case .boolean: break
    case .number: shape = " Ns = Ns Ar number"
    case .duration: shape = " Ns = Ns Ar time"
    case .value, .readOnly: shape = " Ns = Ns Ar value"
    }
    if row.traits.contains(.chain) {
      shape += " Pq " + "also " + ManualText.argument(row.name + "-HOST") + " and so on"
    }
    return shape
  }
}
