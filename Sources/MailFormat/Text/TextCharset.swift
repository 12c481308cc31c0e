import MailBytes

/// The charset of a text part: its label, its byte order mark, or a guess.
enum TextCharset {
  /// Decodes to UTF-8; a byte order mark is taken away.
  static func decode(_ bytes: [UInt8], label: String?, using decoder: CharsetDecoder) -> [UInt8] {
    let charset = label.map { CharsetLabel($0) }
    if let charset, charset.kind != .ascii, charset.kind != .utf8 {
      return withoutMark(decoder.text(bytes, from: charset))
    }
    // Unlabelled, ASCII or UTF-8: a mark of UTF-16 tells more than the label.
    if bytes.count >= 2, bytes.count % 2 == 0 {
      if bytes[0] == 0xff, bytes[1] == 0xfe, let text = decoder.decode(bytes, from: CharsetLabel("utf-16le")) {
        return withoutMark(text)
      }
      if bytes[0] == 0xfe, bytes[1] == 0xff, let text = decoder.decode(bytes, from: CharsetLabel("utf-16be")) {
        return withoutMark(text)
      }
    }
    if let charset, charset.kind == .utf8 { return withoutMark(decoder.text(bytes, from: charset)) }
    return withoutMark(decoder.decodeUnlabelled(bytes))
  }

  private static func withoutMark(_ text: [UInt8]) -> [UInt8] {
    guard text.count >= 3, text[0] == 0xef, text[1] == 0xbb, text[2] == 0xbf else { return text }
    return Array(text[3...])
  }
}
