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
}
