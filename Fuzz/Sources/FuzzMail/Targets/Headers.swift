import MailFormat

extension FuzzTarget {
  static let headerBlock = FuzzTarget(name: "header-block") { bytes in
    let block = HeaderBlock.parse(bytes)
    let decoder = CharsetDecoder()
    for field in block.fields {
      _ = block.name(of: field)
      _ = block.text(of: field, using: decoder)
    }
    _ = Envelope(block, using: decoder)
  }

  static let encodedWord = FuzzTarget(name: "encoded-word") { bytes in
    let text = EncodedWord.parse(bytes)
    require(text.count <= 4 * bytes.count + 64, "text is bounded by its source")
  }

  static let parameters = FuzzTarget(name: "parameters") { bytes in
    for item in Parameters.parse(bytes).items {
      require(item.name.utf8.count <= 3 * bytes.count, "names are bounded by the input")
    }
  }

  static let messageID = FuzzTarget(name: "message-id") { bytes in _ = MessageID.parse(bytes) }
}
