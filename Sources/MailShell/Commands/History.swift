import MailLanguage

extension Command {
  /// Shows or empties the history of the line editor.
  static let history = Command(
    "history", 2, takes: .words(least: 0, most: 2), [], usage: "[show | clear | load | save | delete number]",
    help: "Show, empty, load or save the lines typed before; delete takes one out."
  ) { session, call in
    guard let editor = session.world.input as? LineEditor else {
      throw ShellError("history: lines are only kept at a terminal with a line editor")
    }
    switch call.strings.first ?? "show" {
    case "show":
      for (index, line) in editor.lines.enumerated() {
        session.say("\(index + 1) " + line)
      }
    case "clear": editor.replaceHistory(by: [])
    case "load": session.loadHistory(into: editor)
    case "save": session.saveHistory(of: editor)
    case "delete":
      guard let number = call.strings.last.flatMap({ Int($0) }), number > 0, number <= editor.lines.count else {
        throw ShellError("history: no line of that number", hint: "Type history for the numbers.")
      }
      var lines = editor.lines
      lines.remove(at: number - 1)
      editor.replaceHistory(by: lines)
    default:
      throw ShellError("history: unknown word \(TerminalQuote.quoted(call.strings[0]))")
    }
    return .done
  }
}
