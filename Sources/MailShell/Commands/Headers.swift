import MailLanguage

extension Command {
  /// Shows a page of header lines.
  static let headers = Command(
    "headers", 1, takes: .raw, [.folder], usage: "[message | + | -]",
    help: "List a page of messages: the one with the current message, or with the message named."
  ) { session, call in
    switch call.text {
    case "+", "-": return try session.scrollHeaders(call.text)
    case "": try session.showHeaderPage(around: session.folder?.dot)
    default:
      let numbers = try session.messages(named: call.raw, .any)
      guard let first = numbers.first else { return .failed }
      try session.showHeaderPage(around: first, movesDot: first != session.folder?.dot)
    }
    return .done
  }

  /// Pages through the header lines.
  static let scroll = Command(
    "z", 1, takes: .raw, [.folder], usage: "[+ | - | page | $]", help: "Page through the list of messages."
  ) { session, call in
    try session.scrollHeaders(call.text)
  }

  /// Pages to the next page with new or flagged messages.
  static let scrollToNew = Command(
    "Z", 1, takes: .raw, [.folder], usage: "[+ | -]",
    help: "As z, to the next page that holds new or flagged messages."
  ) { session, call in
    try session.scrollHeadersToNew(backwards: call.text.hasPrefix("-"))
  }

  /// Lists messages.
  static let from = Command(
    "from", 1, takes: .messages, list: .any, [.folder], usage: "[msglist]", help: "List messages, one header line each."
  ) { session, call in
    try session.showHeadlines(of: call.messages)
    if let last = call.messages.last { session.setDot(last) }
    return .done
  }
}

extension Session {
  /// How many header lines make a page: `screen`, else what the screen holds.
  var headerPageSize: Int {
    let screen = settings.number(.screen) ?? 0
    if screen > 0 { return screen }
    return max(1, (screenRows ?? 24) - 2)
  }

  /// Prints the page of header lines that a message is on; nil stays on the page shown last.
  ///
  /// - Parameter movesDot: whether the message at the top of the page becomes the current one, as when a person pages.
  func showHeaderPage(around number: Int?, movesDot: Bool = false) throws {
    guard var folder else { return }
    let size = headerPageSize
    if let number, number > 0 { folder.pageStart = folder.position(of: number) / size * size }
    if folder.pageStart >= folder.count { folder.pageStart = max(0, (folder.count - 1) / size * size) }
    self.folder = folder
    var shown: [Int] = []
    var position = folder.pageStart
    while position < folder.count, shown.count < size {
      let candidate = folder.number(at: position)
      if folder.isListed(candidate) { shown.append(candidate) }
      position += 1
    }
    if shown.isEmpty { say("No applicable messages") }
    if movesDot, let top = shown.first { setDot(top) }
    try showHeadlines(of: shown)
  }

  /// Goes to another page: `+`, `-`, `+3`, `-2`, a page's number, `0` and `^` for the first, `$` for the last.
  func scrollHeaders(_ argument: String) throws -> Outcome {
    guard let folder else { return .done }
    let size = headerPageSize
    let last = max(0, (folder.count - 1) / size)
    let current = folder.pageStart / size
    let target: Int
    switch argument {
    case "", "+": target = current + 1
    case "-": target = current - 1
    case "0", "^": target = 0
    case "$": target = last
    case ".": target = current
    default:
      guard let number = Int(argument) else {
        throw ShellError("z: unknown argument \(TerminalQuote.quoted(argument))", hint: "Use z, z-, z+2, z 3 or z$.")
      }
      let isRelative = argument.hasPrefix("+") || argument.hasPrefix("-")
      target = isRelative ? current.addingReportingOverflow(number).partialValue : number - 1
    }
    if target > last && argument != "$" { say("On last screenful of messages") }
    if target < 0 { say("On first screenful of messages") }
    let start = min(max(0, target), last) * size
    self.folder?.pageStart = start
    try showHeaderPage(around: nil, movesDot: start != folder.pageStart)
    return .done
  }

  /// Goes to the next page, in either direction, that holds a new or flagged message.
  func scrollHeadersToNew(backwards: Bool) throws -> Outcome {
    guard let folder else { return .done }
    let size = headerPageSize
    let isWanted: (MessageState) -> Bool = { !$0.isHidden && ($0.isNew || $0.contains(.flagged)) }
    let found: Int?
    if backwards {
      found = folder.previous(before: folder.number(at: folder.pageStart), where: isWanted)
    } else {
      let lastShown = min(folder.count, folder.pageStart + size)
      found = lastShown > 0 ? folder.next(after: folder.number(at: lastShown - 1), where: isWanted) : nil
    }
    guard let found else {
      say(backwards ? "On first screenful of messages" : "On last screenful of messages")
      try showHeaderPage(around: nil)
      return .done
    }
    try showHeaderPage(around: found, movesDot: true)
    return .done
  }
}
