import MailBytes
import MailFormat
import MailLanguage
import MailStore

extension Command {
  /// Shows the folder in another order.
  static let sort = Command(
    "sort", 3, takes: .words(least: 0, most: 1), [.folder],
    usage: "[date | from | size | spam | status | subject | thread | to]", completes: .orders,
    help: "Show the messages in another order."
  ) { session, call in
    guard let word = call.strings.first else {
      session.say(session.folder?.sortedBy ?? "none")
      return .done
    }
    let criterion = ASCIIName.lowered(word)
    if criterion == "none" { session.folder?.arrange(nil) } else { try session.sort(by: criterion) }
    session.folder?.sortedBy = criterion == "none" ? nil : criterion
    if session.isInteractive && session.settings.flag(.header) {
      try session.showHeaderPage(around: session.folder?.dot)
    }
    return .done
  }

  /// Shows the folder in threads.
  static let thread = Command(
    "thread", 2, takes: .messages, list: .optional, [.folder], usage: "[msglist]",
    help: "Show answers below the messages they answer; with messages, list the page of the first."
  ) { session, call in
    try session.sort(by: "thread")
    session.folder?.sortedBy = "thread"
    if call.namesMessages, let first = call.messages.first {
      session.setDot(first)
      try session.showHeaderPage(around: first)
    } else if session.isInteractive && session.settings.flag(.header) {
      try session.showHeaderPage(around: session.folder?.dot)
    }
    return .done
  }

  /// Shows the folder in its own order again.
  static let unsort = Command(
    "unsort", 4, takes: .none, [.folder], help: "Show the messages in the folder's own order again."
  ) { session, _ in
    session.folder?.arrange(nil)
    session.folder?.sortedBy = nil
    return .done
  }

  /// Hides the answers of threads.
  static let collapse = Command(
    "collapse", 4, takes: .messages, [.folder], usage: "[msglist]",
    help: "Hide the answers below these messages, which are marked with `+` then; new and unread ones stay."
  ) { session, call in
    let before = session.countOfListed
    try session.setCollapsed(true, below: call.messages)
    if session.isInteractive {
      let count = before - session.countOfListed
      session.say(
        count == 0 ? "No more answers are hidden." : count == 1 ? "1 answer is hidden." : "\(count) answers are hidden."
      )
    }
    return .done
  }

  /// Shows the answers of threads again.
  static let uncollapse = Command(
    "uncollapse", 3, takes: .messages, [.folder], usage: "[msglist]",
    help: "Show the answers below these messages again."
  ) { session, call in
    try session.setCollapsed(false, below: call.messages)
    return .done
  }
}

extension Session {
  /// Arranges the folder; equal messages keep the order of the folder.
  func sort(by criterion: String) throws {
    guard let folder, folder.count > 0 else { return }
    if criterion == "thread" {
      let order = try threads(of: folder).all()
      var depths = [Int](repeating: 0, count: folder.count)
      for entry in order { depths[entry.number - 1] = entry.depth }
      self.folder?.arrange(order.map(\.number), threadDepths: depths)
      return
    }
    var keys: [(number: Int, rank: Int64, text: String)] = []
    keys.reserveCapacity(folder.count)
    for number in 1..<(folder.count + 1) {
      let (rank, text) = try sortKey(of: number, in: folder, criterion)
      keys.append((number, rank, text))
    }
    keys.sort { ($0.rank, $0.text, $0.number) < ($1.rank, $1.text, $1.number) }
    self.folder?.arrange(keys.map(\.number))
  }

  private func sortKey(of number: Int, in folder: OpenFolder, _ criterion: String) throws -> (Int64, String) {
    // What is gone has no place of its own.
    if folder.isGone(number) { return (0, "") }
    switch criterion {
    case "size": return (Int64(try folder.mailbox.summary(of: number).size), "")
    case "status":
      return (Self.statusRank(of: folder.states[number - 1]), "")
    case "spam": return (folder.states[number - 1].contains(.junk) ? 0 : 1, "")
    case "date": return (try sentDate(of: number) ?? 0, "")
    case "from": return (0, sortName(try header(of: number).firstAddress(.from, using: decoder)))
    case "to": return (0, sortName(try header(of: number).firstAddress(.to, using: decoder)))
    case "subject":
      let subject = BaseSubject(try header(of: number).subject(using: decoder) ?? "", marks: replyMarks)
      return (0, String(decoding: subject.text, as: UTF8.self))
    default:
      throw ShellError(
        "sort: unknown criterion \(TerminalQuote.quoted(criterion))",
        hint: "Known are \(Setting.autosort.declaration.words.names.joined(separator: ", ")).")
    }
  }

  /// What needs attention comes last, next to the prompt: read, seen before, for mbox, flagged, new.
  private static func statusRank(of state: MessageState) -> Int64 {
    if state.contains(.deleted) { return 0 }
    if state.isNew { return 6 }
    if state.contains(.flagged) { return 5 }
    if !state.contains(.old) { return 4 }
    if state.contains(.toMbox) { return 3 }
    return state.contains(.read) ? 1 : 2
  }

  /// The address, or the name where the summary shows names.
  private func sortName(_ address: Address?) -> String {
    guard let address else { return "" }
    let name = settings.flag(.showname) && !address.displayName.isEmpty ? address.displayName : address.addrSpec
    return String(decoding: CaseFolding.fold(Array(name.utf8)), as: UTF8.self)
  }

  /// How many messages the summary of the whole folder lists.
  fileprivate var countOfListed: Int {
    guard let folder, folder.count > 0 else { return 0 }
    return (1..<(folder.count + 1)).count { folder.isListed($0) }
  }

  /// Hides or shows everything that answers the messages.
  func setCollapsed(_ isCollapsed: Bool, below numbers: [Int]) throws {
    guard let folder else { return }
    for answer in try threads(of: folder).answers(below: numbers) {
      if isCollapsed { insert(.collapsed, of: answer) } else { remove(.collapsed, of: answer) }
    }
  }
}
