import MailBytes

extension Settings {
  /// The value as bytes: what was set, else the default, else nil.
  public func bytes(_ setting: Setting) -> [UInt8]? {
    if let entry = entry(setting) { return entry.value }
    let standard = setting.declaration.defaultValue
    return standard.isEmpty ? nil : Array(standard.utf8)
  }

  /// The value as text: what was set, else the default, else nil.
  public func string(_ setting: Setting) -> String? {
    if let entry = entry(setting) { return entry.value.map { String(keeping: $0) } }
    let standard = setting.declaration.defaultValue
    return standard.isEmpty ? nil : standard
  }

  /// What was set; the default also where it was unset, for what a person cannot have meant to be without.
  public func standingBytes(_ setting: Setting) -> [UInt8] {
    entry(setting)?.value ?? Array(setting.declaration.defaultValue.utf8)
  }

  /// Whether a boolean is on; for a value, whether there is one.
  public func flag(_ setting: Setting) -> Bool {
    if let entry = entry(setting) { return entry.value != nil }
    return !setting.declaration.defaultValue.isEmpty
  }

  /// The value as a number; nil when there is none, or when it is empty.
  public func number(_ setting: Setting) -> Int? {
    if let entry = entry(setting) { return entry.value.flatMap { Settings.number($0) } }
    return Settings.number(Array(setting.declaration.defaultValue.utf8))
  }

  /// Whether the setting was set or unset by anyone, so that the default does not apply.
  public func isAssigned(_ setting: Setting) -> Bool { entry(setting) != nil }

  /// Where the value came from, nil for the default.
  public func origin(of setting: Setting) -> SettingOrigin? { entry(setting)?.origin }

  /// The value for one account: NAME-USER@HOST, else NAME-HOST, else NAME.
  ///
  /// - Parameter host: without or with `:port`; a value set for the host with the port is preferred.
  public func string(_ setting: Setting, user: String?, host: String) -> String? {
    if let entry = entry(setting, user: user, host: host) {
      return entry.value.map { String(keeping: $0) }
    }
    let standard = setting.declaration.defaultValue
    return standard.isEmpty ? nil : standard
  }

  /// The value for one account as bytes, as a password must be kept.
  public func bytes(_ setting: Setting, user: String?, host: String) -> [UInt8]? {
    entry(setting, user: user, host: host)?.value
  }

  /// Whether a boolean is on for one account.
  public func flag(_ setting: Setting, user: String?, host: String) -> Bool {
    if let entry = entry(setting, user: user, host: host) { return entry.value != nil }
    return !setting.declaration.defaultValue.isEmpty
  }

  /// Whether anything was set for this account, by any of the three forms of the name.
  public func isAssigned(_ setting: Setting, user: String?, host: String) -> Bool {
    entry(setting, user: user, host: host) != nil
  }

  /// The value of NAME-SUFFIX alone, as for `pipe-text/html` or `folder-hook-NAME`.
  public func string(_ setting: Setting, suffix: String) -> String? {
    bytes(setting, suffix: suffix).map { String(keeping: $0) }
  }

  /// The value of NAME-SUFFIX alone as bytes.
  public func bytes(_ setting: Setting, suffix: String) -> [UInt8]? {
    let suffix = Array(suffix.utf8)
    for entry in entries where entry.setting == setting && equalIgnoringCase(entry.name, suffix) { return entry.value }
    return nil
  }

  /// The value of any name, known or not, as `$NAME`, `~i` and `echo` want it.
  public func value(named name: [UInt8]) -> [UInt8]? {
    let name = ResolvedName(name)
    guard let setting = name.setting else { return entry(nil, name.name)?.value }
    if !name.name.isEmpty { return entry(setting, name.name)?.value }
    if name.inverse { return flag(setting) ? nil : [] }
    guard let bytes = bytes(setting) else { return nil }
    return setting.declaration.kind == .boolean && bytes == [0x6f, 0x6e] ? [] : bytes
  }

  /// Whether a name is that of a setting of the table, set or not.
  public static func isName(_ name: [UInt8]) -> Bool {
    let name = ResolvedName(name)
    return name.setting != nil && name.name.isEmpty
  }

  /// What is set, by name, as `set` without arguments lists it.
  public var listing: [(name: String, value: [UInt8], origin: SettingOrigin)] {
    var result: [(name: String, value: [UInt8], origin: SettingOrigin)] = []
    for entry in entries {
      guard let value = entry.value else { continue }
      result.append((Settings.fullName(entry), value, entry.origin))
    }
    result.sort { $0.name < $1.name }
    return result
  }

  private func entry(_ setting: Setting?, _ name: [UInt8] = []) -> Entry? {
    for entry in entries where entry.setting == setting && entry.name == name { return entry }
    return nil
  }

  private func entry(_ setting: Setting, user: String?, host: String) -> Entry? {
    let host = Array(host.utf8)
    let bare = Settings.withoutPort(host)
    var best: Int?
    var bestRank = 0
    for (index, entry) in entries.enumerated() where entry.setting == setting {
      let rank: Int
      if entry.name.isEmpty {
        rank = 0
      } else if let at = entry.name.lastIndex(of: UInt8(ascii: "@")) {
        guard let user, entry.name[..<at].elementsEqual(user.utf8) else { continue }
        let suffix = Array(entry.name[(at + 1)...])
        if equalIgnoringCase(suffix, host) {
          rank = 4
        } else if equalIgnoringCase(suffix, bare) {
          rank = 3
        } else {
          continue
        }
      } else if equalIgnoringCase(entry.name, host) {
        rank = 2
      } else if equalIgnoringCase(entry.name, bare) {
        rank = 1
      } else {
        continue
      }
      if best == nil || bestRank <= rank { (best, bestRank) = (index, rank) }
    }
    return best.map { entries[$0] }
  }

  /// `host` of `host:port`, and `::1` of `[::1]:port`.
  private static func withoutPort(_ host: [UInt8]) -> [UInt8] {
    if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) { return Array(host[1..<end]) }
    guard let colon = host.firstIndex(of: UInt8(ascii: ":")), host.lastIndex(of: UInt8(ascii: ":")) == colon else {
      return host
    }
    return Array(host[..<colon])
  }

  static func fullName(_ entry: Entry) -> String {
    let suffix = String(decoding: entry.name, as: UTF8.self)
    guard let setting = entry.setting else { return suffix }
    return suffix.isEmpty ? setting.declaration.name : setting.declaration.name + "-" + suffix
  }

  /// A number as settings hold it: decimal, or hexadecimal or binary behind `0x` and `0b`; nil for anything else.
  public static func number(_ text: [UInt8]) -> Int? {
    var digits = text[...]
    var radix = 10
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      if text[1] | 0x20 == UInt8(ascii: "x") { radix = 16 } else if text[1] | 0x20 == UInt8(ascii: "b") { radix = 2 }
      if radix != 10 { digits = text[2...] }
    }
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for byte in digits {
      let digit: Int
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte &- UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = Int(byte &- UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = Int(byte &- UInt8(ascii: "A")) + 10
      default: return nil
      }
      guard digit < radix else { return nil }
      let (high, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflow2) = high.addingReportingOverflow(digit)
      guard !overflow, !overflow2 else { return nil }
      value = sum
    }
    return value
  }
}
