import MailLanguage

extension Command {
  /// Marks messages as deleted.
  static let delete = Command(
    "delete", 1, takes: .messages, [.folder, .writes, .autoprints], usage: "[msglist]",
    help: "Mark messages as deleted; they go when you quit."
  ) { session, call in
    try session.delete(call.messages)
    return .done
  }

  /// Deletes, then prints the next message.
  static let deleteAndPrint = Command(
    "dp", 2, takes: .messages, [.folder, .writes], usage: "[msglist]",
    help: "Delete messages and print the next one."
  ) { session, call in
    try session.delete(call.messages)
    try session.printDotUnlessAtEnd()
    return .done
  }

  /// Takes back a deletion.
  static let undelete = Command(
    "undelete", 1, takes: .messages, list: .deleted, [.folder, .writes, .autoprints], usage: "[msglist]",
    help: "Take back a deletion."
  ) { session, call in
    for number in call.messages {
      session.touch(number)
      session.remove(.deleted, of: number)
    }
    if let last = call.messages.last { session.setDot(last) }
    return .done
  }
}

extension Session {
  /// Marks the messages deleted; the current message becomes the next undeleted one, else the one before.
  func delete(_ messages: [Int]) throws {
    for number in messages {
      touch(number)
      insert(.deleted, of: number)
      remove(.preserved, of: number)
      remove(.toMbox, of: number)
    }
    try showAnswers(below: messages)
    guard let last = messages.last, let folder else { return }
    if let next = folder.next(after: last, where: { !$0.isHidden }) {
      setDot(next)
      self.folder?.hasFollowingMessage = true
    } else if let previous = folder.previous(before: last, where: { !$0.isHidden }) {
      setDot(previous)
      self.folder?.hasFollowingMessage = false
    } else {
      setDot(last)
      self.folder?.hasFollowingMessage = false
    }
  }

  /// Answers that a collapsed thread hid are listed again once the message above them is gone.
  private func showAnswers(below messages: [Int]) throws {
    guard let folder, folder.states.contains(where: { $0.contains(.collapsed) }) else { return }
    try setCollapsed(false, below: messages.filter { folder.state(of: $0)?.contains(.collapsed) == false })
  }

  /// What `dp` does after a deletion: print the next message, or say that there is none.
  func printDotUnlessAtEnd() throws {
    guard let folder else { return }
    if folder.hasFollowingMessage {
      try printMessages([folder.dot], with: PrintStyle())
    } else {
      say("At EOF")
    }
  }

  /// What `autoprint` does: prints the message that is the current one now, be it behind or before what was deleted.
  func printDotUnlessDeleted() throws {
    guard let folder, let state = folder.state(of: folder.dot), !state.contains(.deleted) else { return }
    try printMessages([folder.dot], with: PrintStyle())
  }
}
