/// The values that are set: a short list over the static table of declarations.
///
/// Nothing is built at the start, and a look-up is a walk over the few values that rc files set. A name of the table,
/// one of its other spellings, a name with a `-HOST` or `-USER@HOST` suffix, and any other name (a user variable) all
/// come in by the one door `assign`.
public struct Settings: Sendable {
  /// One value.
  struct Entry: Sendable {
    /// The setting, or nil for a user variable.
    var setting: Setting?
    /// What follows the dash of a chained name, or the whole name of a user variable.
    var name: [UInt8]
    /// The value; nil when it was unset on purpose.
    var value: [UInt8]?
    /// Where it came from.
    var origin: SettingOrigin
    /// Grows with each assignment, so that the later of two rivals can be told.
    var serial: Int
  }

  var entries: [Entry] = []
  private var serial = 0
  /// Whether `-S` still wins over the files: until the start-up is over.
  private var commandLineWins = true

  /// Nothing set: every setting has its default.
  public init() {}

  /// From now on a file or command may change what `-S` set; called when the start-up files are done.
  public mutating func finishStartUp() { commandLineWins = false }

  /// Sets a variable, whatever its name: the single door for files, `set`, `-S` and the environment.
  ///
  /// - Parameters:
  ///   - value: nil for a bare name, as in `set hold`; the same as an empty value.
  public mutating func assign(_ name: [UInt8], _ value: [UInt8]?, from origin: SettingOrigin) throws(SettingError) {
    let name = ResolvedName(name)
    guard !name.name.isEmpty || name.setting != nil else {
      throw SettingError("cannot set a variable without a name", hint: "Write `set name=value' without blanks.")
    }
    if name.inverse {
      store(name.setting, name.name, nil, from: origin)
      return
    }
    guard let setting = name.setting else {
      store(nil, name.name, value ?? [], from: origin)
      return
    }
    let declaration = setting.declaration
    let value = value ?? []
    switch declaration.kind {
    case .readOnly where origin != .program:
      throw SettingError("cannot set \(declaration.name): it is kept by the program")
    case .number where !value.isEmpty && Settings.number(value) == nil:
      throw SettingError(
        "\(declaration.name) must be a number: \(String(decoding: value, as: UTF8.self))",
        hint: "Write for instance `set \(declaration.name)=20'.")
    case .duration where !value.isEmpty && Settings.duration(value) == nil:
      throw SettingError(
        "\(declaration.name) must be a span of time: \(String(decoding: value, as: UTF8.self))",
        hint: "Write for instance `set \(declaration.name)=5d'; s, m, h, d and w are known.")
    default: break
    }
    let isUnset = value.isEmpty && declaration.traits.contains(.emptyIsUnset)
    store(setting, name.name, isUnset ? nil : value, from: origin)
  }

  /// Takes one word of `set` or `-S`: `name`, `name=value` or `noname`.
  public mutating func assign(word: [UInt8], from origin: SettingOrigin) throws(SettingError) {
    if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      try assign(Array(word[..<equals]), Array(word[(equals + 1)...]), from: origin)
    } else if Settings.isNegated(word) {
      unset(Array(word[2...]), from: origin)
    } else {
      try assign(word, nil, from: origin)
    }
  }

  /// Whether the word is `no` and a name, and no name that begins so.
  static func isNegated(_ word: [UInt8]) -> Bool {
    word.count > 2 && word[0] == UInt8(ascii: "n") && word[1] == UInt8(ascii: "o") && ResolvedName(word).setting == nil
  }

  /// Takes the value away, so that a boolean is off and a value absent, whatever the default.
  public mutating func unset(_ name: [UInt8], from origin: SettingOrigin) {
    let name = ResolvedName(name)
    if let setting = name.setting {
      store(setting, name.name, name.inverse ? [] : nil, from: origin)
    } else if blocked(nil, name.name, origin) == false {
      entries.removeAll { $0.setting == nil && $0.name == name.name }
    }
  }

  /// Sets a known setting from inside the program.
  public mutating func set(_ setting: Setting, to value: [UInt8]?) { store(setting, [], value, from: .program) }

  /// Takes in one `NAME=value` of the environment, if NAME is on the documented list.
  public mutating func importEnvironment(_ entry: [UInt8]) {
    guard let first = entry.first, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z"),
      let equals = entry.firstIndex(of: UInt8(ascii: "="))
    else { return }
    let name = Array(entry[..<equals])
    guard let (setting, inverse) = Setting.imported(named: name) else { return }
    let value = Array(entry[(equals + 1)...])
    let isUnset = value.isEmpty && setting.declaration.traits.contains(.emptyIsUnset)
    if isUnset || inverse { return }
    store(setting, [], value, from: .environment)
  }

  private func blocked(_ setting: Setting?, _ name: [UInt8], _ origin: SettingOrigin) -> Bool {
    guard commandLineWins, origin != .commandLine, origin != .program else { return false }
    return entries.contains { $0.setting == setting && $0.name == name && $0.origin == .commandLine }
  }

  private mutating func store(_ setting: Setting?, _ name: [UInt8], _ value: [UInt8]?, from origin: SettingOrigin) {
    if blocked(setting, name, origin) { return }
    serial += 1
    let entry = Entry(setting: setting, name: name, value: value, origin: origin, serial: serial)
    for index in entries.indices where entries[index].setting == setting && entries[index].name == name {
      entries[index] = entry
      return
    }
    entries.append(entry)
  }
}
