import MailBytes

/// Parts a message list from what follows it.
enum ArgumentSplitter {
  /// `save 1 2 file`: the last word is the file, whatever stands before it is the list; one word alone is the file.
  ///
  /// - Throws: `CommandSyntaxError` for a name whose quote is not closed: half a name would make a file.
  static func listAndFile(_ text: [UInt8]) throws(CommandSyntaxError) -> (list: [UInt8], words: [QuotedWord]) {
    let pieces = MessageListLexer.pieces(text)
    guard let last = pieces.last else { return ([], []) }
    // What stands in parentheses is not meant as a file, `save (from ann)` goes to mbox; in quotes everything is.
    if last.kind == .criterion { return (text, []) }
    guard !WordLexer.leavesQuoteOpen(Array(text[last.range])) else {
      throw CommandSyntaxError(
        "a quote is not closed: \(String(keeping: Array(text[last.range])))",
        hint: "Close it, or write a backslash before a quote that belongs to the name.")
    }
    var position = last.range.lowerBound
    let word = WordLexer.next(text, &position) ?? QuotedWord([])
    return (trimmed(text[..<last.range.lowerBound]), [word])
  }

  /// `detach 1-3`, `detach 4 folder`, `detach folder`: a last word that can only be a part of a list is one.
  ///
  /// So what may be left out is never taken for it. Behind a list a dot is the current folder, and what stands in quotes
  /// is one too.
  static func listAndFolder(_ text: [UInt8]) throws(CommandSyntaxError) -> (list: [UInt8], words: [QuotedWord]) {
    let pieces = MessageListLexer.pieces(text)
    guard let last = pieces.last else { return ([], []) }
    let word = text[last.range]
    let isFolder = pieces.count > 1 && (word.elementsEqual(".".utf8) || isQuotedCriterion(word))
    return looksLikeList(word) && !isFolder ? (text, []) : try listAndFile(text)
  }

  /// `pipe 2 "wc -l"`, `pipe 1-3 wc -l`: a last word in quotes is the command; else it begins at the first word that
  /// is no message list.
  static func listAndCommand(_ text: [UInt8]) -> (list: [UInt8], words: [QuotedWord]) {
    let pieces = MessageListLexer.pieces(text)
    guard let last = pieces.last else { return ([], []) }
    if let quote = text.last, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      text[last.range.lowerBound] == quote, last.range.upperBound == text.count, last.range.count >= 2
    {
      var position = last.range.lowerBound
      let before = pieces.dropLast()
      if before.allSatisfy({ looksLikeList(text[$0.range]) }), let command = WordLexer.next(text, &position),
        position == text.count
      {
        return (trimmed(text[..<last.range.lowerBound]), [QuotedWord(command.bytes, isLiteral: true)])
      }
    }
    return splitAtFirstWord(text, pieces) { command in [QuotedWord(command, isLiteral: true)] }
  }

  /// `forward 3 ann@example.org`: the list ends where the first word is that cannot be one.
  static func listAndAddresses(_ text: [UInt8]) -> (list: [UInt8], words: [QuotedWord]) {
    splitAtFirstWord(text, MessageListLexer.pieces(text)) { rest in [QuotedWord(rest, isLiteral: true)] }
  }

  /// `in:+lists subject:invoice`: the words that name folders, without their mark, and what is left.
  static func foldersAndList(_ text: [UInt8]) -> (list: [UInt8], words: [QuotedWord]) {
    var list: [UInt8] = []
    var folders: [QuotedWord] = []
    for piece in MessageListLexer.pieces(text) {
      let mark = Array("in:".utf8)
      if text[piece.range].starts(with: mark) {
        var position = piece.range.lowerBound + mark.count
        if position < piece.range.upperBound, let name = WordLexer.next(text, &position) { folders.append(name) }
      } else {
        if !list.isEmpty { list.append(0x20) }
        list += text[piece.range]
      }
    }
    return (list, folders)
  }

  private static func splitAtFirstWord(
    _ text: [UInt8], _ pieces: [MessageListLexer.Piece], _ make: ([UInt8]) -> [QuotedWord]
  ) -> (list: [UInt8], words: [QuotedWord]) {
    for piece in pieces where !looksLikeList(text[piece.range]) {
      return (trimmed(text[..<piece.range.lowerBound]), make(trimmed(text[piece.range.lowerBound...])))
    }
    return (trimmed(text[...]), [])
  }

  /// Whether a word can only be a part of a message list: a number, a range, a sign, a class, a search.
  static func looksLikeList(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return word.allSatisfy { byte in
        byte >= 0x30 && byte <= 0x39 || "-,.$^*;[]".utf8.contains(byte)
      }
    case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "`"), UInt8(ascii: "&"):
      return word.dropFirst().allSatisfy { byte in
        byte >= 0x30 && byte <= 0x39 || "-,.$^*;+".utf8.contains(byte)
      }
    case UInt8(ascii: ":"): return word.count > 1
    // A second slash makes it a path.
    case UInt8(ascii: "/"): return word.count > 1 && !word.dropFirst().contains(UInt8(ascii: "/"))
    case UInt8(ascii: "("), UInt8(ascii: "{"): return true
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"): return isQuotedCriterion(word)
    case UInt8(ascii: "@"): return word.dropFirst().contains(UInt8(ascii: "@"))
    default: return false
    }
  }

  /// `'(from ann)'`, `"(from ann)"` and `\(from\ ann\)`, as s-nail wants criteria of IMAP.
  private static func isQuotedCriterion(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, "'\"\\".utf8.contains(first), word.dropFirst().first == UInt8(ascii: "(") else {
      return false
    }
    return word.suffix(2).contains(UInt8(ascii: ")"))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text
    while let byte = text.first, WordLexer.isBlank(byte) { text.removeFirst() }
    while let byte = text.last, WordLexer.isBlank(byte) { text.removeLast() }
    return Array(text)
  }
}
