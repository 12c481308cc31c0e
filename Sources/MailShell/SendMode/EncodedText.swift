import MailBytes
import MailFormat

/// A text that came encoded already, as its Content-Transfer-Encoding says.
struct EncodedText {
  /// What the text is without its encoding.
  let content: [UInt8]

  /// Takes the encoding off; nil when the text is not encoded so.
  init?(_ text: [UInt8], in encoding: BuildOptions.Encoding) {
    if encoding == .base64 {
      let letters = text.filter { !$0.isASCIIWhitespace }
      guard let content = Base64.decodeStrictly(letters.span) else { return nil }
      self.content = content
    } else {
      // The ends of its own lines are of the transport; those of the text may be escaped.
      var lines: [UInt8] = []
      lines.reserveCapacity(text.count)
      for (index, byte) in text.enumerated() where byte != 0x0d || index + 1 == text.count || text[index + 1] != 0x0a {
        lines.append(byte)
      }
      guard Self.isQuotedPrintable(lines) else { return nil }
      content = QuotedPrintable.decode(lines)
    }
  }

  /// The encoding that a label names; nil for one that leaves the text as it is.
  static func encoding(_ label: String) -> BuildOptions.Encoding? {
    switch TransferEncoding(label: Array(label.utf8)) {
    case .base64: .base64
    case .quotedPrintable: .quotedPrintable
    default: nil
    }
  }

  /// ASCII without controls, in which each `=` begins an escape or ends a line.
  private static func isQuotedPrintable(_ text: [UInt8]) -> Bool {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == 0x0a || byte == 0x09 { continue }
      guard byte.isASCIIPrintable else { return false }
      if byte != 0x3d { continue }
      var end = index
      while end < text.count, text[end] == 0x20 || text[end] == 0x09 { end += 1 }
      if end == text.count || text[end] == 0x0a { continue }
      guard index + 1 < text.count, text[index].isHexDigit, text[index + 1].isHexDigit else { return false }
      index += 2
    }
    return true
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 6 }
}
