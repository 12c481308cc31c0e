import MailBytes
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

  /// Lets a variable of the environment change with the setting of its name from now on; what only one of them has, the
  /// other gets.
  func link(_ name: String) throws {
    let bytes = name.keptBytes
    if let value = settings.value(named: bytes) {
      world.environment[name] = String(keeping: value)
    } else if let value = world.environment[name] {
      try settings.assign(bytes, value.keptBytes, from: language.origin)
    } else {
      throw ShellError("environ: \(name) is neither set nor in the environment, so it cannot be linked")
    }
    if linkedVariable(ofWord: bytes) != name { language.links.append(name) }
  }

  /// Sets a variable of the environment and the setting of its name, and links them.
  func setVariable(_ word: [UInt8]) throws {
    let name = SettingWord.name(of: word)
    let text = String(keeping: name)
    rememberLocally(name, variable: text)
    try settings.assign(name, Array(word.dropFirst(name.count + 1)), from: language.origin)
    try link(text)
  }

  /// Takes a variable of the environment away, and the setting of its name.
  func unsetVariable(_ name: [UInt8]) {
    let text = String(keeping: name)
    rememberLocally(name, variable: text)
    unset(name, from: language.origin)
    world.environment[text] = nil
  }

  /// Lets a setting and a variable go their own ways, each with the value it has.
  func unlink(_ name: String) throws(ShellError) {
    guard let index = language.links.firstIndex(of: name) else { throw ShellError("environ: \(name) is not linked") }
    language.links.remove(at: index)
  }

  /// The variable of the environment that changes with the word, nil for the usual one that is a setting alone.
  private func linkedVariable(ofWord word: [UInt8]) -> String? {
    let name = word.prefix { $0 != UInt8(ascii: "=") }
    if !language.links.isEmpty {
      let text = String(keeping: Array(name))
      if language.links.contains(text) { return text }
    }
    if name.count > 2, name.starts(with: "no".utf8) { return linkedVariable(ofWord: Array(name.dropFirst(2))) }
    guard let first = name.first, first &- UInt8(ascii: "A") < 26 else { return nil }
    let linked = ["HOME", "PATH", "TERM", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LC_TIME"]
    let text = String(decoding: name, as: UTF8.self)
    return linked.contains(text) ? text : nil
  }

  private func exportSetting(_ name: String) {
    let value = settings.value(named: name.keptBytes).map { String(keeping: $0) }
    if world.environment[name] != value { world.environment[name] = value }
    // What is not set any more is not linked either.
    if value == nil { language.links.removeAll { $0 == name } }
  }
}
