import MailBytes

/// Text as encoded words of RFC 2047, each at most 75 characters and whole in its characters.
enum EncodedWordWriter {
  /// Where the words stand, which decides what Q leaves as it is.
  enum Context {
    /// In a Subject or another unstructured field.
    case text
    /// In a display name.
    case phrase
  }

  private static let head: StaticString = "=?utf-8?"
  // `=?utf-8?Q??=`
  private static let frame = 12
  private static let longestWord = 75

  /// The words in order; the first is at most `room` characters long where one character fits at all.
  static func words(_ text: Span<UInt8>, context: Context, room: Int) -> [[UInt8]] {
    let quoted = quotedCount(text, context)
    let isQ = quoted <= (text.count + 2) / 3 * 4
    var words: [[UInt8]] = []
    var index = 0
    var room = min(max(room, 0), longestWord)
    while index < text.count {
      let payload = max(room - frame, 0)
      var end = isQ ? endOfQ(text, from: index, payload, context) : endOfB(text, from: index, payload)
      if end == index {
        // Not even one character fits on this line: a fresh one holds it.
        end =
          isQ
          ? endOfQ(text, from: index, longestWord - frame, context) : endOfB(text, from: index, longestWord - frame)
      }
      if end == index { end = min(text.count, index + 1) }
      words.append(word(text.extracting(index..<end), isQ: isQ, context))
      index = end
      room = longestWord
    }
    return words
  }

  private static func word(_ text: Span<UInt8>, isQ: Bool, _ context: Context) -> [UInt8] {
    var output: [UInt8] = []
    output.append(utf8: head)
    output.append(isQ ? 0x51 : 0x42)
    output.append(0x3f)
    if isQ {
      for index in text.indices { appendQ(text[index], context, to: &output) }
    } else {
      Base64.encode(text, into: &output)
    }
    output.append(utf8: "?=")
    return output
  }

  private static func appendQ(_ byte: UInt8, _ context: Context, to output: inout [UInt8]) {
    if byte == 0x20 {
      output.append(0x5f)
    } else if isPlain(byte, context) {
      output.append(byte)
    } else {
      output.append(0x3d)
      output.append(UInt8.hexDigit(byte >> 4))
      output.append(UInt8.hexDigit(byte))
    }
  }

  /// RFC 2047 section 5 (3) for phrases; for text all that is printable but `=`, `?` and `_`.
  private static func isPlain(_ byte: UInt8, _ context: Context) -> Bool {
    if byte.isASCIIAlphanumeric { return true }
    switch context {
    case .phrase: return byte == 0x21 || byte == 0x2a || byte == 0x2b || byte == 0x2d || byte == 0x2f
    case .text: return byte.isASCIIPrintable && byte != 0x20 && byte != 0x3d && byte != 0x3f && byte != 0x5f
    }
  }

  private static func quotedCount(_ text: Span<UInt8>, _ context: Context) -> Int {
    var count = 0
    for index in text.indices { count += text[index] == 0x20 || isPlain(text[index], context) ? 1 : 3 }
    return count
  }

  private static func endOfQ(_ text: Span<UInt8>, from start: Int, _ payload: Int, _ context: Context) -> Int {
    var used = 0
    var index = start
    while index < text.count {
      let length = self.length(in: text, at: index)
      var size = 0
      for place in index..<index + length { size += text[place] == 0x20 || isPlain(text[place], context) ? 1 : 3 }
      guard used + size <= payload else { break }
      used += size
      index += length
    }
    return index
  }

  private static func endOfB(_ text: Span<UInt8>, from start: Int, _ payload: Int) -> Int {
    let bytes = payload / 4 * 3
    var index = start
    while index < text.count {
      let length = self.length(in: text, at: index)
      guard index + length - start <= bytes else { break }
      index += length
    }
    return index
  }

  /// Bytes of the character at an index; 1 where there is none.
  private static func length(in text: Span<UInt8>, at index: Int) -> Int {
    max(1, MailBytes.UTF8Text.scalar(in: text, at: index).length)
  }
}
