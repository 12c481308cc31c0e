import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// Takes header fields from the head of the text; recipients are added to those of the command line.
  func takeTemplate(_ composition: inout Composition) throws {
    let text = try composition.text()
    guard let template = MessageTemplate(text) else {
      throw ShellError(
        "-t: the input does not begin with header fields", hint: "Begin with a line such as To: somebody@example.org.",
        exitStatus: .dataError)
    }
    guard !template.isBroken else {
      throw ShellError(
        "-t: a line in the head is no header field", hint: "Mend it, or put an empty line between head and text.",
        exitStatus: .dataError)
    }
    // What stands in To when all are blind copies is nobody.
    composition.to += template.to.filter { !ASCIIName.lowered($0).hasPrefix("undisclosed-recipients:") }
    composition.cc += template.cc
    composition.bcc += template.bcc
    composition.fcc += template.fcc
    // An empty -s only keeps from being asked where the message brings a subject.
    if composition.subject?.isEmpty ?? true { composition.subject = template.subject ?? composition.subject }
    // What -r names is the envelope where the message says whom it is from.
    if let author = template.from, composition.from == nil || composition.namesEnvelope, !composition.hasAuthor {
      (composition.from, composition.hasAuthor) = (author, true)
    }
    composition.replyTo = composition.replyTo ?? template.replyTo
    composition.sender = composition.sender ?? template.sender
    composition.inReplyTo = composition.inReplyTo ?? template.inReplyTo
    if composition.references.isEmpty { composition.references = template.references }
    composition.fields += template.fields
    if composition.isRepeated { takeReversePath(&composition) }
    composition.isVerbatim = template.isMIME
    composition.body = .memory(Array(text[template.bodyStart...]))
    guard composition.isVerbatim, let what = composition.partsBesidesText else { return }
    throw ShellError(
      "-t: \(what) cannot be added to a complete MIME message, which goes as it stands",
      hint: "Leave MIME-Version and Content-Type out of its head to have the message made here.",
      exitStatus: .dataError)
  }

  /// The envelope sender that a dead letter names.
  private func takeReversePath(_ composition: inout Composition) {
    guard let index = composition.fields.firstIndex(where: { ASCIIName.equal($0.name, "Return-Path") }) else { return }
    let path = composition.fields.remove(at: index).value
    guard !composition.namesEnvelope else { return }
    (composition.returnAddress, composition.namesEnvelope) = (path, true)
  }
}
