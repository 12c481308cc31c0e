import MailFormat
import MailSubmit

/// What became of a message that was to be sent, as `--json` tells it.
struct SendResult {
  /// One of those that the message is for.
  struct Recipient {
    /// The address, or the file or command as it was named.
    var name: String
    /// `accepted`, `deferred`, `rejected`, `queued`, or `unsent` where nobody was asked or nothing said.
    var outcome = "unsent"
    /// The words of who was asked.
    var reply: String?
  }

  /// Without angle brackets; nil where no message was made, or the server gives it its own.
  var messageID: String?
  /// In the order of the envelope, then files and commands.
  private(set) var recipients: [Recipient] = []
  /// The entry of the queue that holds the message.
  var queued: String?
  /// The file where it was kept.
  var deadLetter: String?
  /// What was told last of all that went wrong.
  var error: String?
  private var places: [String: Int] = [:]

  /// Names everybody the message is for, in the place of those named before.
  mutating func name(_ names: [String]) {
    recipients = names.map { Recipient(name: $0) }
    places = [:]
    for (index, name) in names.enumerated() where places[name] == nil { places[name] = index }
  }

  /// Names everybody a finished message is for, and the message.
  mutating func name(_ everybody: Recipients, of message: OutgoingMessage) {
    name(everybody.envelope.map(\.addrSpec) + everybody.files + everybody.pipes.map { "|" + $0 })
    messageID = message.messageID
  }

  /// Takes in that one of them gets the message later; what a server said about that stays.
  mutating func noteQueued(_ name: String) {
    guard let index = places[name] else { return }
    recipients[index].outcome = "queued"
  }

  /// Takes in what became of one of them; nobody else is told of.
  mutating func note(_ outcome: String, for name: String, _ reply: String?) {
    guard let index = places[name] else { return }
    (recipients[index].outcome, recipients[index].reply) = (outcome, reply)
  }
}
