/// The words of a line with `$name`, `${name}` and the parameters of macros put in, in the quoting of the shell.
///
/// Single quotes and a backslash protect a dollar; what is put in is never cut into words again, but for `$@`, which
/// gives a word for each parameter.
public enum WordExpander {
  /// What a name stands for: one text, or for `@` one for each parameter; nil for an unknown name.
  public typealias Lookup = (_ name: [UInt8]) -> [[UInt8]]?

  /// All words of a line.
  public static func words(_ text: [UInt8], _ lookup: Lookup) -> [QuotedWord] {
    var words: [QuotedWord] = []
    var position = 0
    while true {
      while position < text.count, WordLexer.isBlank(text[position]) { position += 1 }
      guard position < text.count else { return words }
      words += word(text, &position, lookup)
    }
  }

  /// A text as it stands with its names put in; for what is no list of words, such as a message list.
  public static func text(_ text: [UInt8], _ lookup: Lookup) -> [UInt8] {
    guard text.contains(UInt8(ascii: "$")) else { return text }
    var result: [UInt8] = []
    var position = 0
    var isProtected = false
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "'") { isProtected.toggle() }
      if byte == UInt8(ascii: "\\"), position + 1 < text.count {
        result += [byte, text[position + 1]]
        position += 2
        continue
      }
      if byte == UInt8(ascii: "$"), !isProtected, let (_, values) = value(text, &position, lookup) {
        result += values.joined(separator: [0x20])
        continue
      }
      result.append(byte)
      position += 1
    }
    return result
  }

  private static func word(_ text: [UInt8], _ position: inout Int, _ lookup: Lookup) -> [QuotedWord] {
    var words: [QuotedWord] = []
    var word = QuotedWord([])
    var quote: UInt8 = 0
    // Whether anything but a parameter list without parameters was written.
    var hasText = false
    var isFirst = true
    while position < text.count, quote != 0 || !WordLexer.isBlank(text[position]) {
      let byte = text[position]
      if quote == 0, isFirst, [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(byte) {
        word.isQuoted = true
        word.isLiteral = byte != UInt8(ascii: "\"")
      }
      isFirst = false
      switch byte {
      case UInt8(ascii: "'") where quote != UInt8(ascii: "\""), UInt8(ascii: "\"") where quote != UInt8(ascii: "'"):
        quote = quote == byte ? 0 : byte
        if quote != 0 { hasText = true }
        position += 1
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"):
        position += 1
        hasText = true
        guard position < text.count else {
          word.bytes.append(byte)
          break
        }
        let next = text[position]
        let isSpecial = next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") || next == UInt8(ascii: "$")
        if quote != 0, !isSpecial { word.bytes.append(byte) }
        word.bytes.append(next)
        position += 1
      case UInt8(ascii: "$") where quote == 0 && position + 1 < text.count && text[position + 1] == UInt8(ascii: "'"):
        position += 2
        hasText = true
        _ = ShellEscapes.unquote(text, &position, into: &word.bytes)
      case UInt8(ascii: "$") where quote != UInt8(ascii: "'"):
        guard let (name, values) = value(text, &position, lookup) else {
          word.bytes.append(byte)
          hasText = true
          position += 1
          break
        }
        for (index, value) in values.enumerated() {
          if index > 0 {
            words.append(word)
            word = QuotedWord([])
          }
          word.bytes += value
        }
        // An unknown name in the open is an empty word still, a parameter list without parameters is none.
        if name != [UInt8(ascii: "@")] || !values.isEmpty { hasText = true }
      default:
        word.bytes.append(byte)
        hasText = true
        position += 1
      }
    }
    if hasText || !word.bytes.isEmpty { words.append(word) }
    return words
  }

  /// The name behind the dollar that the position is at, and what it stands for; nil, and nothing moved, when none
  /// follows.
  private static func value(
    _ text: [UInt8], _ position: inout Int, _ lookup: Lookup
  ) -> (name: [UInt8], values: [[UInt8]])? {
    guard let name = VariableName.read(text, &position, isKnown: { lookup($0) != nil }) else { return nil }
    return (name, lookup(name) ?? [[]])
  }
}
