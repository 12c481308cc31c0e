import MailBytes

/// Breaks a long list of addresses at its commas, so that the terminal does not cut it within one.
struct HeaderFolder {
  /// The columns of the screen; nil to leave every field on one line.
  let width: Int?
  let widths: any CharacterWidths

  /// What a line begins with that goes on with the field, as in a message.
  private static let indent: TerminalText = "    "

  /// The pieces with commas between them, behind a name that stands already; a blank comes first.
  func folded(_ pieces: [String], behind name: String) -> TerminalText {
    guard let width else { return " \(pieces.joined(separator: ", "))" }
    var text: TerminalText = " "
    var column = TerminalText(cleaning: name).columns(widths: widths)
    for (index, piece) in pieces.enumerated() {
      let shown: TerminalText = "\(piece)\(index + 1 < pieces.count ? "," : "")"
      let columns = shown.columns(widths: widths)
      if index > 0 {
        if column + 1 + columns > width {
          text += "\n"
          text += Self.indent
          column = Self.indent.columns(widths: widths)
        } else {
          text += " "
          column += 1
        }
      }
      text += shown
      column += columns
    }
    return text
  }
}
