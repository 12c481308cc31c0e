/// What a name stood for at one moment, so that it can be put back exactly, its place among rivals included.
public struct SettingState: Sendable {
  let setting: Setting?
  let name: [UInt8]
  let entry: Settings.Entry?

  /// Whether the other state is about the same name.
  public func isSameName(as other: SettingState) -> Bool { setting == other.setting && name == other.name }
}

extension Settings {
  /// The state of a name.
  public func state(of name: [UInt8]) -> SettingState { state(of: ResolvedName(name)) }

  /// The state of what one word of `set` is about: `name`, `name=value` or `noname`.
  public func state(ofWord word: [UInt8]) -> SettingState {
    if let equals = word.firstIndex(of: UInt8(ascii: "=")) { return state(of: Array(word[..<equals])) }
    return state(of: Settings.isNegated(word) ? Array(word[2...]) : word)
  }

  /// Puts a name back as it was: nobody's assignment, so neither `-S` nor a later rival stands in the way.
  public mutating func restore(_ state: SettingState) {
    let index = entries.firstIndex { $0.setting == state.setting && $0.name == state.name }
    switch (index, state.entry) {
    case (let index?, let entry?): entries[index] = entry
    case (let index?, nil): entries.remove(at: index)
    case (nil, let entry?): entries.append(entry)
    case (nil, nil): break
    }
  }

  private func state(of name: ResolvedName) -> SettingState {
    SettingState(
      setting: name.setting, name: name.name,
      entry: entries.first { $0.setting == name.setting && $0.name == name.name })
  }
}
