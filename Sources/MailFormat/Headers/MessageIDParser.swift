/// Reads message-ids out of Message-ID, In-Reply-To and References.
struct MessageIDParser {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private var found: [MessageID] = []

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func parse(allowsBare: Bool) -> [MessageID] {
    let start = position
    while position < end {
      if bytes[position] == 60 {
        readBracketed()
      } else {
        position += 1
      }
    }
    if found.isEmpty, allowsBare {
      position = start
      readBareWords()
    }
    return found.count > Limits.references ? Array(found.suffix(Limits.references)) : found
  }

  /// `<id>`; blanks and folds inside are taken out, a second `<` starts anew; unclosed, it needs an `@` to count.
  ///
  /// What holds another control is no identifier: without it, it would be that of another message.
  private mutating func readBracketed() {
    position += 1
    var id: [UInt8] = []
    var isValid = true
    while position < end, bytes[position] != 62, bytes[position] != 60 {
      let byte = bytes[position]
      if byte > 32, byte != 127 {
        if id.count <= Limits.messageID { id.append(byte) }
      } else if !Unfolding.isBlank(byte) {
        isValid = false
      }
      position += 1
    }
    if position < end, bytes[position] == 62 {
      position += 1
    } else if !id.contains(64) {
      return
    }
    if isValid { add(id) }
  }

  /// Words with an @ in them, as programs write that do not know the brackets.
  private mutating func readBareWords() {
    var word: [UInt8] = []
    var hasAt = false
    var isValid = true
    while position <= end {
      let byte = position < end ? bytes[position] : 32
      if Unfolding.isBlank(byte) || byte == 44 || byte == 59 || byte == 34 {
        if hasAt, isValid { add(word) }
        word.removeAll(keepingCapacity: true)
        hasAt = false
        isValid = true
      } else if byte < 32 || byte == 127 {
        isValid = false
      } else {
        if byte == 64 { hasAt = true }
        if word.count <= Limits.messageID, byte != 62 { word.append(byte) }
      }
      position += 1
    }
  }

  private mutating func add(_ id: [UInt8]) {
    guard let id = MessageID(String(decoding: id, as: UTF8.self)) else { return }
    if found.count >= Limits.references * 2 { found.removeFirst(found.count - Limits.references) }
    found.append(id)
  }
}
