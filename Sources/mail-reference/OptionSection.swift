import MailLanguage

/// The list of options for mail(1).
enum OptionSection {
  static func lines() -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for row in OptionDeclaration.all where row.tier > 0 {
      text.macro(item(row))
      text.text(row.help)
    }
    text.macro(".El")
    return text.lines
  }

  private static func item(_ row: OptionDeclaration) -> String {
    var parts: [String] = []
    let value = row.valueName.isEmpty ? "" : " Ar " + ManualText.argument(row.valueName)
    let optional = row.argument == .byContext || row.argument == .optional
    if row.letter != UInt8(ascii: " ") {
      let letter = String(UnicodeScalar(row.letter))
      parts.append("Fl " + ManualText.argument(letter) + (optional && !value.isEmpty ? " Oo" + value + " Oc" : value))
    }
    if !row.long.isEmpty {
      let long = "Fl \\-" + ManualText.escaped(row.long)
      parts.append(value.isEmpty ? long : optional ? long + " Ns Oo = Ns" + value + " Oc" : long + " Ns = Ns" + value)
    }
    return ".It " + parts.joined(separator: " , ")
  }
}
