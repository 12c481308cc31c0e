import MailFormat

extension FuzzTarget {
  /// Unpacks what is in a part of the type, as attachments are.
  private static func unpack(_ type: String, _ bytes: [UInt8]) {
    let message = Array("Content-Type: \(type)\n\n".utf8) + bytes
    let charsets = NoCharsets()
    let tree = PartTree(message: message, charsets: charsets)
    let text = MessageText(message: message, tree: tree, charsets: charsets, html: nil)
    for index in tree.parts.indices {
      for file in text.files(of: index) {
        require(file.content.count <= 16 * message.count + 4096, "a file is bounded by its source")
      }
    }
    _ = text.render()
  }

  static let inlineFiles = FuzzTarget(name: "uuencode-yenc") { bytes in
    unpack("text/plain", bytes)
    unpack("text/plain", Array("begin 644 a\n".utf8) + bytes)
    unpack("text/plain", Array("=ybegin line=128 size=9 name=a\n".utf8) + bytes)
  }

  static let tnef = FuzzTarget(name: "tnef") { bytes in
    unpack("application/ms-tnef", bytes)
    unpack("application/ms-tnef", [0x78, 0x9f, 0x3e, 0x22, 1, 0] + bytes)
  }
}
