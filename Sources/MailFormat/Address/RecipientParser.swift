import MailBytes

extension AddressParser {
  /// Reads recipients as users type them on the command line, at a prompt or in a `~t` escape.
  ///
  /// Lists are separated by commas, semicolons or, between plain addresses, by blanks; names stand before brackets.
  /// One malformed recipient fails the whole text: nothing is sent to half of a list.
  ///
  /// - Parameters:
  ///   - partsNames: whether blanks part names from each other, as among recipients; those of an author are one name, which
  ///     lacks its address.
  ///   - isName: whether a name without a domain is somebody's. It is asked for names that nothing but blanks part from
  ///     addresses: what is nobody's there is a piece of an address with a blank in it, or a name without its brackets.
  public static func parseRecipients(
    _ text: [UInt8], partsNames: Bool = true, isName: @escaping (String) -> Bool = { _ in true }
  ) throws(AddressError) -> [RecipientForm] {
    var parser = RecipientParser(text, partsNames: partsNames, isName: isName)
    return try parser.parse()
  }

  /// As above, for text.
  public static func parseRecipients(
    _ text: String, partsNames: Bool = true, isName: @escaping (String) -> Bool = { _ in true }
  ) throws(AddressError) -> [RecipientForm] {
    try parseRecipients(Array(text.utf8), partsNames: partsNames, isName: isName)
  }
}

/// The strict reader behind `AddressParser.parseRecipients`.
struct RecipientParser {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [RecipientForm] = []
  private var marks: AddressMarks
  /// The last `;` of the text, the only thing that makes a colon the start of a group.
  private let lastSemicolon: Int
  /// Whether there was a group, which may be empty.
  private var hasGroup = false
  private var isInGroup = false
  private let partsNames: Bool
  private let isName: (String) -> Bool

  init(_ bytes: [UInt8], partsNames: Bool, isName: @escaping (String) -> Bool) {
    self.bytes = bytes
    self.partsNames = partsNames
    self.isName = isName
    lastSemicolon = bytes.lastIndex(of: 59) ?? -1
    marks = AddressMarks(end: bytes.count)
  }

  mutating func parse() throws(AddressError) -> [RecipientForm] {
    if let single = plainAddress() { return [single] }
    guard UTF8Text.isValid(bytes) else { throw error(0..<bytes.count, .invalidText) }
    for byte in bytes where byte < 32 && byte != 9 || byte == 127 {
      throw error(0..<bytes.count, .controlCharacter)
    }
    if hasInvisibleLineEnd() { throw error(0..<bytes.count, .controlCharacter) }
    var isFirst = true
    while true {
      skipBlanks()
      if position >= bytes.count { break }
      let byte = bytes[position]
      if byte == 44 || byte == 59 {
        // Empty members, as RFC 5322 section 4.4 allows them, for scripts join lists that may be empty; a semicolon in
        // front of everything is no slip of that kind.
        if byte == 59, isFirst { throw error(0..<bytes.count, .empty) }
        if byte == 59 { isInGroup = false }
        position += 1
        continue
      }
      isFirst = false
      if byte == 124 {
        result.append(.pipe(String(decoding: bytes[(position + 1)...], as: UTF8.self)))
        return result
      }
      try readElement()
    }
    if result.isEmpty, !hasGroup { throw error(0..<bytes.count, .empty) }
    return result
  }

  /// One plain `local@domain` and nothing else, what nearly every run of a script sends to.
  private func plainAddress() -> RecipientForm? {
    var at = -1
    for (offset, byte) in bytes.enumerated() {
      if byte == 64, at < 0, offset > 0 {
        at = offset
      } else if !(byte.isASCIIAlphanumeric || byte == 46 && offset > 0 || byte == 95 || byte == 45 && offset > 0) {
        return nil
      }
    }
    guard at > 0, RecipientSpec.fault(inDomain: bytes[(at + 1)...]) == nil else { return nil }
    return .mailbox(
      Address(
        localPart: String(decoding: bytes[..<at], as: UTF8.self),
        domain: String(decoding: bytes[(at + 1)...], as: UTF8.self)))
  }

  /// U+0085, U+2028 and U+2029 end lines somewhere; so do not let them into a header.
  private func hasInvisibleLineEnd() -> Bool {
    var previous: UInt8 = 0
    var beforeThat: UInt8 = 0
    for byte in bytes {
      if previous == 0xC2, byte < 0xA0, byte >= 0x80 { return true }
      if beforeThat == 0xE2, previous == 0x80, byte == 0xA8 || byte == 0xA9 { return true }
      (beforeThat, previous) = (previous, byte)
    }
    return false
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 { position += 1 }
  }

  private func error(_ range: Range<Int>, _ reason: AddressError.Reason) -> AddressError {
    AddressError(String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self), reason)
  }

  /// A word of an element.
  private struct Word {
    var range: Range<Int>
    var text: [UInt8]
    var isQuoted: Bool
  }

  /// Reads up to the next comma or semicolon: plain words, or a name with an address in brackets.
  private mutating func readElement() throws(AddressError) {
    let start = position
    var words: [Word] = []
    let first = result.count
    // Whether the words can be the name of a group.
    var isPhrase = true
    var comment = ""
    while position < bytes.count, bytes[position] != 44, bytes[position] != 59 {
      let byte = bytes[position]
      if byte == 32 || byte == 9 {
        position += 1
      } else if byte == 40 {
        comment = try readComment(from: start)
      } else if byte == 60 {
        try readAngle(words, from: start)
        if position < bytes.count, !Self.endsAddress(bytes[position]) {
          throw error(start..<endOfElement, .textBehindBracket)
        }
        words = []
        isPhrase = false
        comment = ""
      } else if byte == 62 {
        throw error(start..<position + 1, .unbalancedBracket)
      } else if byte == 58, mayBeginGroup, isPhrase, !words.isEmpty {
        // The members of a group are recipients like any others; the `;` parts them from what follows.
        (hasGroup, isInGroup) = (true, true)
        words = []
        comment = ""
        position += 1
      } else {
        let word = try readWord(from: start)
        isPhrase = isPhrase && (word.isQuoted || word.text.allSatisfy { $0.isAtomText || $0 == 46 || $0 >= 0x80 })
        words.append(word)
      }
    }
    for (index, word) in words.enumerated() {
      try addPlain(word, name: index == words.count - 1 ? comment : "")
    }
    if result.count > first + 1, isBroken(result[first...]) { throw error(start..<position, .blankInside) }
  }

  /// What may follow the `>` of an address at once.
  private static func endsAddress(_ byte: UInt8) -> Bool {
    // Other brackets have errors of their own.
    byte == 32 || byte == 9 || byte == 44 || byte == 59 || byte == 40 || byte == 58 || byte == 60 || byte == 62
  }

  /// The next comma or semicolon, as far as an error shows the text.
  private var endOfElement: Int { bytes[position...].firstIndex { $0 == 44 || $0 == 59 } ?? bytes.count }

  /// Whether addresses and names that are nobody's stand side by side.
  private func isBroken(_ forms: ArraySlice<RecipientForm>) -> Bool {
    var hasAddress = !partsNames
    for case .mailbox in forms { hasAddress = true }
    guard hasAddress else { return false }
    for case .local(let address) in forms where !isName(address.localPart) { return true }
    return false
  }

  /// Whether a colon here can stand behind the name of a group.
  private var mayBeginGroup: Bool { !isInGroup && position < lastSemicolon }

  private mutating func readComment(from start: Int) throws(AddressError) -> String {
    let open = position
    let close = CommentSkipper.comment(bytes, from: open, to: bytes.count)
    guard close <= bytes.count, close > open + 1, bytes[close - 1] == 41, isClosedComment(open..<close) else {
      throw error(start..<bytes.count, .unclosedComment)
    }
    position = close
    return String(decoding: AddressElement.commentText(bytes, in: open + 1..<close - 1), as: UTF8.self)
  }

  private func isClosedComment(_ range: Range<Int>) -> Bool {
    var depth = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      switch bytes[offset] {
      case 92: offset += 1
      case 40: depth += 1
      case 41: depth -= 1
      default: break
      }
      offset += 1
    }
    return depth == 0
  }

  /// A run of text and quoted strings without blanks: `"a b"@c.d` is one word.
  private mutating func readWord(from start: Int) throws(AddressError) -> Word {
    let wordStart = position
    var text: [UInt8] = []
    var isQuoted = true
    var isPlain = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 32 || byte == 9 || byte == 44 || byte == 59 || byte == 60 || byte == 62 || byte == 40 { break }
      if byte == 58, position > wordStart, isPlain, mayBeginGroup { break }
      if byte == 64 || byte == 92 { isPlain = false }
      if byte == 34 {
        text += try readQuoted(from: start)
      } else if byte == 91, let close = marks.literalEnd(bytes, from: position) {
        text += bytes[position..<close]
        position = close
        isQuoted = false
      } else {
        text.append(byte)
        isQuoted = false
        position += 1
      }
    }
    return Word(range: wordStart..<position, text: text, isQuoted: isQuoted)
  }

  private mutating func readQuoted(from start: Int) throws(AddressError) -> [UInt8] {
    let open = position
    position += 1
    while position < bytes.count, bytes[position] != 34 {
      position += bytes[position] == 92 ? 2 : 1
    }
    guard position < bytes.count else { throw error(start..<bytes.count, .unclosedQuote) }
    position += 1
    return AddressElement.unquoted(bytes, in: open + 1..<position - 1)
  }

  /// `<addr-spec>` with the words before it as the name; addresses in front of a name are recipients of their own.
  ///
  /// One that stands right before the bracket is a name itself: many programs write `ann@example.org <ann@example.org>`.
  private mutating func readAngle(_ words: [Word], from start: Int) throws(AddressError) {
    let open = position
    position += 1
    var isInQuotes = false
    while position < bytes.count, isInQuotes || bytes[position] != 62 {
      let byte = bytes[position]
      if byte == 60, !isInQuotes { throw error(start..<bytes.count, .unbalancedBracket) }
      if byte == 34 { isInQuotes.toggle() }
      position += byte == 92 ? 2 : 1
    }
    guard position < bytes.count else { throw error(start..<bytes.count, .unbalancedBracket) }
    position += 1
    let spec = RecipientSpec(Array(bytes[open + 1..<position - 1]))
    var nameStart = 0
    while nameStart < words.count - 1, !words[nameStart].isQuoted, words[nameStart].text.contains(64) {
      try addPlain(words[nameStart], name: "")
      nameStart += 1
    }
    var name: [UInt8] = []
    for word in words[nameStart...] {
      if !name.isEmpty { name.append(32) }
      name += word.text
    }
    try add(spec, name: String(decoding: name, as: UTF8.self), range: start..<position)
  }

  private mutating func addPlain(_ word: Word, name: String) throws(AddressError) {
    let text = String(decoding: word.text, as: UTF8.self)
    switch word.text.first {
    case 124?:
      result.append(.pipe(String(text.dropFirst())))
      return
    case 47?:
      result.append(.file(text))
      return
    case 43? where !word.text.contains(64):
      result.append(.folder(text))
      return
    case 45?:
      result.append(.dashed(text))
      return
    case 46? where text.hasPrefix("./") || text.hasPrefix("../"):
      result.append(.file(text))
      return
    case 126? where text.hasPrefix("~/"):
      result.append(.file(text))
      return
    case 92? where !word.isQuoted && bytes[word.range.lowerBound] == 92:
      try addExact(word)
      return
    default: break
    }
    try add(RecipientSpec(Array(bytes[word.range])), name: name, range: word.range)
  }

  /// `\name`: that name, whatever it is an alias for.
  private mutating func addExact(_ word: Word) throws(AddressError) {
    let spec = RecipientSpec(Array(bytes[word.range].dropFirst()))
    if let reason = spec.fault { throw error(word.range, reason) }
    // What means a file, a command or an option without the backslash is no user with it.
    guard spec.domain.isEmpty, let first = spec.localPart.utf8.first, first.isASCIIAlphanumeric || first == 95 else {
      throw error(word.range, .invalidCharacter(92))
    }
    result.append(.exact(Address(localPart: spec.localPart, domain: "")))
  }

  private mutating func add(_ spec: RecipientSpec, name: String, range: Range<Int>) throws(AddressError) {
    if let reason = spec.fault { throw error(range, reason) }
    let address = Address(displayName: name, localPart: spec.localPart, domain: spec.domain)
    result.append(spec.domain.isEmpty ? .local(address) : .mailbox(address))
  }
}
