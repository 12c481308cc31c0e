import MailBytes
import MailFormat
import MailLanguage
import MailSystem

/// A message to the person whose message left the queue unsent, put into the system mailbox.
struct QueueNotice {
  let session: Session
  let entry: QueueEntry
  let recipients: [Address]
  let reason: String
  /// How often it was tried.
  let tries: Int

  /// Delivers it; a mailbox that cannot be written is told on standard error.
  func deliver() {
    do {
      let target = try session.systemMailbox()
      guard !target.isRemote else { return }
      _ = try session.append(try message(), to: target.path, requiresMailbox: true)
    } catch let error as any MailError {
      session.report(ShellError("no notice could be put into the mailbox", cause: error))
    } catch {
      return
    }
  }

  private func message() throws -> OutgoingMessage {
    let world = session.world
    let own = Address(localPart: world.user.name, domain: session.ownHost)
    var draft = Draft()
    draft.from = [Address(displayName: "Mail queue", localPart: own.localPart, domain: own.domain)]
    draft.to = [own]
    draft.subject = "Not sent: " + subject
    draft.fields = [Draft.Field(name: "Auto-Submitted", value: "auto-replied")]
    var text = "This message could not be sent:\n\n    Subject: \(subject)\n"
    for recipient in recipients { text += "    To: \(recipient.addrSpec)\n" }
    text += "\nThe last answer was:\n\n    \(reason)\n"
    text += "\nIt was tried \(tries == 1 ? "once" : "\(tries) times") and is in the queue no more.\n"
    if let path = try session.deadLetterPath() {
      text += "It was kept at the end of \(path); mail --resume sends or edits it.\n"
    }
    draft.body = .text(Array(text.utf8))
    var options = session.buildOptions(in7Bit: true)
    options.random = RandomBytes.make(24)
    return try MessageBuilder.build(draft, options: options)
  }

  private var subject: String {
    var head: [UInt8] = []
    for segment in entry.message.segments {
      switch segment {
      case .text(let bytes): head += bytes
      case .file(let content, _): try? content.read(at: 0, limit: 1 << 16, into: &head)
      }
      if head.count >= 1 << 16 { break }
    }
    return Envelope(HeaderBlock(head), using: CharsetDecoder(converter: session.world.charsets)).subject
  }
}
