import MailLanguage

extension Command {
  /// Runs the following lines on a condition.
  static let `if` = Command(
    "if", 1, takes: .words(least: 0, most: .max), [.startup, .steers],
    usage: "send | receive | terminal | expression", help: "Run the following lines only on a condition."
  ) { session, call in
    let words = call.strings
    var conditions = session.language.conditions
    defer { session.language.conditions = conditions }
    try conditions.begin(line: session.originLine) { () throws(ShellError) in try session.holds(words) }
    return .done
  }

  /// Another condition of the same `if`.
  static let elif = Command(
    "elif", 3, takes: .words(least: 0, most: .max), [.startup, .steers], usage: "expression",
    help: "Another condition, where none before it held."
  ) { session, call in
    let words = call.strings
    var conditions = session.language.conditions
    defer { session.language.conditions = conditions }
    try conditions.alternative { () throws(ShellError) in try session.holds(words) }
    return .done
  }

  /// The lines for all other cases.
  static let `else` = Command(
    "else", 2, takes: .raw, [.startup, .steers], help: "Run the following lines where no condition held."
  ) { session, call in
    try session.language.conditions.otherwise()
    try call.refuseWords()
    return .done
  }

  /// The end of an `if`.
  static let endif = Command("endif", 2, takes: .raw, [.startup, .steers], help: "End an if.") {
    session, call in
    try session.language.conditions.end()
    try call.refuseWords()
    return .done
  }
}

extension Invocation {
  /// Tells of words behind a command that takes none, after it has done its work: an `if` must not stay open for them.
  fileprivate func refuseWords() throws(ShellError) {
    guard let first = raw.first, first != UInt8(ascii: "#") else { return }
    throw ShellError("\(name): this command takes no arguments")
  }
}

extension Session {
  /// The line of the file that is running; 0 outside files.
  fileprivate var originLine: Int {
    if case .file(_, let line) = language.origin { line } else { 0 }
  }

  /// Whether the words of a condition hold.
  func holds(_ words: [String]) throws(ShellError) -> Bool {
    try ConditionReader(
      words: words, isSending: isSending, isTerminal: world.input.isTerminal,
      value: { name in self.variable(Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) } }
    ).read()
  }
}
