import MailBytes

extension MessageText {
  /// Whether one of the text parts contains a text; attachments are not read.
  ///
  /// A text in ASCII is looked for in the bytes of a part as they are sent, once its transfer encoding is undone.
  public func textHolds(_ needle: TextNeedle) -> Bool {
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf && part.isText {
      if needle.isFoundInBytes, Self.extendsASCII(part) {
        let bytes = content(of: index, limit: options.limits.textBytes)
        let isWide = bytes.count >= 2 && (bytes[0] == 0xff && bytes[1] == 0xfe || bytes[0] == 0xfe && bytes[1] == 0xff)
        // Most parts are done with here.
        if !isWide, !needle.isFound(in: bytes) { continue }
      }
      if let text = text(of: index), needle.isFound(in: text) { return true }
    }
    return false
  }

  /// Whether what looks like ASCII in a part is ASCII, so far as its label tells; HTML can have a label inside.
  private static func extendsASCII(_ part: Part) -> Bool {
    guard let label = part.charset else { return part.type != "text/html" }
    switch CharsetLabel(label).kind {
    case .ascii, .utf8, .windows1252: return true
    case .listed, .unlisted: return false
    }
  }
}
