/// The declarations of commands and tilde escapes in plain values, for the manual.
public enum Reference {
  /// One command with its other names.
  public struct CommandEntry: Sendable {
    /// The names, each with how many letters of it suffice; the first is the main one.
    public var names: [(name: String, shortest: Int)]
    /// The arguments as help shows them.
    public let usage: String
    /// What it does.
    public let help: String
    /// Whether it may stand in start-up files.
    public let isForFiles: Bool
  }

  /// One tilde escape.
  public struct EscapeEntry: Sendable {
    /// The character behind the tilde.
    public let letter: String
    /// Its argument.
    public let usage: String
    /// What it does.
    public let help: String
  }

  /// All commands by name; those that do the same are one entry.
  public static var commands: [CommandEntry] {
    var entries: [CommandEntry] = []
    for command in CommandTable.reading + CommandTable.language {
      let name = (name: command.name, shortest: command.shortest)
      let same = entries.firstIndex { $0.help == command.help && $0.usage == command.usage }
      if let same {
        if !entries[same].names.contains(where: { $0.name == name.name }) { entries[same].names.append(name) }
      } else {
        entries.append(
          CommandEntry(
            names: [name], usage: command.usage, help: command.help, isForFiles: command.traits.contains(.startup)))
      }
    }
    return entries
  }

  /// All tilde escapes, in the order of `~?`.
  public static var escapes: [EscapeEntry] {
    TildeTable.all.map { escape in
      EscapeEntry(letter: String(UnicodeScalar(escape.letter)), usage: escape.usage, help: escape.help)
    }
  }
}
