import MailBytes
import MailFormat
import MailSubmit

extension Session {
  /// Takes in what a transport said about the recipients.
  func note(_ receipt: Receipt) {
    guard printsJSON else { return }
    for entry in receipt.entries {
      let name = entry.recipient.addrSpec
      switch entry.outcome {
      case .accepted(let words): note("accepted", for: name, words)
      case .deferred(let words): note("deferred", for: name, words)
      case .rejected(let words): note("rejected", for: name, words)
      }
    }
  }

  /// Takes in what became of one recipient.
  func note(_ outcome: String, for name: String, _ reply: String? = nil) {
    if printsJSON { sendResult.note(outcome, for: name, reply) }
  }

  /// Prints the JSON object of a message that was sent or not; man/mail-json.7 is its contract.
  func writeSendResult(_ status: ExitStatus) {
    guard printsJSON else { return }
    sendResults += 1
    var json = JSONWriter()
    json.beginObject()
    json.key("status")
    json.number(Int(status.rawValue))
    json.key("message_id")
    json.string(sendResult.messageID)
    json.key("recipients")
    json.beginList()
    for recipient in sendResult.recipients {
      json.beginObject()
      json.key("address")
      json.string(recipient.name.repaired)
      json.key("outcome")
      json.string(recipient.outcome)
      json.key("reply")
      json.string(recipient.reply?.repaired)
      json.endObject()
    }
    json.endList()
    json.key("queued")
    json.string(sendResult.queued)
    json.key("dead_letter")
    json.string(sendResult.deadLetter?.repaired)
    json.key("error")
    json.string(status == .success ? nil : sendResult.error?.repaired)
    json.endObject()
    json.endLine()
    world.output.write(json.bytes)
  }
}
