/// Which messages of the queue are to be tried.
enum QueueChoice {
  /// Those whose time has come.
  case due
  /// All.
  case all
  /// These, even if they may have been sent.
  case named([String])

  /// Whether a person chose them.
  var isNamed: Bool { if case .named = self { true } else { false } }

  /// What the operands of `--flush` say: nothing for all, `due`, or names.
  init(_ words: [String]) {
    if words.isEmpty { self = .all } else { self = words == ["due"] ? .due : .named(words) }
  }
}
