import MailBytes
import MailFormat

/// A message for the dead letter file when it cannot be built properly: what was typed, in one line per field.
enum UncheckedMessage {
  /// The field that names a file to attach when the letter is sent again.
  static let attachmentField = "X-Attachment"

  static func make(_ composition: Composition) -> OutgoingMessage {
    var head: [UInt8] = []
    func field(_ name: String, _ value: String?) { head += line(name, value) }
    field("From", composition.from.map(entry))
    field("Sender", composition.sender.map(entry))
    head += recipientFields(composition) + copyFields(composition)
    field("Subject", composition.subject)
    field("Reply-To", composition.replyTo.map(entry))
    field("In-Reply-To", composition.inReplyTo)
    field("References", composition.references.joined(separator: " "))
    for entry in composition.fields { field(entry.name, entry.value) }
    for attachment in composition.attachments {
      if case .file(let path) = attachment.source { field(attachmentField, path) }
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
    list("To", composition.to) + list("Cc", composition.cc) + list("Bcc", composition.bcc)
  }

  /// Fcc as it was typed.
  static func copyFields(_ composition: Composition) -> [UInt8] { composition.fcc.flatMap { line("Fcc", $0) } }

  /// Recipients in one field, but for commands: all that follows one on its line belongs to it.
  private static func list(_ name: String, _ entries: [String]) -> [UInt8] {
    func isCommand(_ text: String) -> Bool { Blanks.trim(text).utf8.first == UInt8(ascii: "|") }
    let people = entries.filter { !isCommand($0) && !Blanks.trim($0).isEmpty }.map(entry)
    return entries.filter(isCommand).map(entry).reduce(line(name, people.joined(separator: ", "))) {
      $0 + line(name, $1)
    }
  }

  /// An entry of a list of addresses as it was typed; what can be no address, and could become one with a blank in the
  /// place of a line end or with what stands beside it, becomes a name without an address.
  private static func entry(_ text: String) -> String {
    do throws(AddressError) {
      _ = try AddressParser.parseRecipients(text)
    } catch {
      switch error.reason {
      case .controlCharacter, .unclosedQuote, .unclosedComment, .unbalancedBracket:
        let name = text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }
        return Address.phrase(String(decoding: name, as: UTF8.self)) + " <>"
      default: break
      }
    }
    return text
  }

  /// One field on one line, whatever is in the value; nothing for an empty one.
  static func line(_ name: String, _ value: String?) -> [UInt8] {
    guard let value, !value.isEmpty else { return [] }
    return Array(name.utf8.filter { $0 > 0x20 && $0 < 0x7f }) + Array(": ".utf8)
      + value.keptBytes.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 } + [0x0a]
  }
}
