import MailBytes
import MailLanguage

/// The few colours of the reader; empty sequences unless `color` is set and a terminal wants them.
struct Palette {
  /// Whether anything is coloured.
  let isOn: Bool

  /// The text in bold, for the current message and the line above a message.
  func strong(_ text: TerminalText) -> TerminalText { painted(text, "\u{1b}[1m") }

  /// The text of something new.
  func fresh(_ text: TerminalText) -> TerminalText { painted(text, "\u{1b}[32m") }

  /// The text of a field's name.
  func name(_ text: TerminalText) -> TerminalText { painted(text, "\u{1b}[36m") }

  private func painted(_ text: TerminalText, _ start: StaticString) -> TerminalText {
    guard isOn else { return text }
    var result = TerminalText()
    result.append(start)
    result.append(text)
    result.append("\u{1b}[0m" as StaticString)
    return result
  }
}

extension Session {
  /// Colours for standard output: only on a terminal, only when asked for, never against `NO_COLOR`.
  var palette: Palette {
    let isOn =
      settings.flag(.color) && !settings.flag(.colourDisable) && !settings.flag(.noColor) && world.output.isTerminal
      && world.environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
    return Palette(isOn: isOn)
  }
}
