import MailBytes
import MailFormat

/// A message for the dead letter file when it cannot be built properly: what was typed, in one line per field.
enum UncheckedMessage {
  static func make(_ composition: Composition) -> OutgoingMessage {
    var head: [UInt8] = []
    func field(_ name: String, _ value: String?) { head += line(name, value) }
    field("From", composition.from)
    head += recipientFields(composition)
    field("Subject", composition.subject)
    field("Reply-To", composition.replyTo)
    field("In-Reply-To", composition.inReplyTo)
    field("References", composition.references.joined(separator: " "))
    for entry in composition.fields { field(entry.name, entry.value) }
    for attachment in composition.attachments {
      if case .file(let path) = attachment.source { field("X-Attachment", path) }
    }
    if !composition.isVerbatim {
      field("MIME-Version", "1.0")
      field("Content-Type", composition.bodyType ?? "text/plain; charset=utf-8")
      field("Content-Transfer-Encoding", "8bit")
    }
    return OutgoingMessage(
      segments: [.text(head + [0x0a]), .file(SpooledContent(composition.body), .identity)], needs8Bit: true)
  }

  /// To, Cc and Bcc as they were typed.
  static func recipientFields(_ composition: Composition) -> [UInt8] {
    line("To", composition.to.joined(separator: ", ")) + line("Cc", composition.cc.joined(separator: ", "))
      + line("Bcc", composition.bcc.joined(separator: ", "))
  }

  /// One field on one line; nothing for an empty value.
  private static func line(_ name: String, _ value: String?) -> [UInt8] {
    guard let value, !value.isEmpty else { return [] }
    return Array(name.utf8.filter { $0 > 0x20 && $0 < 0x7f }) + Array(": ".utf8)
      + value.keptBytes.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 } + [0x0a]
  }
}
