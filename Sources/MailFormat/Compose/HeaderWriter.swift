import MailBytes

/// Writes header fields, folded at 78 columns where blanks allow it and never over 998; LF line ends.
public struct HeaderWriter: Sendable {
  static let foldAt = 78
  static let longestLine = 998
  private static let longestPlainName = 200
  /// Less than this is not worth an encoded word.
  private static let leastRoom = 24

  /// What is written so far.
  public private(set) var bytes: [UInt8] = []
  /// Whether a field holds UTF-8 as such.
  public private(set) var hasUTF8 = false
  private let allowsUTF8: Bool
  private var column = 0

  /// Begins an empty header.
  ///
  /// - Parameter allowsUTF8: whether fields may hold UTF-8 as such; else it goes into encoded words.
  public init(allowsUTF8: Bool = false) { self.allowsUTF8 = allowsUTF8 }

  // MARK: fields

  /// A field of plain text: Subject, Comments, fields of the writer's own.
  public mutating func text(_ name: String, _ value: String) throws(ComposeError) {
    try begin(name)
    try HeaderGate.check(value, of: name)
    let text = Array(value.utf8)
    var position = 0
    while position < text.count {
      // A stretch that must be encoded, from its first such word to its last.
      guard let range = stretchToEncode(text, from: position) else {
        appendWords(text[position...])
        break
      }
      appendWords(text[position..<range.lowerBound])
      appendEncoded(Array(text[range]), .text)
      position = range.upperBound
    }
    if text.contains(where: { $0 >= 0x80 }), allowsUTF8 { hasUTF8 = true }
    end()
  }

  /// A field of addresses; nothing when there are none.
  public mutating func addresses(_ name: String, _ addresses: [Address]) throws(ComposeError) {
    guard !addresses.isEmpty else { return }
    try begin(name)
    for (place, address) in addresses.enumerated() {
      try HeaderGate.check(address, of: name)
      try append(address, isLast: place == addresses.count - 1)
    }
    end()
  }

  /// A field of message identifiers; nothing when there are none.
  public mutating func messageIDs(_ name: String, _ ids: [MessageID]) throws(ComposeError) {
    guard ids.contains(where: Self.isLegal) else { return }
    try begin(name)
    for id in ids where Self.isLegal(id) {
      try HeaderGate.check(id.text, of: name)
      appendUnit(Array(id.bracketed.utf8))
    }
    end()
  }

  private static func isLegal(_ id: MessageID) -> Bool { id.text.utf8.count < longestLine - 80 }

  /// A field whose value has blanks where it may be folded, and is ASCII: dates, types, tokens.
  public mutating func words(_ name: String, _ value: [UInt8]) throws(ComposeError) {
    try begin(name)
    try HeaderGate.check(String(decoding: value, as: UTF8.self), of: name)
    appendWords(value[...])
    end()
  }

  /// A field that somebody wrote: as it is where its line may travel, else folded at its blanks, or encoded where those
  /// do not suffice.
  public mutating func written(_ name: String, _ value: String) throws(ComposeError) {
    if name.utf8.count + 2 + value.utf8.count > Self.longestLine {
      let fits = value.utf8.split(separator: 0x20).allSatisfy { $0.count < Self.longestLine - HeaderGate.longestName }
      return try fits ? self.words(name, Array(value.utf8)) : text(name, value)
    }
    try begin(name)
    try HeaderGate.check(value, of: name)
    bytes.append(0x20)
    bytes.append(contentsOf: value.utf8)
    if value.utf8.contains(where: { $0 >= 0x80 }) { hasUTF8 = true }
    end()
  }

  /// A value followed by parameters, each on a line of its own where the line is full.
  ///
  /// - Parameter parameters: as `ParameterWriter` makes them, each ended by LF.
  mutating func value(_ name: String, _ value: String, _ parameters: [UInt8]) throws(ComposeError) {
    try begin(name)
    try HeaderGate.check(value, of: name)
    appendUnit(Array(value.utf8) + (parameters.isEmpty ? [] : [0x3b]))
    var start = 0
    while start < parameters.count {
      let end = parameters[start...].firstIndex(of: 0x0a) ?? parameters.count
      let isLast = end + 1 >= parameters.count
      appendUnit([UInt8](parameters[start..<end]) + (isLast ? [] : [0x3b]))
      start = end + 1
    }
    end()
  }

  /// Fields that are complete already, each line ended by LF.
  mutating func raw(_ fields: Span<UInt8>) {
    bytes.append(fields)
    if Kernels.endOfASCII(in: fields) < fields.count { hasUTF8 = true }
  }

  // MARK: pieces

  private mutating func begin(_ name: String) throws(ComposeError) {
    try HeaderGate.check(fieldName: name)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x3a)
    column = name.utf8.count + 1
  }

  private mutating func end() {
    bytes.append(0x0a)
    column = 0
  }

  private mutating func fold() {
    bytes.append(0x0a)
    column = 0
  }

  /// One unit behind a blank, on a fresh line when it does not fit.
  private mutating func appendUnit(_ unit: [UInt8]) {
    if column + 1 + unit.count > Self.foldAt, column > 1 { fold() }
    bytes.append(0x20)
    bytes += unit
    column += 1 + unit.count
  }

  /// Words with their blanks as they are; folds come in front of blanks, which stay.
  private mutating func appendWords(_ text: ArraySlice<UInt8>) {
    var position = text.startIndex
    var isFirst = bytes.last == 0x3a
    while position < text.endIndex {
      var wordStart = position
      while wordStart < text.endIndex, text[wordStart].isASCIIBlank { wordStart += 1 }
      var wordEnd = wordStart
      while wordEnd < text.endIndex, !text[wordEnd].isASCIIBlank { wordEnd += 1 }
      let blanks = text[position..<wordStart]
      let length = wordEnd - position + (isFirst ? 1 : 0)
      if isFirst {
        bytes.append(0x20)
      } else if !blanks.isEmpty, wordEnd > wordStart, column + length > Self.foldAt, column > 1 {
        fold()
      }
      bytes += text[position..<wordEnd]
      column += length
      isFirst = false
      position = wordEnd
    }
  }

  /// Encoded words, folded between each other; lines that hold them stay within 76.
  private mutating func appendEncoded(_ text: [UInt8], _ context: EncodedWordWriter.Context) {
    let needsBlank = !(bytes.last ?? 0).isASCIIBlank
    var room = Self.foldAt - 2 - column - (needsBlank ? 1 : 0)
    // One word is better than two: some readers put a blank between the words of a name.
    let single = EncodedWordWriter.words(text.span, context: context, room: Self.foldAt)
    let wanted = single.count == 1 ? single[0].count : Self.leastRoom
    // What stands before must not be left alone with a blank: the fold goes in front of it.
    if room < wanted, column > 1, bytes.last != 0x3a || context == .phrase {
      if !needsBlank { bytes.removeLast() }
      fold()
      bytes.append(0x20)
      column = 1
      room = Self.foldAt - 3
    } else if needsBlank {
      bytes.append(0x20)
      column += 1
    }
    for (place, word) in EncodedWordWriter.words(text.span, context: context, room: room).enumerated() {
      if place > 0 {
        fold()
        bytes.append(0x20)
        column = 1
      }
      bytes += word
      column += word.count
    }
  }

  /// The next stretch of text that cannot stand as it is: without the blank before it, with all that is between.
  private func stretchToEncode(_ text: [UInt8], from start: Int) -> Range<Int>? {
    var first: Int?
    var last = start
    var position = start
    while position < text.count {
      var wordStart = position
      while wordStart < text.count, text[wordStart].isASCIIBlank { wordStart += 1 }
      var wordEnd = wordStart
      while wordEnd < text.count, !text[wordEnd].isASCIIBlank { wordEnd += 1 }
      if mustEncode(text[wordStart..<wordEnd]) {
        first = first ?? wordStart
        last = wordEnd
      }
      position = wordEnd
    }
    return first.map { $0..<last }
  }

  private func mustEncode(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count > Self.longestLine - 100 { return true }
    var previous: UInt8 = 0
    for byte in word {
      if byte >= 0x80 ? !allowsUTF8 : byte.isASCIIControl { return true }
      // What looks like an encoded word would be decoded.
      if previous == 0x3d, byte == 0x3f { return true }
      previous = byte
    }
    return false
  }

  private mutating func append(_ address: Address, isLast: Bool) throws(ComposeError) {
    var spec = Array(address.fieldSpec.utf8)
    if spec.contains(where: { $0 >= 0x80 }) { hasUTF8 = true }
    guard spec.count < Self.longestLine - 100 else {
      throw ComposeError(.tooLarge, "an address of \(spec.count) characters cannot be sent")
    }
    let comma: [UInt8] = isLast ? [] : [0x2c]
    if address.displayName.isEmpty {
      // Where a header is read for recipients nobody takes it for an option so.
      let needsBrackets = address.looksLikeNoAddress || spec.first == UInt8(ascii: "-")
      appendUnit((needsBrackets ? [0x3c] + spec + [0x3e] : spec) + comma)
      return
    }
    spec = [0x3c] + spec + [0x3e] + comma
    let name = Array(address.displayName.utf8)
    if name.count > Self.longestPlainName || mustEncode(name[...]) {
      appendEncoded(name, .phrase)
      appendUnit(spec)
      return
    }
    if allowsUTF8, name.contains(where: { $0 >= 0x80 }) { hasUTF8 = true }
    let phrase = Array(Address.phrase(address.displayName).utf8)
    if column + 1 + phrase.count + 1 + spec.count > Self.foldAt, column > 1 { fold() }
    if phrase.first == 0x22 {
      appendUnit(phrase)
    } else {
      // Atoms may be folded between each other.
      var start = 0
      while start < phrase.count {
        let end = phrase[start...].firstIndex(of: 0x20) ?? phrase.count
        if end > start { appendUnit([UInt8](phrase[start..<end])) }
        start = end + 1
      }
    }
    appendUnit(spec)
  }
}
