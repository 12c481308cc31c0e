import MailLanguage

// `HOME`, `TZ` and their like are asked for by the libraries and by every child, so a setting of theirs is of no use
// unless the environment has it too.

extension Session {
  /// Sets or unsets what a word of `set` or `-S` says, in the environment too where it is a variable of that.
  func assign(word: [UInt8], from origin: SettingOrigin) throws(SettingError) {
    let variable = linkedVariable(ofWord: word)
    rememberLocally(word: word, variable: variable)
    try settings.assign(word: word, from: origin)
    if let variable { exportSetting(variable) }
  }

  /// Takes a setting away, from the environment too where it is a variable of that.
  func unset(_ name: [UInt8], from origin: SettingOrigin) {
    let variable = linkedVariable(ofWord: name)
    rememberLocally(name, variable: variable)
    settings.unset(name, from: origin)
    if let variable { exportSetting(variable) }
  }

  /// The variable of the environment that changes with the word, nil for the usual one that is a setting alone.
  private func linkedVariable(ofWord word: [UInt8]) -> String? {
    var name = word.prefix { $0 != UInt8(ascii: "=") }
    if name.count > 2, name.starts(with: "no".utf8) { name = name.dropFirst(2) }
    guard let first = name.first, first &- UInt8(ascii: "A") < 26 else { return nil }
    let linked = ["HOME", "PATH", "TERM", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LC_TIME"]
    let text = String(decoding: name, as: UTF8.self)
    return linked.contains(text) ? text : nil
  }

  private func exportSetting(_ name: String) {
    let value = settings.value(named: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) }
    if world.environment[name] != value { world.environment[name] = value }
  }
}
