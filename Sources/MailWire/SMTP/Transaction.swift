/// One MAIL transaction of a session: what was asked, what was answered.
struct Transaction {
  /// A command whose reply is awaited.
  enum Command: Equatable {
    case mail
    case recipient(Int)
    case data
  }

  /// The recipients of this transaction, as places in the envelope.
  var recipients: [Int] = []
  /// Whether MAIL went out.
  var mailSent = false
  /// How many of them have been named to the server.
  var named = 0
  /// Commands sent whose replies are still to come, oldest first.
  var awaited: ArraySlice<Command> = []
  /// Recipients that the server agreed to, in order.
  var agreed: [Int] = []
  /// Recipients that were too many for one transaction (452, 552), for the next.
  var overflow: [(recipient: Int, reply: Reply)] = []
  /// The refusal of MAIL.
  var mailRefusal: Reply?
  /// The reply to DATA.
  var dataReply: Reply?
  /// Whether DATA went out.
  var dataSent = false
  /// How many of the agreed have their final reply (LMTP answers for each).
  var answered = 0

  /// A transaction before its first command.
  init(recipients: [Int] = []) { self.recipients = recipients }
}
