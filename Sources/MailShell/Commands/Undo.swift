import MailLanguage

extension Command {
  /// Takes back what the last command did to the states of messages.
  static let undo = Command(
    "undo", 4, takes: .none, [.folder], help: "Take back what the last command did to messages; repeat for more."
  ) { session, _ in
    guard let former = session.folder?.takeBack() else { throw ShellError("Nothing to undo") }
    session.say(former == 1 ? "1 message changed" : "\(former) messages changed")
    return .done
  }
}

extension OpenFolder {
  /// How many commands can be taken back.
  private static var historyLimit: Int { 20 }

  /// Keeps the states as they are, to be taken back to.
  mutating func remember(_ states: [MessageState], dot: Int) {
    guard states.count == self.states.count, states != self.states else { return }
    history.append((states, dot))
    if history.count > Self.historyLimit { history.removeFirst() }
  }

  /// Goes back to the states before the last command that changed them.
  ///
  /// - Returns: how many messages changed; nil when there is nothing to go back to.
  mutating func takeBack() -> Int? {
    guard let former = history.popLast() else { return nil }
    var changed = 0
    for index in former.states.indices where states.indices.contains(index) {
      // The file is to be written like that, so the change of a status counts still.
      let wanted = former.states[index].union(states[index].intersection(.statusChanged))
      if states[index].subtracting(.statusChanged) != wanted.subtracting(.statusChanged) { changed += 1 }
      states[index] = wanted
    }
    dot = former.dot
    dotWasShown = false
    return changed
  }
}
