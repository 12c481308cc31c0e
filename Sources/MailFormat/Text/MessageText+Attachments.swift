import MailBytes

extension MessageText {
  /// The parts that `render` only names and does not show, in order; an enclosed message is one of them, as a whole.
  public var attachments: [Int] {
    var found: [Int] = []
    var enclosing: Int?
    for (index, part) in tree.parts.enumerated() {
      // What lies in an enclosed message goes with it.
      if let depth = enclosing {
        if part.depth > depth { continue }
        enclosing = nil
      }
      switch part.kind {
      case .multipart: continue
      case .message:
        enclosing = part.depth
        found.append(index)
      case .leaf:
        // A signature fits only the message it was made for.
        if PartKind.signature(part.type) != nil || part.type == "application/pgp-encrypted" { continue }
        if !PartKind.isShown(part) || (part.isAttachment && part.parent != nil) { found.append(index) }
      }
    }
    return found
  }

  /// The files that came with the message, each with a name: what `render` only names, other text that bears the name of a
  /// file, and what lies in winmail.dat, uuencode, yEnc and messages signed in one piece.
  public var attachedFiles: [UnpackedFile] { attachedFiles(unwrapping: TextWriter.mostUnwrapped) }

  /// Whether the whole message is one file, which opens to nothing more.
  public var isOneFile: Bool {
    guard tree.parts.count == 1, let part = tree.parts.first, part.kind == .leaf, !part.isText else { return false }
    if PartKind.isTNEF(part) { return TNEFReader.read(content(of: 0)) == nil }
    return signedMessage(in: 0) == nil
  }

  private func attachedFiles(unwrapping left: Int) -> [UnpackedFile] {
    var found: [UnpackedFile] = []
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      if left > 0, let inner = signedMessage(in: index) {
        found += inner.attachedFiles(unwrapping: left - 1)
        continue
      }
      let packed = packedFiles(in: index)
      guard !packed.isEmpty || isFile(part) else { continue }
      found += (packed.isEmpty ? [wholeFile(of: index)] : packed).map { file in
        guard file.name.isEmpty else { return file }
        var file = file
        file.name = madeUpName(of: index)
        return file
      }
    }
    return found
  }

  private func isFile(_ part: Part) -> Bool {
    if part.fileName != nil || part.isAttachment { return true }
    return !PartKind.isShown(part) && PartKind.signature(part.type) == nil && part.type != "application/pgp-encrypted"
  }

  /// `part-2.1.png` for a part without a name.
  private func madeUpName(of index: Int) -> String {
    "part-" + tree.section(of: index) + "." + MediaTypeTable.fileExtension(forType: tree.parts[index].type)
  }

  /// The message inside an S/MIME message that is signed in one piece.
  func signedMessage(in index: Int) -> MessageText? {
    guard PartKind.isCMS(tree.parts[index]), case .signed(let inner) = CMSReader.read(content(of: index)),
      !inner.isEmpty
    else { return nil }
    let tree = PartTree(message: inner, charsets: charsets, limits: options.limits)
    return MessageText(
      message: inner, tree: tree, charsets: charsets, html: html, options: options, filter: filter)
  }
}
