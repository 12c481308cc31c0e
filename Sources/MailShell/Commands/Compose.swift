import MailBytes
import MailLanguage

extension Command {
  private static func answering(
    _ name: String, _ shortest: Int, toAll: @escaping @Sendable (Session) -> Bool, recordsByName: Bool = false,
    help: String
  ) -> Command {
    Command(name, shortest, takes: .messages, [.folder, .sends], usage: "[msglist]", help: help) { session, call in
      try session.compose(
        ComposeRequest(
          .reply(toAll: toAll(session)), messages: call.messages, recordsByName: recordsByName))
    }
  }

  private static func addressed(
    _ name: String, _ shortest: Int, help: String, recordsByName: Bool = false,
    _ kind: @escaping @Sendable ([String]) -> ComposeRequest.Kind
  ) -> Command {
    Command(
      name, shortest, takes: .messagesAndAddresses, [.folder, .sends], usage: "[msglist] address ...", help: help
    ) {
      session, call in
      guard !call.strings.isEmpty else {
        throw ShellError(
          "\(call.name): no recipient", hint: "Type \(call.name) \(call.exampleList) somebody@example.org.",
          exitStatus: .usage)
      }
      return try session.compose(
        ComposeRequest(kind(call.strings), messages: call.messages, recordsByName: recordsByName))
    }
  }

  /// Answers everybody.
  static let reply = answering(
    "reply", 1, toAll: { !$0.swapsReply }, help: "Reply to the author and all recipients.")
  /// Answers the author alone.
  static let replyToSender = answering("Reply", 1, toAll: { $0.swapsReply }, help: "Reply to the author alone.")
  /// Answers everybody, whatever flipr says.
  static let replyAll = answering("replyall", 6, toAll: { _ in true }, help: "Reply to the author and all recipients.")
  /// Answers the author alone, whatever flipr says.
  static let replySender = answering("replysender", 6, toAll: { _ in false }, help: "Reply to the author alone.")
  /// Answers everybody and records by the author's name.
  static let followup = answering(
    "followup", 2, toAll: { !$0.swapsReply }, recordsByName: true,
    help: "Reply to all; the copy goes to a file named after the author.")
  /// Answers the author and records by the author's name.
  static let followupToSender = answering(
    "Followup", 1, toAll: { $0.swapsReply }, recordsByName: true,
    help: "Reply to the author; the copy goes to a file named after the author.")
  /// Answers everybody and records by name, whatever flipr says.
  static let followupAll = answering(
    "followupall", 9, toAll: { _ in true }, recordsByName: true, help: "Follow up to all.")
  /// Answers the author and records by name, whatever flipr says.
  static let followupSender = answering(
    "followupsender", 9, toAll: { _ in false }, recordsByName: true, help: "Follow up to the author.")

  /// Answers the mailing list.
  static let listReply = Command(
    "Lreply", 2, takes: .messages, [.folder, .sends], usage: "[msglist]", help: "Reply to the mailing list."
  ) { session, call in
    try session.compose(ComposeRequest(.replyToList, messages: call.messages))
  }

  /// Answers the mailing list and records by the author's name.
  static let listFollowup = Command(
    "Lfollowup", 1, takes: .messages, [.folder, .sends], usage: "[msglist]",
    help: "Reply to the mailing list; the copy goes to a file named after the author."
  ) { session, call in
    try session.compose(ComposeRequest(.replyToList, messages: call.messages, recordsByName: true))
  }

  /// Passes a message on.
  static let forward = addressed("forward", 3, help: "Pass a message on, with its text or as an attachment.") {
    .forward(to: $0)
  }
  /// Passes a message on and records by the recipient's name.
  static let forwardByName = addressed(
    "Forward", 3, help: "As forward; the copy goes to a file named after the recipient.", recordsByName: true
  ) {
    .forward(to: $0)
  }
  /// Sends a message again, with Resent fields.
  static let resend = addressed("resend", 4, help: "Send a message again, as it is, to somebody else.") {
    .resend(to: $0, withResentFields: true)
  }
  /// Sends a message again without a trace of that.
  static let resendPlain = addressed("Resend", 4, help: "As resend, without Resent- fields.") {
    .resend(to: $0, withResentFields: false)
  }

  /// Composes a new message.
  static let mail = Command(
    "mail", 1, takes: .addresses, [.sends], usage: "[address ...]", help: "Write a message."
  ) { session, call in
    try session.compose(ComposeRequest(.new(to: call.strings)))
  }

  /// Composes a new message and records by the recipient's name.
  static let mailByName = Command(
    "Mail", 1, takes: .addresses, [.sends], usage: "[address ...]",
    help: "Write a message; the copy goes to a file named after the recipient."
  ) { session, call in
    try session.compose(ComposeRequest(.new(to: call.strings), recordsByName: true))
  }
}
