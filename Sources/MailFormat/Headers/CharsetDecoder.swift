public import MailBytes

/// Turns bytes of a labelled charset into UTF-8, whatever the label and whatever the bytes.
///
/// UTF-8, US-ASCII, Windows-1252 and a few more charsets of a byte a character are read here; everything else goes through
/// the converter.
public struct CharsetDecoder {
  /// The system's tables; nil where only the built-in charsets are wanted.
  public let converter: (any CharsetConverter)?
  /// What unlabelled bytes are read as when they are not UTF-8.
  public let fallback: CharsetLabel

  /// Makes a decoder.
  public init(converter: (any CharsetConverter)? = nil, fallback: CharsetLabel = .windows1252) {
    self.converter = converter
    self.fallback = fallback
  }

  /// Decodes bytes of the labelled charset to valid UTF-8; what cannot be read becomes U+FFFD.
  ///
  /// - Returns: nil when nobody knows the charset; `text` shows the bytes all the same.
  public func decode(_ bytes: [UInt8], from charset: CharsetLabel) -> [UInt8]? {
    switch charset.kind {
    case .utf8: return UTF8Text.repaired(bytes)
    case .ascii: return decodeUnlabelled(bytes)
    case .windows1252: return UTF8Text.isASCII(bytes.span) ? bytes : Windows1252.decode(bytes)
    case .listed, .unlisted:
      if let text = SingleByteCharset.decode(bytes, from: charset.converterName) { return text }
      guard let converter, let text = decode(bytes, named: charset.converterName, using: converter) else { return nil }
      return UTF8Text.repaired(text)
    }
  }

  private func decode(_ bytes: [UInt8], named name: String, using converter: any CharsetConverter) -> [UInt8]? {
    switch name {
    case "ISO-2022-JP": ISO2022JP.decode(bytes, using: converter)
    case "UTF-16" where ByteOrder.isBigEndian(bytes): converter.decode(bytes, from: "UTF-16BE")
    case "HZ": converter.decode(HZText.unwrapped(bytes), from: "GB18030")
    default: converter.decode(bytes, from: name)
    }
  }

  /// Decodes bytes without a usable label: UTF-8 if valid, else the fallback charset, else ASCII with marks.
  public func decodeUnlabelled(_ bytes: [UInt8]) -> [UInt8] {
    if UTF8Text.isValid(bytes) { return bytes }
    if fallback.kind != .ascii, fallback.kind != .utf8, let text = decode(bytes, from: fallback) { return text }
    return UTF8Text.repaired(bytes)
  }

  /// Decodes by label; where nobody knows the label the ASCII is kept and the rest marked: nothing is ever dropped.
  public func text(_ bytes: [UInt8], from charset: CharsetLabel) -> [UInt8] {
    decode(bytes, from: charset) ?? marked(bytes)
  }

  /// The ASCII of text in a charset nobody knows, with U+FFFD for each other byte; UTF-8 stays as it is.
  private func marked(_ bytes: [UInt8]) -> [UInt8] {
    if UTF8Text.isValid(bytes) { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += [0xEF, 0xBF, 0xBD] }
    }
    return text
  }
}
