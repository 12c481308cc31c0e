import MailLanguage

/// The list of options that `--help` prints, made from the table that the parser reads.
enum OptionHelp {
  /// The options that everyone meets, or all of them.
  static func text(all: Bool) -> String {
    var lines = "Options:\n"
    for row in OptionDeclaration.all where row.tier > 0 && (all || row.tier == 1) {
      let name = "  " + (row.letter == UInt8(ascii: " ") ? "    " : "") + name(of: row)
      lines += HelpText.columns(name, row.help, at: 32).joined(separator: "\n") + "\n"
    }
    if !all { lines += "Type --long-help for all options; see mail(1).\n" }
    return lines
  }

  /// `-s, --subject text`; `--resume[=file]` where a word behind it is something else.
  static func name(of row: OptionDeclaration) -> String {
    let letter = row.letter == UInt8(ascii: " ") ? [] : ["-" + String(UnicodeScalar(row.letter))]
    let long = row.long.isEmpty ? [] : ["--" + row.long]
    let name = (letter + long).joined(separator: ", ")
    if row.valueName.isEmpty { return name }
    return name + (letter.isEmpty && row.argument == .optional ? "[=\(row.valueName)]" : " " + row.valueName)
  }
}
