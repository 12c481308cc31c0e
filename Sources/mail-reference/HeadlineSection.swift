import MailLanguage

/// The fields of `headline` for mail.rc(5).
enum HeadlineSection {
  static func lines() -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds -compact")
    for field in HeadlineFormat.Field.allCases {
      let row = field.declaration
      let letters = row.letters.description.map { "Cm " + ManualText.argument("%" + String($0)) }
      text.macro(".It " + letters.joined(separator: " , "))
      text.text(row.help.description)
    }
    text.macro(".It Cm " + ManualText.argument("%%"))
    text.text("A percent sign.")
    text.macro(".El")
    return text.lines
  }

  /// The format that counts where none is set.
  static func standardLines() -> [String] { [".Dl " + ManualText.argument(HeadlineFormat.standard)] }
}
