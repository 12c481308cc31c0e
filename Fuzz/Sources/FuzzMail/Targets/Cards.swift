import MailFormat

extension FuzzTarget {
  /// Every kind of text that is laid out anew, and signed content that is opened.
  static let cards = FuzzTarget(name: "cards") { bytes in
    let types = [
      "text/enriched", "text/richtext", "text/calendar", "text/html", "application/pkcs7-mime",
      "text/plain; format=flowed; delsp=yes", "message/external-body; access-type=url", "message/partial; number=1",
    ]
    for type in types {
      let message = Array("Content-Type: \(type)\n\n".utf8) + bytes
      let charsets = NoCharsets()
      let tree = PartTree(message: message, charsets: charsets)
      let text = MessageText(message: message, tree: tree, charsets: charsets, html: nil).render()
      require(text.count <= 64 * message.count + 4096, "the text is bounded by the message")
    }
  }
}
