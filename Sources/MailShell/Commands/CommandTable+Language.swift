extension CommandTable {
  /// Commands of the start-up files: settings, aliases, conditions, macros; usable at the prompt and behind `~:` too.
  static let language: [Command] = []
}
