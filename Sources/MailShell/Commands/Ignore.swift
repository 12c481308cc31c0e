import MailLanguage

extension Command {
  /// A command that adds to, takes off or shows one list of header fields.
  private static func fields(
    _ name: String, _ shortest: Int, of context: HeaderContext, _ list: HeaderList, removing: Bool = false,
    help: String
  ) -> Command {
    Command(
      name, shortest, takes: .words(least: 0, most: .max), .anywhere, usage: removing ? "field ... | *" : "[field ...]",
      help: help
    ) { session, call in
      session.changeFields(call.strings, of: context, list, removing: removing)
      return .done
    }
  }

  static let ignore = fields("ignore", 2, of: .type, .ignored, help: "Hide header fields, or list the hidden ones.")
  static let unignore = fields("unignore", 3, of: .type, .ignored, removing: true, help: "Show hidden fields again.")
  static let retain = fields("retain", 3, of: .type, .retained, help: "Show these header fields only, or list them.")
  static let unretain = fields("unretain", 5, of: .type, .retained, removing: true, help: "Take fields off retain.")
  static let saveignore = fields("saveignore", 5, of: .save, .ignored, help: "Leave header fields out when saving.")
  static let saveretain = fields("saveretain", 5, of: .save, .retained, help: "Save these header fields only.")
  static let unsaveignore = fields(
    "unsaveignore", 4, of: .save, .ignored, removing: true, help: "Take fields off saveignore.")
  static let unsaveretain = fields(
    "unsaveretain", 7, of: .save, .retained, removing: true, help: "Take fields off saveretain.")
  static let fwdignore = fields("fwdignore", 4, of: .forward, .ignored, help: "Leave fields out when forwarding.")
  static let fwdretain = fields("fwdretain", 4, of: .forward, .retained, help: "Forward these header fields only.")
  static let unfwdignore = fields(
    "unfwdignore", 4, of: .forward, .ignored, removing: true, help: "Take fields off fwdignore.")
  static let unfwdretain = fields(
    "unfwdretain", 6, of: .forward, .retained, removing: true, help: "Take fields off fwdretain.")
}

/// Where a selection of header fields holds.
enum HeaderContext {
  case type
  case save
  case forward
  case top
}

/// One of the two lists of a selection.
enum HeaderList {
  case ignored
  case retained
}

extension Session {
  /// The selection of one context.
  subscript(selection context: HeaderContext) -> HeaderSelection {
    get {
      switch context {
      case .type: typeSelection
      case .save: saveSelection
      case .forward: forwardSelection
      case .top: topSelection ?? typeSelection
      }
    }
    set {
      switch context {
      case .type: typeSelection = newValue
      case .save: saveSelection = newValue
      case .forward: forwardSelection = newValue
      case .top: topSelection = newValue
      }
    }
  }

  /// Adds fields to a list, takes them off, or, without fields, shows it.
  func changeFields(_ names: [String], of context: HeaderContext, _ list: HeaderList, removing: Bool) {
    var selection = self[selection: context]
    var fields = list == .ignored ? selection.ignored : selection.retained
    if names.isEmpty {
      for field in fields.sorted() { say(SettingLine.quoted(Array(field.utf8))) }
      return
    }
    // The first list of the person's own takes the place of the one that is shipped.
    if selection == .shipped, !removing { fields = [] }
    for name in names {
      let name = ASCIIName.lowered(name)
      if removing {
        fields.removeAll { name == "*" || $0 == name }
      } else if !fields.contains(name) {
        fields.append(name)
      }
    }
    if selection == .shipped, !removing { selection = HeaderSelection() }
    if list == .ignored { selection.ignored = fields } else { selection.retained = fields }
    self[selection: context] = selection
  }
}
