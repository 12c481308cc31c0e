/// Reads one element of an address list: a name, brackets, comments, a bare address, in whatever order they come.
struct AddressElement {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private var marks: AddressMarks

  /// Words outside brackets: what they say, where they stood, and what they can be part of.
  private struct Word {
    var text: [UInt8]
    var isQuoted: Bool
    var hasBlankBefore: Bool
  }

  private var words: [Word] = []
  private var comment: [UInt8] = []
  private var found: [Address] = []
  private var decoder = CharsetDecoder()

  /// Whether there were more mailboxes than were asked for.
  private(set) var isCut = false

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
    marks = AddressMarks(end: range.upperBound)
  }

  /// The mailboxes of the element: one, or several where commas are missing; none where there is only a comment.
  mutating func addresses(using decoder: CharsetDecoder, limit: Int = Limits.addresses) -> [Address] {
    self.decoder = decoder
    var hasBlank = false
    // One more than wanted: what stands behind the last one may be its name.
    while position < end, found.count <= limit {
      let byte = bytes[position]
      switch byte {
      case 40:
        guard let close = marks.commentEnd(bytes, from: position) else {
          addByte(byte, hasBlank)
          hasBlank = false
          continue
        }
        comment = Self.commentText(bytes, in: position + 1..<close - 1)
        position = close
        hasBlank = true
      case 34:
        guard let close = marks.quotedEnd(bytes, from: position) else {
          position += 1
          continue
        }
        let text = Self.unquoted(bytes, in: position + 1..<close - 1)
        add(Word(text: text, isQuoted: true, hasBlankBefore: hasBlank))
        position = close
        hasBlank = false
      case 60:
        readAngle()
        hasBlank = true
      case 9, 10, 13, 32:
        hasBlank = true
        position += 1
      default:
        readAtom(hasBlank)
        hasBlank = false
      }
    }
    finish()
    isCut = found.count > limit
    return isCut ? Array(found[..<limit]) : found
  }

  /// The text of a phrase: quotes taken off, blanks between words kept, encoded words decoded.
  static func phrase(_ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder) -> String {
    var element = AddressElement(bytes: bytes, range: range)
    element.decoder = decoder
    element.gatherWords()
    return element.name()
  }

  private mutating func gatherWords() {
    var hasBlank = false
    while position < end {
      let byte = bytes[position]
      if byte == 40, let close = marks.commentEnd(bytes, from: position) {
        position = close
        hasBlank = true
      } else if byte == 34, let close = marks.quotedEnd(bytes, from: position) {
        add(Word(text: Self.unquoted(bytes, in: position + 1..<close - 1), isQuoted: true, hasBlankBefore: hasBlank))
        position = close
        hasBlank = false
      } else if Unfolding.isBlank(byte) {
        hasBlank = true
        position += 1
      } else {
        readAtom(hasBlank)
        hasBlank = false
      }
    }
  }

  private mutating func add(_ word: Word) {
    if words.count < Limits.addressWords { words.append(word) }
  }

  private mutating func addByte(_ byte: UInt8, _ hasBlank: Bool) {
    add(Word(text: [byte], isQuoted: false, hasBlankBefore: hasBlank))
    position += 1
  }

  /// A run of anything that is not a blank, quote, comment or bracket; dots, at signs and 8-bit text included.
  private mutating func readAtom(_ hasBlank: Bool) {
    let start = position
    if bytes[position] == 61, let close = AddressMarks.encodedWordEnd(bytes, from: position, to: end) {
      position = close
    } else {
      position += 1
    }
    while position < end {
      let byte = bytes[position]
      if Unfolding.isBlank(byte) || byte == 34 || byte == 40 || byte == 60 { break }
      position += 1
    }
    add(Word(text: Array(bytes[start..<position]), isQuoted: false, hasBlankBefore: hasBlank))
  }

  /// `<...>`: the address, with the words before it as its name; a missing `>` is put at the end.
  private mutating func readAngle() {
    let start = position + 1
    let close = marks.angleEnd(bytes, from: position)
    var contentEnd = close.map { $0 - 1 } ?? end
    if close == nil, let next = bytes[start..<end].firstIndex(of: 60) { contentEnd = next }
    position = close ?? contentEnd
    // `<<a@b>>` has one too many on either side.
    while close != nil, position < end, bytes[position] == 62 { position += 1 }
    let content = AddrSpec.parse(bytes, in: start..<contentEnd)
    // `Name <>` is somebody without an address, no local user of that name.
    guard !content.isEmpty || (close != nil && !words.isEmpty) else { return }
    found.append(Address(displayName: name(), localPart: content.localPart, domain: content.domain))
    words = []
    comment = []
  }

  /// What is left behind the last bracket, or all there is when there were no brackets.
  private mutating func finish() {
    guard !words.isEmpty || !comment.isEmpty else { return }
    if found.isEmpty {
      addBare()
    } else if let last = found.indices.last, found[last].displayName.isEmpty {
      // `<a@b> Name` and `<a@b> (Name)`.
      if words.contains(where: { !$0.isQuoted && $0.text.contains(64) }) {
        addBare()
      } else {
        found[last].displayName = name()
      }
    } else if words.contains(where: { !$0.isQuoted && $0.text.contains(64) && $0.text.count > 2 }) {
      addBare()
    }
  }

  /// An address without brackets: `a@b`, `a@b (Name)`, `a @ b`, `Name a@b`, `"a b"@c`, `local`, `a@b c@d`.
  private mutating func addBare() {
    let joined = joinedAroundSigns()
    let at = joined.indices.filter { joined[$0].hasAt }
    guard let first = at.first else {
      addLocal()
      return
    }
    if at.count > 1, at.count == joined.count {
      for index in at { append(joined[index].text, name: "") }
      return
    }
    var nameWords: [Word] = []
    for index in joined.indices where index != first { nameWords.append(joined[index].word) }
    words = nameWords
    append(joined[first].text, name: name())
  }

  private mutating func append(_ text: [UInt8], name: String) {
    let content = AddrSpec.parse(text, in: 0..<text.count)
    if content.isEmpty { return }
    found.append(Address(displayName: name, localPart: content.localPart, domain: content.domain))
  }

  /// No at sign anywhere: a local user, or text that is none at all but must be seen.
  private mutating func addLocal() {
    // Only a comment is nobody: `(Empty list)`.
    if words.isEmpty { return }
    let commentName = decoded(comment)
    comment = []
    let text = name()
    if !text.isEmpty { found.append(Address(displayName: commentName, localPart: text, domain: "")) }
  }

  /// A piece of a bare address: words that belong together around `@` and `.`.
  private struct Joined {
    var text: [UInt8]
    var hasAt: Bool
    var word: Word
  }

  /// Joins `a @ b . c` and `"x y"@b` into one text each, quotes put back.
  private func joinedAroundSigns() -> [Joined] {
    var result: [Joined] = []
    var sticks = false
    let localWords = wordsOfLocalPart()
    for (index, word) in words.enumerated() {
      let raw = word.isQuoted ? Self.quoted(word.text) : word.text
      let hasAt = !word.isQuoted && word.text.contains(64)
      let startsWithSign = !word.isQuoted && (word.text.first == 64 || word.text.first == 46)
      let isGlued = !word.hasBlankBefore || startsWithSign || sticks || index < localWords
      if let last = result.indices.last, isGlued, !(result[last].hasAt && hasAt) {
        result[last].text += raw
        result[last].hasAt = result[last].hasAt || hasAt
        result[last].word.text += word.text
      } else {
        result.append(Joined(text: raw, hasAt: hasAt, word: word))
      }
      sticks = !word.isQuoted && (word.text.last == 64 || word.text.last == 46) && (hasAt || result.last?.hasAt == true)
    }
    return result
  }

  /// How many words make up `a . "b" . c@d`, whose blanks and comments stand around dots (RFC 5322 obs-local-part).
  private func wordsOfLocalPart() -> Int {
    guard let last = words.firstIndex(where: { !$0.isQuoted && $0.text.contains(64) }) else { return 0 }
    for index in 0..<last {
      let (word, next) = (words[index], words[index + 1])
      let isDotted =
        (!word.isQuoted && word.text.last == 46) || (!next.isQuoted && (next.text.first == 46 || next.text.first == 64))
      guard isDotted || !next.hasBlankBefore else { return 0 }
    }
    return last + 1
  }

  /// The words as a display name, or the comment where there are none.
  private func name() -> String {
    if words.isEmpty { return decoded(comment) }
    var text: [UInt8] = []
    for word in words {
      if word.hasBlankBefore, !text.isEmpty { text.append(32) }
      text += word.text
      if text.count > Limits.displayName { break }
    }
    return decoded(text)
  }

  private func decoded(_ text: [UInt8]) -> String {
    if text.isEmpty { return "" }
    let cut = text.count > Limits.displayName ? Array(text[..<Limits.displayName]) : text
    return String(decoding: EncodedWord.decode(cut, using: decoder), as: UTF8.self)
  }

  /// The inside of a quoted string: backslashes and line ends taken out.
  static func unquoted(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    guard range.lowerBound < range.upperBound else { return [] }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      var byte = bytes[position]
      if byte == 92, position + 1 < range.upperBound {
        position += 1
        byte = bytes[position]
      }
      if byte != 10 && byte != 13 { text.append(byte) }
      position += 1
    }
    return text
  }

  /// The text in quotes, as an addr-spec has it.
  static func quoted(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [34]
    for byte in text {
      if byte == 34 || byte == 92 { result.append(92) }
      result.append(byte)
    }
    result.append(34)
    return result
  }

  /// The text of a comment, inner comments left as they are written.
  static func commentText(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8] {
    guard range.lowerBound < range.upperBound else { return [] }
    let limit = min(range.upperBound, range.lowerBound + Limits.displayName)
    return unquoted(bytes, in: range.lowerBound..<limit)
  }
}
