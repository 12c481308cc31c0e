/// What stands behind `alias`: a name, then members that blanks or commas part.
///
/// A member is a word, as everywhere in start-up files, for it may be another alias: `alias team ann bob <b@e.org>` names
/// three. Only what cannot be a member belongs to the address beside it: a name in quotes before one in brackets, and
/// comments.
public enum AliasArguments {
  /// The name and the members, an address with a name or a comment as one literal word.
  ///
  /// - Parameter lookup: what the names stand for that a dollar stands before; nil to leave them as they are.
  public static func words(_ text: [UInt8], _ lookup: WordExpander.Lookup? = nil) -> [QuotedWord] {
    var position = 0
    guard skipWord(of: text, &position) else { return [] }
    var words = plain(text[..<position], lookup)
    // Comments in front of the address they belong to.
    var comments: [UInt8] = []
    // Whether the member before takes a comment, and whether it is a name that takes an address in brackets.
    var (takesComment, isPhrase) = (false, false)
    var brackets = BracketPairs()
    while let piece = next(text, &position, &brackets) {
      let content = lookup.map { WordExpander.text(Array(text[piece.range]), $0) } ?? Array(text[piece.range])
      if piece.followsComma { (takesComment, isPhrase) = (false, false) }
      switch piece.kind {
      case .comment:
        if takesComment, var last = words.popLast() {
          last.bytes.append(0x20)
          last.bytes += content
          words.append(QuotedWord(last.bytes, isLiteral: true))
        } else {
          comments += content + [0x20]
        }
        continue
      case .address where isPhrase:
        let phrase = words.removeLast()
        words.append(QuotedWord(phrase.isQuoted ? quoted(phrase.bytes) + [0x20] + content : content, isLiteral: true))
      case .address:
        words.append(QuotedWord(comments + content, isLiteral: true))
      case .word where comments.isEmpty:
        words += plain(text[piece.range], lookup)
      case .word:
        words.append(QuotedWord(comments + content, isLiteral: true))
      }
      isPhrase = piece.kind == .word && comments.isEmpty && words.last?.isQuoted == true
      (takesComment, comments) = (true, [])
    }
    // Of nobody: told as what it is.
    if words.count == 1, !comments.isEmpty { words.append(QuotedWord(comments.dropLast(), isLiteral: true)) }
    return words
  }

  /// Whether a member is comments and nothing else, which is nobody.
  public static func isComment(_ member: some StringProtocol) -> Bool {
    let text = Array(member.utf8)
    var (position, brackets) = (0, BracketPairs())
    guard !text.isEmpty else { return false }
    while let piece = next(text, &position, &brackets) { if piece.kind != .comment { return false } }
    return true
  }

  /// Whether a quote of the name or a member is never closed; those in comments and brackets are none.
  static func leavesQuoteOpen(_ text: [UInt8]) -> Bool {
    var (position, brackets) = (0, BracketPairs())
    guard skipWord(of: text, &position) else { return false }
    if WordLexer.leavesQuoteOpen(Array(text[..<position])) { return true }
    while let piece = next(text, &position, &brackets) {
      if piece.kind == .word, WordLexer.leavesQuoteOpen(Array(text[piece.range])) { return true }
    }
    return false
  }

  private enum Kind { case word, address, comment }

  private static func plain(_ text: ArraySlice<UInt8>, _ lookup: WordExpander.Lookup?) -> [QuotedWord] {
    lookup.map { WordExpander.words(Array(text), $0) } ?? WordLexer.words(Array(text))
  }

  /// The next piece; the position moves behind it.
  private static func next(
    _ text: [UInt8], _ position: inout Int, _ brackets: inout BracketPairs
  ) -> (kind: Kind, range: Range<Int>, followsComma: Bool)? {
    var followsComma = position > 0 && text[position - 1] == UInt8(ascii: ",")
    while position < text.count, WordLexer.isBlank(text[position]) || text[position] == UInt8(ascii: ",") {
      if text[position] == UInt8(ascii: ",") { followsComma = true }
      position += 1
    }
    guard position < text.count else { return nil }
    let start = position
    switch text[start] {
    case UInt8(ascii: "("):
      guard let end = brackets.end(of: start, to: UInt8(ascii: ")"), in: text) else { break }
      position = end
      return (.comment, start..<position, followsComma)
    case UInt8(ascii: "<"):
      guard let end = brackets.end(of: start, to: UInt8(ascii: ">"), in: text) else { break }
      position = end
      return (.address, start..<position, followsComma)
    default: break
    }
    return skipWord(of: text, &position) ? (.word, start..<position, followsComma) : nil
  }

  /// Moves behind the next word, never behind the end, where a last backslash takes what is not there.
  private static func skipWord(of text: [UInt8], _ position: inout Int) -> Bool {
    defer { position = min(position, text.count) }
    return WordLexer.next(text, &position) != nil
  }

  private static func quoted(_ content: [UInt8]) -> [UInt8] {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    return [quote] + content.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] } + [quote]
  }
}
