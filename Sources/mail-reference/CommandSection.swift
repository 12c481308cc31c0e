import MailShell

/// The list of commands for mail(1), and that of tilde escapes.
enum CommandSection {
  static func lines() -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for entry in Reference.commands.sorted(by: { before($0.names[0].name, $1.names[0].name) }) {
      let names = entry.names.map { "Ic " + ManualText.argument(abbreviated($0.name, $0.shortest)) }
      let usage = entry.usage.isEmpty ? "" : " Ar " + ManualText.argument(entry.usage)
      text.macro(".It " + names.joined(separator: " , ") + usage)
      text.text(entry.help)
    }
    text.macro(".El")
    return text.lines
  }

  static func escapeLines() -> [String] {
    var text = ManualText()
    text.macro(".Bl -tag -width Ds")
    for entry in Reference.escapes {
      let usage = entry.usage.isEmpty ? "" : " Ar " + ManualText.argument(entry.usage)
      text.macro(".It Ic " + ManualText.argument("~" + entry.letter) + usage)
      text.text(entry.help)
    }
    text.macro(".El")
    return text.lines
  }

  /// `p[rint]`: the letters that suffice, then the rest.
  private static func abbreviated(_ name: String, _ shortest: Int) -> String {
    guard shortest < name.count else { return name }
    return name.prefix(shortest) + "[" + name.dropFirst(shortest) + "]"
  }

  /// By letters first, as in a dictionary; the small letter before the capital.
  private static func before(_ left: String, _ right: String) -> Bool {
    let (small, other) = (left.lowercased(), right.lowercased())
    return small == other ? left > right : small < other
  }
}
