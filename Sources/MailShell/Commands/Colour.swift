import MailLanguage

extension Command {
  /// Gives elements of the display their colours, or lists them.
  static let colour = Command(
    "colour", 4, takes: .words(least: 0, most: 4), .anywhere, usage: "[iso|256|mono [element look [condition]]]",
    help: "Give an element of the display a look: colour iso view-header ft=bold,fg=red subject,from. Elements are "
      + "sum-dotmark, sum-header, view-msginfo, view-header; it needs a terminal, and neither NO_COLOR nor colour-disable."
  ) { session, call in
    let words = call.strings.map { ASCIIName.lowered($0) }
    guard words.count > 1 else {
      for mapping in session.language.colours.mappings where words.isEmpty || mapping.type == colourType(words[0]) {
        let condition = mapping.condition.map { " " + ShellQuote.quoted($0) } ?? ""
        session.say("colour \(mapping.type) \(mapping.element) \(mapping.look)" + condition)
      }
      return .done
    }
    guard let type = colourType(words[0]) else {
      throw ShellError("colour: no such type: \(TerminalQuote.quoted(words[0]))", hint: "Use iso, 256 or mono.")
    }
    guard words.count > 2, ColourTable.sequence(words[2]) != nil else {
      throw ShellError(
        "colour: cannot read the look of \(TerminalQuote.quoted(words[1]))", hint: "Write for instance ft=bold,fg=red.")
    }
    session.language.colours.add(
      .init(type: type, element: words[1], look: words[2], condition: words.count > 3 ? words[3] : nil))
    return .done
  }

  /// Takes colours away.
  static let uncolour = Command(
    "uncolour", 6, takes: .words(least: 2, most: 3), .anywhere, usage: "iso|256|mono|all element|* [condition]",
    help: "Take the look of an element away."
  ) { session, call in
    let words = call.strings.map { ASCIIName.lowered($0) }
    guard let type = words[0] == "all" || words[0] == "*" ? "all" : colourType(words[0]) else {
      throw ShellError("uncolour: no such type: \(TerminalQuote.quoted(words[0]))", hint: "Use iso, 256, mono or all.")
    }
    session.language.colours.remove(type: type, element: words[1], condition: words.count > 2 ? words[2] : nil)
    return .done
  }
}

/// The type in the word that is listed; nil when there is none such.
private func colourType(_ word: String) -> String? {
  switch word {
  case "8", "iso", "ansi": "iso"
  case "256": "256"
  case "1", "mono": "mono"
  default: nil
  }
}
