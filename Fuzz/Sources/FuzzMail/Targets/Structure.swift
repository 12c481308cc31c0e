import MailBytes
import MailFormat

/// Knows no charset but those that need no tables.
final class NoCharsets: CharsetConverter {
  func decode(_ bytes: [UInt8], from charset: String) -> [UInt8]? { nil }
  func encode(_ text: [UInt8], to charset: String) -> [UInt8]? { nil }
}

extension FuzzTarget {
  static let mimeTree = FuzzTarget(name: "mime-tree") { bytes in
    let charsets = NoCharsets()
    let tree = PartTree(message: bytes, charsets: charsets)
    for (index, part) in tree.parts.enumerated() {
      require(part.body.lowerBound >= 0 && part.body.upperBound <= bytes.count, "a part lies in the message")
      _ = tree.section(of: index)
    }
    let text = MessageText(message: bytes, tree: tree, charsets: charsets, html: nil).render()
    require(text.count <= 16 * bytes.count + 4096, "the text is bounded by the message")
  }

  static let mbox = FuzzTarget(name: "mbox") { bytes in
    let index = MboxIndexer.index(bytes.span)
    var end = index.preamble
    for number in 0..<index.count {
      let message = index[number]
      require(message.offset == end && message.length > 0, "messages follow one another")
      require(message.headerLength <= message.length, "a header lies in its message")
      end = message.offset + message.length
    }
    require(end <= bytes.count, "messages lie in the mailbox")
  }

  static let mboxQuoting = FuzzTarget(name: "mbox-quoting") { bytes in
    require(MboxQuoting.unquote(MboxQuoting.quote(bytes.span).span) == bytes, "unquote(quote(x)) == x")
  }
}
