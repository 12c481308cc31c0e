import MailLanguage

extension Command {
  private static func printing(
    _ name: String, _ shortest: Int, help: String, _ style: @escaping @Sendable (Session) -> PrintStyle
  ) -> Command {
    Command(name, shortest, takes: .messages, [.folder, .parts], usage: "[msglist]", help: help) { session, call in
      var style = style(session)
      style.part = call.part
      try session.printMessages(call.messages, with: style)
      return .done
    }
  }

  /// Shows messages with the fields that ignore and retain leave.
  static let print = printing("print", 1, help: "Print messages.") { _ in PrintStyle() }
  /// Shows messages with all fields.
  static let printAll = printing("Print", 1, help: "Print messages with all header fields.") { _ in
    PrintStyle(fields: .all)
  }
  /// Shows messages through the pager.
  static let more = printing("more", 2, help: "Print messages through the pager.") { _ in
    PrintStyle(alwaysPages: true)
  }
  /// Shows messages with all fields through the pager.
  static let moreAll = printing("More", 2, help: "Print messages with all fields through the pager.") { _ in
    PrintStyle(fields: .all, alwaysPages: true)
  }
  /// Shows messages as they are stored.
  static let show = printing("show", 4, help: "Print messages as they are stored, not decoded.") { _ in
    PrintStyle(fields: .all, isRaw: true)
  }
  /// Shows messages decoded, as print does.
  static let decode = printing("decode", 4, help: "Print messages or their parts decoded.") { _ in PrintStyle() }
  /// Shows the first lines.
  static let top = printing("top", 2, help: "Print the first lines of messages; toplines says how many.") { session in
    PrintStyle(fields: .top, lineLimit: session.topLineCount)
  }
  /// Shows the first lines with all fields.
  static let topAll = printing("Top", 2, help: "Print the first lines of messages with all fields.") { session in
    PrintStyle(fields: .all, lineLimit: session.topLineCount)
  }
}

extension Session {
  /// How many lines top shows.
  fileprivate var topLineCount: Int { settings.number(.toplines) ?? 5 }
}
