/// Text for mdoc(7): what a table says, safe from being read as a macro.
struct ManualText {
  /// The lines so far.
  private(set) var lines: [String] = []

  /// A macro line, with arguments that were made by `argument`.
  mutating func macro(_ line: String) { lines.append(line) }

  /// A line of plain text.
  mutating func text(_ text: String) {
    guard !text.isEmpty else { return }
    let escaped = ManualText.escaped(text)
    lines.append(escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped)
  }

  /// One argument of a macro line, in quotes where it needs them; short words are kept from being macros themselves.
  static func argument(_ text: String) -> String {
    var escaped = escaped(text)
    if escaped.utf8.count <= 3 || ".,:;()[]?!|".contains(escaped.first ?? "a") { escaped = "\\&" + escaped }
    escaped = escaped.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq")
    return escaped.contains(" ") ? "\"" + escaped + "\"" : escaped
  }

  /// Backslashes and dashes as groff wants them.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "`": result += "\\(ga"
      case "\t": result += "\\et"
      default: result.append(character)
      }
    }
    return result
  }
}
