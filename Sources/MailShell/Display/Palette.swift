import MailBytes
import MailLanguage

/// The colours of the reader; nothing is painted unless `color` or `colour` asks for it and a terminal can.
struct Palette {
  /// Whether anything is coloured.
  let isOn: Bool
  /// The looks that `colour` gave.
  var table = ColourTable()
  /// Whether `color` turned the looks on that are shipped.
  var hasStandardLooks = true
  /// What the terminal can do.
  var type = "iso"

  /// The line above a message.
  func messageLine(_ text: TerminalText) -> TerminalText { painted(text, "view-msginfo", "", standard: [1]) }

  /// The line of the current message in the summary.
  func currentLine(_ text: TerminalText) -> TerminalText {
    let look = table.sequence(of: "sum-dotmark", type: type, subject: "dot")
    return look.map { painted(text, $0) } ?? painted(text, "sum-header", "dot", standard: [1])
  }

  /// The line of another message in the summary.
  func summaryLine(_ text: TerminalText, isNew: Bool) -> TerminalText {
    painted(text, "sum-header", isNew ? "" : "older", standard: isNew ? [32] : [])
  }

  /// The name of a header field.
  func fieldName(_ text: TerminalText, named name: String) -> TerminalText {
    painted(text, "view-header", name, standard: [36])
  }

  private func painted(_ text: TerminalText, _ element: String, _ subject: String, standard: [UInt8]) -> TerminalText {
    guard isOn else { return text }
    let look = table.sequence(of: element, type: type, subject: subject) ?? (hasStandardLooks ? standard : [])
    return painted(text, look)
  }

  private func painted(_ text: TerminalText, _ look: [UInt8]) -> TerminalText {
    guard isOn, !look.isEmpty else { return text }
    var result = TerminalText()
    result.append(rendition: look)
    result.append(text)
    result.append(rendition: [0])
    return result
  }
}

extension Session {
  /// Colours for standard output: only on a terminal, only when asked for, never against `NO_COLOR`.
  var palette: Palette {
    let isWanted = settings.flag(.color) || !language.colours.mappings.isEmpty
    let isOn =
      isWanted && !settings.flag(.colourDisable) && !settings.flag(.typescriptMode) && !settings.flag(.noColor)
      && world.output.isTerminal && world.environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
    guard isOn else { return Palette(isOn: false) }
    let term = world.environment["TERM"] ?? ""
    let type =
      term.contains(bytesOf: "256") || world.environment["COLORTERM"] != nil
      ? "256" : term.contains(bytesOf: "mono") ? "mono" : "iso"
    return Palette(isOn: true, table: language.colours, hasStandardLooks: settings.flag(.color), type: type)
  }
}
