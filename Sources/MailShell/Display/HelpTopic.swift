import MailBytes
import MailLanguage

/// What `help WORD` explains: commands, escapes, options and settings, each by the line of its declaration.
enum HelpTopic {
  /// All words that have an explanation of their own.
  static var names: [String] {
    (CommandTable.reading + CommandTable.language).map(\.name) + Settings.names
      + TildeTable.all.map { "~" + String(UnicodeScalar($0.letter)) }
      + OptionDeclaration.all.filter { $0.tier > 0 && !$0.long.isEmpty }.map { "--" + $0.long }
  }

  /// The explanations of a word, one behind the other; empty where there is none.
  static func lines(for word: String) -> [String] {
    if word.hasPrefix("~"), word.utf8.count < 3 { return escapeLines(word) }
    if word.hasPrefix("-"), word.utf8.count > 1 { return optionLines { isOption($0, word) } }
    var lines: [String] = []
    if let command = CommandTable.command(named: word) { lines += Self.lines(of: command) }
    if let setting = Settings.setting(named: Array(word.utf8)) { lines += Self.lines(of: setting) }
    return lines.isEmpty ? optionLines { $0.long == word } : lines
  }

  /// What somebody may have meant by a word that nothing explains.
  static func suggestion(for word: String) -> String? { NearestName.of(word, among: names) }

  private static func lines(of command: Command) -> [String] {
    [command.name + (command.usage.isEmpty ? "" : " " + command.usage)] + indented([command.help])
  }

  private static func lines(of setting: Setting) -> [String] {
    let value = setting.placeholder.map { "=" + $0 } ?? ""
    return ["set " + setting.name + value] + indented([setting.declaration.help] + setting.remarks)
  }

  private static func escapeLines(_ word: String) -> [String] {
    TildeTable.all.filter { word == "~" || word.utf8.last == $0.letter }.flatMap(\.lines)
  }

  private static func isOption(_ row: OptionDeclaration, _ word: String) -> Bool {
    word == "-" + String(UnicodeScalar(row.letter)) || (!row.long.isEmpty && word == "--" + row.long)
  }

  private static func optionLines(where isMeant: (OptionDeclaration) -> Bool) -> [String] {
    guard let row = OptionDeclaration.all.first(where: { $0.tier > 0 && isMeant($0) }) else { return [] }
    return [OptionHelp.name(of: row)] + indented([row.help])
  }

  private static func indented(_ sentences: [String]) -> [String] {
    let text = sentences.joined(separator: " ").split(separator: "\t", omittingEmptySubsequences: false)
    return HelpText.wrapped(text.joined(separator: "\\t"), width: 75).map { "    " + $0 }
  }
}

extension TildeEscape {
  /// The lines of the list that `~?` prints.
  var lines: [String] {
    let start = "~" + String(UnicodeScalar(letter)) + (usage.isEmpty ? "" : " " + usage)
    return HelpText.columns(start, help, at: 24)
  }
}
