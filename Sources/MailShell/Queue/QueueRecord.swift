import MailBytes
import MailFormat
import MailSubmit

/// What `--queue --json` tells of one message that waits; man/mail-json.7 is its contract.
struct QueueRecord {
  /// What is true of it.
  enum State: String {
    /// It is tried again when its time comes.
    case waiting
    /// It may have been sent.
    case inDoubt = "in_doubt"
    /// Its file cannot be read.
    case damaged
    /// It is not in the queue any more.
    case removed
  }

  /// The name of the entry.
  let name: String
  /// What is true of it.
  let state: State
  /// The message; nil where it was not read.
  var entry: QueueEntry?

  /// A message that is told of by its name.
  init(name: String, state: State) { (self.name, self.state) = (name, state) }

  /// A message of the queue; without an entry its file is damaged.
  init(name: String, entry: QueueEntry?) {
    self.name = name
    state = entry.map { $0.isInDoubt ? .inDoubt : .waiting } ?? .damaged
    self.entry = entry
  }

  /// The object on a line of its own; what is not known is null.
  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("name")
    json.string(name.repaired)
    json.key("state")
    json.string(state.rawValue)
    json.key("created")
    json.string(entry.map { Self.time($0.created) })
    json.key("next_try")
    json.string(state == .waiting ? entry.map { Self.time($0.next) } : nil)
    json.key("tries")
    json.number(entry?.tries)
    json.key("from")
    json.string(entry?.sender?.addrSpec.repaired)
    json.key("recipients")
    json.strings(entry?.recipients.map { $0.addrSpec.repaired } ?? [])
    json.key("account")
    json.string(entry?.account?.repaired)
    json.key("message_id")
    json.string(entry?.message.messageID)
    json.key("reason")
    json.string(entry?.reason.repaired)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func time(_ seconds: Int64) -> String { DateFormat.rfc3339(MailDate(secondsSinceEpoch: seconds)) }
}
