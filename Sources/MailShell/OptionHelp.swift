import MailLanguage

/// The list of options that `--help` prints, made from the table that the parser reads.
enum OptionHelp {
  /// The options that everyone meets, or all of them.
  static func text(all: Bool) -> String {
    var lines = "Options:\n"
    for row in OptionDeclaration.all where row.tier > 0 && (all || row.tier == 1) {
      var name = row.letter == UInt8(ascii: " ") ? "    " : "-" + String(UnicodeScalar(row.letter))
      if !row.long.isEmpty { name += (row.letter == UInt8(ascii: " ") ? "" : ", ") + "--" + row.long }
      if !row.valueName.isEmpty { name += " " + row.valueName }
      let gap = name.utf8.count < 30 ? String(repeating: " ", count: 30 - name.utf8.count) : "\n" + indent
      lines += "  " + name + gap + row.help + "\n"
    }
    if !all { lines += "Type --long-help for all options; see mail(1).\n" }
    return lines
  }

  private static let indent = String(repeating: " ", count: 32)
}
