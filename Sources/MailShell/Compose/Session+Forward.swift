import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// Prepares a message that passes others on, in its text or as attachments.
  func beginForward(_ numbers: [Int], _ composition: inout Composition) throws {
    for number in numbers {
      let content = try outgoingContent(of: number)
      let original = replyMessage(of: content)
      if composition.subject == nil, !original.subject.isEmpty {
        composition.subject = ReplyRules.forwardSubject(original.subject)
      }
      if settings.flag(.forwardAddCc) { addCopies(for: original.from, to: &composition) }
      if settings.flag(.forwardAsAttachment) {
        composition.attachments.append(Composition.Attachment(source: .message(content), type: "message/rfc822"))
        continue
      }
      var text = try composition.text() + injected(.forwardInjectHead, original, content)
      // The attachments go along, so that no line need stand for them.
      let reader = reader(of: content, listsAttachments: false, by: .quotation)
      text += headerText(of: content, insertSelection).bytes + [0x0a] + reader.render()
      if text.last != 0x0a { text.append(0x0a) }
      composition.body = .memory(text + injected(.forwardInjectTail, original, content))
      composition.attachments += attachments(of: content)
    }
  }

  /// What goes along with the text of a message that is passed on.
  func attachments(of content: [UInt8]) -> [Composition.Attachment] {
    let reader = reader(of: content)
    let tree = PartTree(message: content, charsets: world.charsets)
    return reader.attachments.map { index in
      let part = tree.parts[index]
      return Composition.Attachment(
        source: part.kind == .message ? .message(reader.content(of: index)) : .content(reader.content(of: index)),
        charset: part.charset, type: part.type, name: part.fileName)
    }
  }
}
