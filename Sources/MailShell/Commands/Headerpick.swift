import MailLanguage

extension Command {
  /// The one command of s-nail for all selections of header fields.
  static let headerpick = Command(
    "headerpick", 7, takes: .words(least: 0, most: .max), .anywhere,
    usage: "[type|save|forward|top [ignore|retain [field ...]]]",
    help: "Choose or list the header fields of a context."
  ) { session, call in
    try session.pickHeaders(call.strings, removing: false)
    return .done
  }

  /// The reverse of headerpick.
  static let unheaderpick = Command(
    "unheaderpick", 3, takes: .words(least: 3, most: .max), .anywhere,
    usage: "type|save|forward|top ignore|retain field ... | *",
    help: "Take header fields off a selection."
  ) { session, call in
    try session.pickHeaders(call.strings, removing: true)
    return .done
  }
}

extension Session {
  /// Applies the words of headerpick.
  func pickHeaders(_ words: [String], removing: Bool) throws(ShellError) {
    let contexts: [(name: String, context: HeaderContext)] = [
      ("type", .type), ("save", .save), ("forward", .forward), ("top", .top),
    ]
    guard let first = words.first else {
      for entry in contexts {
        let selection = self[selection: entry.context]
        for (kind, fields) in [("retain", selection.retained), ("ignore", selection.ignored)] where !fields.isEmpty {
          say("headerpick \(entry.name) \(kind) " + SettingLine.quoted(Array(fields.joined(separator: " ").utf8)))
        }
      }
      return
    }
    guard let context = contexts.first(where: { $0.name == ASCIIName.lowered(first) })?.context else {
      throw ShellError(
        "headerpick: no such context: \(TerminalQuote.quoted(first))", hint: "It is one of type, save, forward, top.")
    }
    guard words.count > 1 else {
      changeFields([], of: context, .retained, removing: false)
      changeFields([], of: context, .ignored, removing: false)
      return
    }
    let list: HeaderList
    switch ASCIIName.lowered(words[1]) {
    case "retain": list = .retained
    case "ignore", "discard": list = .ignored
    default:
      throw ShellError("headerpick: neither ignore nor retain: \(TerminalQuote.quoted(words[1]))")
    }
    changeFields(Array(words.dropFirst(2)), of: context, list, removing: removing)
  }
}
