import MailBytes

/// The decoder behind `EncodedWord`: one pass over an unfolded value.
struct EncodedWordDecoder {
  private let bytes: [UInt8]
  private let decoder: CharsetDecoder
  private var output: [UInt8] = []
  /// The charset of the words gathered and not yet decoded.
  private var charset = CharsetLabel.ascii
  private var label: ArraySlice<UInt8> = []
  private var gathered: [UInt8] = []
  private var hasGathered = false
  private var words = 0

  /// One well-formed word: ranges of its label and text, and where it ends.
  private struct Word {
    var label: Range<Int>
    var isBase64: Bool
    var text: Range<Int>
    var end: Int
  }

  init(_ bytes: [UInt8], decoder: CharsetDecoder) {
    self.bytes = bytes
    self.decoder = decoder
  }

  mutating func decode() -> [UInt8] {
    output.reserveCapacity(bytes.count)
    var plainStart = 0
    var position = 0
    while position + 1 < bytes.count {
      guard bytes[position] == 61, bytes[position + 1] == 63, let word = word(at: position) else {
        position += 1
        continue
      }
      // Blanks between two words are not text.
      if !(hasGathered && isBlank(plainStart..<position)) {
        flush()
        appendPlain(plainStart..<position)
      }
      add(word)
      position = word.end
      plainStart = word.end
    }
    flush()
    appendPlain(plainStart..<bytes.count)
    return output
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    for offset in range where bytes[offset] != 32 && bytes[offset] != 9 { return false }
    return true
  }

  private mutating func appendPlain(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let text = Array(bytes[range])
    output += UTF8Text.isASCII(text.span) ? text : decoder.decodeUnlabelled(text)
  }

  /// Reads `=?charset*language?encoding?text?=`; nil when it is not one.
  private func word(at start: Int) -> Word? {
    guard words < Limits.encodedWords else { return nil }
    var position = start + 2
    let labelStart = position
    while position < bytes.count, bytes[position] != 63, bytes[position] != 42, position - labelStart < 72 {
      let byte = bytes[position]
      if byte < 32 || byte >= 127 || byte == 61 || byte == 60 || byte == 62 { return nil }
      position += 1
    }
    let labelEnd = position
    guard labelEnd > labelStart, position < bytes.count else { return nil }
    if bytes[position] == 42 {
      let languageStart = position
      while position < bytes.count, bytes[position] != 63, position - languageStart < 72 { position += 1 }
    }
    guard position + 3 < bytes.count, bytes[position] == 63 else { return nil }
    position += 1
    while position + 2 < bytes.count, bytes[position] == 32 { position += 1 }
    let isBase64: Bool
    switch bytes[position] {
    case 66, 98: isBase64 = true
    case 81, 113: isBase64 = false
    default: return nil
    }
    position += 1
    while position + 1 < bytes.count, bytes[position] == 32 { position += 1 }
    guard bytes[position] == 63 else { return nil }
    position += 1
    let textStart = position
    while let mark = Kernels.firstIndex(of: 63, in: bytes.span, from: position), mark + 1 < bytes.count {
      if bytes[mark + 1] == 61 {
        return Word(label: labelStart..<labelEnd, isBase64: isBase64, text: textStart..<mark, end: mark + 2)
      }
      // The start of another word: this one has no end.
      if mark > textStart, bytes[mark - 1] == 61 { return nil }
      position = mark + 1
    }
    return nil
  }

  private mutating func add(_ word: Word) {
    let newLabel = bytes[word.label]
    if hasGathered, !newLabel.elementsEqual(label) || charset.hasShiftStates {
      let newCharset = CharsetLabel(newLabel)
      if newCharset != charset || charset.hasShiftStates { flush() }
      charset = newCharset
    } else if !hasGathered {
      charset = CharsetLabel(newLabel)
    }
    label = newLabel
    hasGathered = true
    words += 1
    if word.isBase64 {
      LenientBase64.decode(bytes, in: word.text, into: &gathered)
    } else {
      QEncoding.decode(bytes, in: word.text, into: &gathered)
    }
  }

  /// Decodes what was gathered and writes it out.
  private mutating func flush() {
    guard hasGathered else { return }
    output += decoder.text(gathered, from: charset)
    gathered.removeAll(keepingCapacity: true)
    hasGathered = false
  }
}
