/// Reads the text of a message list.
struct MessageListParser {
  let searchHeaders: Bool
  private var depth = 0

  init(searchHeaders: Bool) { self.searchHeaders = searchHeaders }

  mutating func parse(_ text: [UInt8]) throws(MessageListError) -> [MessageSpec] {
    guard depth < MessageListLexer.maximumDepth else { throw .syntax("message list nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    var specs: [MessageSpec] = []
    for piece in MessageListLexer.pieces(text) {
      // A comment, as people write it behind commands; its words would choose messages by their senders.
      if text[piece.range.lowerBound] == UInt8(ascii: "#") { break }
      try parsePiece(Array(text[piece.range]), piece.kind, into: &specs)
    }
    return specs
  }

  private mutating func parsePiece(
    _ piece: [UInt8], _ kind: MessageListLexer.Kind, into specs: inout [MessageSpec]
  ) throws(MessageListError) {
    switch kind {
    case .criterion:
      specs.append(.match([.criterion(piece)], written: piece))
    case .group:
      guard piece.count >= 2, piece.last == UInt8(ascii: "}") else { throw .syntax("missing } in the message list") }
      specs.append(.group(try parse(Array(piece[1..<(piece.count - 1)]))))
    case .word:
      if piece[0] == UInt8(ascii: "!"), piece.count > 1 {
        let inner = try parse(Array(piece[1...]))
        specs.append(.not(inner.count == 1 ? inner[0] : .group(inner)))
        return
      }
      var position = 0
      var word: [UInt8] = []
      // Parentheses inside a word are its own text; only its quotes are taken off.
      while let next = WordLexer.next(piece, &position) {
        if !word.isEmpty { word.append(0x20) }
        word += next.bytes
      }
      if word.isEmpty { throw .syntax("empty word in the message list") }
      for part in listed(word, isPlain: word == piece) { try parseWord(part, into: &specs) }
    }
  }

  /// `ann@x,` and `ann@x,bob@y` are addresses with commas between them, as people write lists; what is quoted is one.
  private func listed(_ word: [UInt8], isPlain: Bool) -> [[UInt8]] {
    guard isPlain, word.contains(UInt8(ascii: ",")), let first = word.first,
      Self.isLetter(first) || first == UInt8(ascii: "_") || first >= 0x80
    else { return [word] }
    let parts = word.split(separator: UInt8(ascii: ",")).map { Array($0) }
    return parts.isEmpty ? [word] : parts
  }

  private func parseWord(_ word: [UInt8], into specs: inout [MessageSpec]) throws(MessageListError) {
    switch word[0] {
    case UInt8(ascii: ":"): specs.append(try classes(word))
    case UInt8(ascii: "/"): specs.append(subjectSearch(word))
    case UInt8(ascii: "@"): specs.append(fieldSearch(word))
    // In quotes, as s-nail wants it.
    case UInt8(ascii: "(") where word.last == UInt8(ascii: ")"): specs.append(.match([.criterion(word)], written: word))
    default:
      if try MessagePointParser.parse(word, into: &specs) { return }
      specs.append(.match([named(word) ?? .sender(word)], written: word))
    }
  }

  /// `:n`, `:nf`, `:tag`, and `:/text/`, which searches bodies.
  private func classes(_ word: [UInt8]) throws(MessageListError) -> MessageSpec {
    let letters = word[1...]
    if letters.first == UInt8(ascii: "/") { return .match([.body(unslashed(letters))], written: word) }
    if letters.elementsEqual("tag".utf8) { return .classes([.draftOrTagged], written: word) }
    var classes: [MessageClass] = []
    for letter in letters {
      guard let value = MessageClass(letter: letter) else {
        throw .unknownClass(String(decoding: word, as: UTF8.self))
      }
      if !classes.contains(value) { classes.append(value) }
    }
    if classes.isEmpty { throw .unknownClass(":") }
    return .classes(classes, written: word)
  }

  /// `/text`: the subject; `/to:text` a header field; GNU's `/text/` when nothing has the slash.
  private func subjectSearch(_ word: [UInt8]) -> MessageSpec {
    let text = Array(word[1...])
    if text.isEmpty { return .repeatedSearch }
    var questions: [MessageMatch] = []
    let header = headerSearch(text)
    if searchHeaders, let header { return .match([header], written: word) }
    questions.append(.subject(text))
    if text.count > 1, text.last == UInt8(ascii: "/"), !text.dropLast().contains(UInt8(ascii: "/")) {
      questions.append(.subject(Array(text.dropLast())))
    }
    if let header { questions.append(header) }
    return .match(questions, written: word)
  }

  private func headerSearch(_ text: [UInt8]) -> MessageMatch? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = Array(text[(colon + 1)...])
    if colon == 0 { return .subject(value) }
    let name = Array(text[..<colon])
    guard Self.isFieldName(name) else { return nil }
    // As in BSD mail, `to` asks all recipient fields, `To` that field alone.
    if name.elementsEqual("to".utf8) { return .header(names: ["To", "Cc", "Bcc"], text: value) }
    return .header(names: [String(decoding: name, as: UTF8.self)], text: value)
  }

  /// s-nail's `@fields@text`, the text a regular expression where it holds a sign that only such have.
  private func fieldSearch(_ word: [UInt8]) -> MessageSpec {
    let rest = word[1...]
    let second = rest.firstIndex(of: UInt8(ascii: "@"))
    let text = Array(rest[(second.map { $0 + 1 } ?? rest.startIndex)...])
    let match = second.map { fieldMatch(rest[..<$0], text) } ?? .subject(text)
    let isExpression = text.contains { Self.magicSigns.contains($0) }
    return .match([isExpression ? .expression(match) : match], written: word)
  }

  /// The signs that make a text a regular expression, those of s-nail; a dot or parentheses alone do not.
  private static let magicSigns: [UInt8] = Array("^[]*+?|$".utf8)

  private func fieldMatch(_ fields: ArraySlice<UInt8>, _ text: [UInt8]) -> MessageMatch {
    if fields.first == UInt8(ascii: "~") {
      let names = fields.dropFirst().split(separator: UInt8(ascii: ",")).map { Self.fieldName($0) }
      return .addresses(names: names.isEmpty ? ["From", "To", "Cc", "Bcc"] : names, text: text)
    }
    if let match = wholePart(fields, text) { return match }
    let names = fields.split(separator: UInt8(ascii: ",")).map { Self.fieldName($0) }
    let isSubject = names.isEmpty || names == ["Subject"]
    return isSubject ? .subject(text) : .header(names: names, text: text)
  }

  private func wholePart(_ fields: ArraySlice<UInt8>, _ text: [UInt8]) -> MessageMatch? {
    switch String(decoding: fields, as: UTF8.self) {
    case "<", "header": .anyHeader(text)
    case ">", "body": .body(text)
    case "=", "text": .text(text)
    default: nil
    }
  }

  private static func fieldName(_ name: ArraySlice<UInt8>) -> String {
    let name = String(decoding: name, as: UTF8.self)
    return switch name {
    case "f", "F": "From"
    case "t", "T": "To"
    case "c", "C": "Cc"
    case "b", "B": "Bcc"
    case "s", "S": "Subject"
    default: name
    }
  }

  /// `from:ann`, `since:2026-01`, `body:text`, and GNU's `subject:/text/`.
  private func named(_ word: [UInt8]) -> MessageMatch? {
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    let name = Array(word[..<colon])
    guard colon + 1 < word.count else {
      // No name of a sender ends so: what should follow is missing.
      return Self.isMeasured(name) ? .criterion([UInt8(ascii: "(")] + name + [UInt8(ascii: ")")]) : nil
    }
    guard Self.isFieldName(name), !word[..<colon].contains(UInt8(ascii: "@")) else { return nil }
    var text = Array(word[(colon + 1)...])
    if text[0] == UInt8(ascii: "/") { text = unslashed(text[...]) }
    switch String(decoding: name.map(lowered), as: UTF8.self) {
    case "body": return .body(text)
    case "text": return .text(text)
    case "since": return .since(text)
    case "before": return .before(text)
    case _ where Self.isMeasured(name): return criterion(name, text)
    case "from": return .sender(text)
    case "subject": return .subject(text)
    case "to": return .header(names: ["To", "Cc", "Bcc"], text: text)
    default: return .header(names: [String(decoding: name, as: UTF8.self)], text: text)
    }
  }

  /// Whether a size or a day stands behind the key.
  private static func isMeasured(_ name: [UInt8]) -> Bool {
    FieldKeys.measured.contains(String(decoding: name.map(lowered), as: UTF8.self))
  }

  /// A key of IMAP SEARCH with its argument: `(larger "10k")`.
  private func criterion(_ name: [UInt8], _ text: [UInt8]) -> MessageMatch {
    let escaped = text.flatMap {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0]
    }
    return .criterion([UInt8(ascii: "(")] + name + Array(" \"".utf8) + escaped + Array("\")".utf8))
  }

  /// `/text/` without its slashes.
  private func unslashed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text.dropFirst()
    if text.last == UInt8(ascii: "/") { text = text.dropLast() }
    return Array(text)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  static func isFieldName(_ name: [UInt8]) -> Bool {
    guard let first = name.first, isLetter(first) else { return false }
    return name.allSatisfy { byte in
      isLetter(byte) || byte == UInt8(ascii: "-") || byte >= 0x30 && byte <= 0x39
    }
  }
}
