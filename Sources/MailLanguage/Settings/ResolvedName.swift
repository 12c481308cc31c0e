/// What a written name means: a setting, a setting with a suffix, or a user variable.
struct ResolvedName {
  /// The setting, or nil for a user variable.
  let setting: Setting?
  /// What follows the dash of a chained name, or the whole name of a user variable.
  let name: [UInt8]
  /// Whether the name says the opposite of the setting.
  let inverse: Bool

  /// Looks the name up: the table, the other spellings, then the longest chained setting that it begins with.
  init(_ written: [UInt8]) {
    if let (setting, inverse) = Setting.resolved(written) {
      self.setting = setting
      self.inverse = inverse
      name = []
      return
    }
    var dash = written.count
    while dash > 0 {
      dash -= 1
      guard written[dash] == UInt8(ascii: "-"), dash + 1 < written.count,
        let (setting, inverse) = Setting.resolved(Array(written[..<dash])),
        setting.declaration.traits.contains(.chain)
      else { continue }
      self.setting = setting
      self.inverse = inverse
      name = Array(written[(dash + 1)...])
      return
    }
    setting = nil
    inverse = false
    name = written
  }
}

/// Whether two names are equal but for the case of ASCII letters.
func equalIgnoringCase(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  for index in left.indices where lowered(left[index]) != lowered(right[index]) { return false }
  return true
}

/// The lower-case form of an ASCII letter.
func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
