/// Encoded words of RFC 2047, as they are written in the field and beyond it.
///
/// Adjacent words of one charset are joined as bytes before they are decoded, since senders cut characters in two;
/// charsets with shift states are decoded word by word. Malformed words stay visible as they are written.
public enum EncodedWord {
  /// Decodes an unstructured value to UTF-8 on one line, with the built-in charsets only.
  public static func parse(_ bytes: [UInt8]) -> [UInt8] {
    decode(bytes, in: 0..<bytes.count, using: CharsetDecoder())
  }

  /// Decodes an unstructured value to UTF-8 on one line: folds taken out, words decoded, raw 8-bit text read.
  public static func decode(_ bytes: [UInt8], using decoder: CharsetDecoder) -> [UInt8] {
    decode(bytes, in: 0..<bytes.count, using: decoder)
  }

  /// Decodes a range of the bytes to UTF-8 on one line, at most `limit` bytes of it.
  public static func decode(
    _ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder, limit: Int = Limits.fieldText
  ) -> [UInt8] {
    var range = range.clamped(to: 0..<bytes.count)
    if range.count > limit { range = range.lowerBound..<range.lowerBound + limit }
    let line = Unfolding.unfold(bytes, in: range)
    var isPlain = true
    var previous: UInt8 = 0
    for byte in line {
      if byte >= 0x80 || byte < 32 && byte != 9 || byte == 63 && previous == 61 {
        isPlain = false
        break
      }
      previous = byte
    }
    if isPlain { return line }
    var words = EncodedWordDecoder(line, decoder: decoder)
    return OneLine.cleaned(words.decode())
  }

  /// Whether a text would be read as holding an encoded word, so that a writer must encode it (RFC 2047 section 7).
  public static func looksEncoded(_ text: [UInt8]) -> Bool { looksEncoded(text[...]) }

  /// The same for a piece of a text; not generic, for the first use of a generic one would cost every sending.
  static func looksEncoded(_ text: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in text {
      if byte == 63, previous == 61 { return true }
      previous = byte
    }
    return false
  }
}
