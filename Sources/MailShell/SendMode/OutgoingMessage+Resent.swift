import MailBytes
import MailFormat

extension OutgoingMessage {
  /// A message that was to go again as it is, with those named whom it is still for, for the dead letter file alone: whom
  /// its own fields name has it.
  func naming(resentTo left: Recipients, from sender: Address) -> OutgoingMessage {
    let people =
      left.envelope.map { $0.recipientText(keepsName: false) ?? $0.addrSpec } + left.files.map(Self.word)
    var head = Array("Return-Path: <\(sender.addrSpec)>\n".utf8)
    for entry in people + left.pipes.map({ "|" + $0 }) { head += UncheckedMessage.line("Resent-Bcc", entry) }
    var message = self
    message.segments.insert(.text(head), at: 0)
    return message
  }
}
