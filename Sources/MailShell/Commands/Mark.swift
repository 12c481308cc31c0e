import MailLanguage

extension Command {
  private static func marking(
    _ name: String, _ shortest: Int, help: String, traits: Traits = [.folder, .writes],
    _ change: @escaping @Sendable (Session, Int) -> Void
  ) -> Command {
    Command(name, shortest, takes: .messages, traits, usage: "[msglist]", help: help) { session, call in
      for number in call.messages { change(session, number) }
      if let last = call.messages.last { session.setDot(last) }
      return .done
    }
  }

  /// Keeps messages in the system mailbox.
  static let hold = marking("hold", 2, help: "Keep messages in the system mailbox when you quit.") { session, number in
    session.insert(.preserved, of: number)
    session.remove(.toMbox, of: number)
  }

  /// Sends messages to mbox when leaving, whatever `hold` says; their Status tells still whether they were read.
  static let mbox = marking("mbox", 2, help: "Move messages to your mbox when you quit.") { session, number in
    session.insert([.touched, .toMbox], of: number)
    session.remove(.preserved, of: number)
  }

  /// Lets messages go where those go that were read.
  static let touchMessages = marking(
    "touch", 3, help: "Let messages go to your mbox when you quit, as those you have read; hold keeps both."
  ) { session, number in
    session.insert(.touched, of: number)
    session.remove(.preserved, of: number)
  }

  /// Makes messages unread again.
  static let unread = marking("unread", 3, help: "Mark messages as not read.") { session, number in
    session.changeStatus(of: number, removing: [.read])
    session.remove(.touched, of: number)
  }

  /// Marks messages as read without showing them.
  static let seen = marking("seen", 3, help: "Mark messages as read without printing them.") { session, number in
    session.touch(number)
  }

  /// Sets the flag.
  static let flag = marking("flag", 2, help: "Mark messages as flagged.") { session, number in
    session.changeStatus(of: number, adding: [.flagged])
  }

  /// Clears the flag.
  static let unflag = marking("unflag", 3, help: "Take the flag off messages.") { session, number in
    session.changeStatus(of: number, removing: [.flagged])
  }

  /// Marks messages as answered.
  static let answered = marking("answered", 2, help: "Mark messages as answered.") { session, number in
    session.changeStatus(of: number, adding: [.answered])
  }

  /// Clears the answered mark.
  static let unanswered = marking("unanswered", 4, help: "Take the answered mark off messages.") { session, number in
    session.changeStatus(of: number, removing: [.answered])
  }

  /// Marks messages as drafts.
  static let draft = marking("draft", 2, help: "Mark messages as drafts.") { session, number in
    session.changeStatus(of: number, adding: [.draft])
  }

  /// Clears the draft mark.
  static let undraft = marking("undraft", 4, help: "Take the draft mark off messages.") { session, number in
    session.changeStatus(of: number, removing: [.draft])
  }

  /// Tags messages for this session.
  static let tag = marking("tag", 2, help: "Tag messages for this session; :t names them.", traits: [.folder]) {
    session, number in
    session.insert(.tagged, of: number)
  }

  /// Takes tags off.
  static let untag = marking("untag", 4, help: "Take the tag off messages.", traits: [.folder]) { session, number in
    session.remove(.tagged, of: number)
  }

  /// Hides messages from summaries and next.
  static let kill = marking("kill", 1, help: "Hide messages from summaries and next.", traits: [.folder]) {
    session, number in
    session.insert(.killed, of: number)
  }

  /// Shows killed messages again.
  static let unkill = Command(
    "unkill", 3, takes: .messages, list: .any, [.folder], usage: "[msglist]", help: "Show killed messages again."
  ) { session, call in
    for number in call.messages { session.remove(.killed, of: number) }
    return .done
  }
}
