/// Recipients behind a command, in the quoting of commands where they are plain and in that of addresses where names
/// stand beside them.
///
/// `ann bob` and `'|wc -l' ann` are words; `"Doe, J" <doe@example.org>` and `doe@example.org (J Doe)` are one address each,
/// whose blanks, commas and quotes part nothing.
public enum AddressArguments {
  /// The recipients: one for each plain word, one for each list of addresses with names.
  ///
  /// - Parameter lookup: what the names stand for that a dollar stands before; nil to leave them as they are.
  public static func words(_ text: [UInt8], _ lookup: WordExpander.Lookup? = nil) -> [QuotedWord] {
    var words: [QuotedWord] = []
    for element in elements(of: text) {
      if element.isAddress {
        words.append(QuotedWord(lookup.map { WordExpander.text(element.text, $0) } ?? element.text, isLiteral: true))
      } else {
        let piece = element.plain
        words += lookup.map { WordExpander.words(piece, $0) } ?? WordLexer.words(piece)
      }
    }
    return words
  }

  /// What stands between commas.
  private struct Element {
    /// As it stands, but for apostrophes inside words, which begin no quotes: `o'neil@example.org`.
    var plain: [UInt8] = []
    /// The same, its words in single quotes, which addresses do not know, in double ones.
    var text: [UInt8] = []
    /// Whether it is in the quoting of addresses.
    var isAddress = false
  }

  private static func elements(of text: [UInt8]) -> [Element] {
    var elements: [Element] = []
    var reader = ElementReader(text)
    while let element = reader.next() { elements.append(element) }
    return elements
  }

  private struct ElementReader {
    private let text: [UInt8]
    private var position = 0
    /// The last `;` of the text: members of a group are one list with it.
    private let lastSemicolon: Int

    init(_ text: [UInt8]) {
      self.text = text
      lastSemicolon = text.lastIndex(of: UInt8(ascii: ";")) ?? -1
    }

    mutating func next() -> Element? {
      skipSeparators()
      guard position < text.count else { return nil }
      var element = Element()
      // All that follows a bar belongs to the command.
      if text[position] == UInt8(ascii: "|") {
        element = Element(text: Array(text[position...]), isAddress: true)
        position = text.count
        return element
      }
      var isInGroup = false
      var isWordStart = true
      while position < text.count, isInGroup || text[position] != UInt8(ascii: ",") {
        let (start, byte) = (position, text[position])
        switch byte {
        case UInt8(ascii: "\""):
          _ = skipQuotes(byte)
          // A quoted name in front of a host.
          if position < text.count, text[position] == UInt8(ascii: "@") { element.isAddress = true }
        case UInt8(ascii: "'") where isWordStart:
          guard let content = skipQuotes(byte) else {
            // As in 't Hooft.
            position = start + 1
            break
          }
          element.text += Self.quoted(content)
          element.plain += text[start..<position]
          isWordStart = false
          continue
        case UInt8(ascii: "("), UInt8(ascii: "<"):
          element.isAddress = true
          skip(to: byte == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: ">"))
        case UInt8(ascii: ":") where position < lastSemicolon:
          (element.isAddress, isInGroup) = (true, true)
          position += 1
        case UInt8(ascii: ";") where isInGroup:
          isInGroup = false
          position += 1
        case UInt8(ascii: "\\"):
          position = min(position + 2, text.count)
        default:
          position += 1
        }
        element.text += text[start..<position]
        if byte == UInt8(ascii: "'") { element.plain.append(UInt8(ascii: "\\")) }
        element.plain += text[start..<position]
        isWordStart = WordLexer.isBlank(byte)
      }
      return element
    }

    private mutating func skipSeparators() {
      while position < text.count, WordLexer.isBlank(text[position]) || text[position] == UInt8(ascii: ",") {
        position += 1
      }
    }

    /// Moves behind a quoted text; what it holds, nil where it is not closed.
    private mutating func skipQuotes(_ quote: UInt8) -> [UInt8]? {
      var content: [UInt8] = []
      position += 1
      return WordLexer.quoted(text, &position, by: quote, into: &content) ? content : nil
    }

    private static func quoted(_ content: [UInt8]) -> [UInt8] {
      let quote = UInt8(ascii: "\"")
      let backslash = UInt8(ascii: "\\")
      return [quote] + content.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] } + [quote]
    }

    /// Moves behind the bracket that closes the one here, with those inside it; to the end where there is none.
    private mutating func skip(to close: UInt8) {
      let open = text[position]
      var depth = 0
      while position < text.count {
        let byte = text[position]
        if byte == UInt8(ascii: "\"") && close == UInt8(ascii: ">") {
          _ = skipQuotes(byte)
          continue
        }
        position = min(position + (byte == UInt8(ascii: "\\") ? 2 : 1), text.count)
        if byte == open { depth += 1 }
        if byte == close { depth -= 1 }
        if depth == 0 { return }
      }
    }
  }
}
