/// The quoting of words in commands and start-up files, a common reading of what the older programs do.
///
/// Outside quotes a backslash takes the next byte as it is. Double quotes keep blanks and everything else; in them only
/// `\"` is special. Single quotes keep everything. `$'...'` has the escapes of the shell. Quotes may stand around a part
/// of a word: `set from="Ann B <ann@example.org>"`. A quote that is never closed reaches to the end of the line.
public enum WordLexer {
  /// All words of a line.
  public static func words(_ text: [UInt8]) -> [QuotedWord] {
    var words: [QuotedWord] = []
    var position = 0
    while let word = next(text, &position) { words.append(word) }
    return words
  }

  /// Whether a quote of the line is never closed.
  public static func leavesQuoteOpen(_ text: [UInt8]) -> Bool {
    var position = 0
    var isOpen = false
    while !isOpen, next(text, &position, &isOpen) != nil {}
    return isOpen
  }

  /// Where a sign stands that is in no quotes and behind no backslash.
  public static func firstIndex(of sign: UInt8, in text: [UInt8]) -> Int? {
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte == sign { return position }
      position += 1
      if byte == UInt8(ascii: "\\") {
        position += 1
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        var word: [UInt8] = []
        _ = quoted(text, &position, by: byte, into: &word)
      }
    }
    return nil
  }

  /// The next word at or behind a position, which moves behind it; nil at the end.
  public static func next(_ text: [UInt8], _ position: inout Int) -> QuotedWord? {
    var isOpen = false
    return next(text, &position, &isOpen)
  }

  private static func next(_ text: [UInt8], _ position: inout Int, _ isOpen: inout Bool) -> QuotedWord? {
    while position < text.count, isBlank(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    var word = QuotedWord([])
    var isFirst = true
    while position < text.count, !isBlank(text[position]) {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if isFirst {
          word.isQuoted = true
          word.isLiteral = byte == UInt8(ascii: "'")
        }
        position += 1
        if !quoted(text, &position, by: byte, into: &word.bytes) { isOpen = true }
      case UInt8(ascii: "\\"):
        if isFirst { (word.isQuoted, word.isLiteral) = (true, true) }
        position += 1
        word.bytes.append(position < text.count ? text[position] : byte)
        position += 1
      case UInt8(ascii: "$") where beginsEscapeQuote(text, position, word.bytes):
        if isFirst { (word.isQuoted, word.isLiteral) = (true, true) }
        position += 2
        if !ShellEscapes.unquote(text, &position, into: &word.bytes) { isOpen = true }
      default:
        word.bytes.append(byte)
        position += 1
      }
      isFirst = false
    }
    return word
  }

  /// The whole text as one word: quotes around it are taken off, blanks inside stay.
  public static func wholeWord(_ text: [UInt8]) -> QuotedWord {
    var position = 0
    guard let word = next(text, &position) else { return QuotedWord([]) }
    var rest = position
    while rest < text.count, isBlank(text[rest]) { rest += 1 }
    return rest == text.count ? word : QuotedWord(text)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Takes the text up to the closing quote, or to the end.
  ///
  /// - Returns: whether there was a closing quote.
  static func quoted(
    _ text: [UInt8], _ position: inout Int, by quote: UInt8, into word: inout [UInt8]
  ) -> Bool {
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == quote { return true }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), position < text.count {
        // A pair of backslashes stays a pair, as old files have it, but does not quote the sign behind it.
        if text[position] != quote { word.append(byte) }
        word.append(text[position])
        position += 1
      } else {
        word.append(byte)
      }
    }
    return false
  }

  /// `$'` counts only where a value begins: a dollar before a quote elsewhere belongs to the text.
  private static func beginsEscapeQuote(_ text: [UInt8], _ position: Int, _ word: [UInt8]) -> Bool {
    position + 1 < text.count && text[position + 1] == UInt8(ascii: "'")
      && (word.isEmpty || word.last == UInt8(ascii: "="))
  }
}
