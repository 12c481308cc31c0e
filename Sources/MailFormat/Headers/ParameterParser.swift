import MailBytes

/// One `name*section*=value` as written.
struct ParameterSection {
  /// The name in lower case.
  var name: [UInt8]
  /// The number of a continuation; nil for a parameter in one piece.
  var number: Int?
  /// Whether the value is percent-encoded (RFC 2231 section 4).
  var isExtended: Bool
  /// Whether the value stood in quotes.
  var isQuoted: Bool
  /// The value without quotes and backslashes.
  var value: [UInt8]
}

/// Splits the text behind a media type into parameters, forgiving what real mail does to them.
struct ParameterParser {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    let range = range.clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  /// All parameters in order, at most `Limits.parameters`.
  mutating func sections() -> [ParameterSection] {
    var found: [ParameterSection] = []
    while position < end, found.count < Limits.parameters {
      skipBlanksAndComments()
      guard position < end else { break }
      if bytes[position] == 59 || bytes[position] == 44 {
        position += 1
        continue
      }
      if let section = readSection(), section.number ?? 0 <= Limits.parameterSections { found.append(section) }
    }
    return found
  }

  private mutating func readSection() -> ParameterSection? {
    let nameStart = position
    while position < end, !isNameEnd(bytes[position]) { position += 1 }
    let name = nameStart..<position
    skipBlanksAndComments()
    guard position < end, bytes[position] == 61, !name.isEmpty else {
      // No parameter: go on behind the next separator, or behind the word that was read.
      if position < end, position == nameStart { position += 1 }
      return nil
    }
    position += 1
    skipBlanksAndComments()
    var section = parseName(name)
    if position < end, bytes[position] == 34 {
      section.isQuoted = true
      section.value = readQuoted()
    } else {
      section.value = readToken()
    }
    return section
  }

  private func isNameEnd(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == 61 || byte == 59 || byte == 34 || byte == 40 || byte == 127
  }

  /// Takes `name*2*` apart.
  private func parseName(_ range: Range<Int>) -> ParameterSection {
    var nameEnd = range.upperBound
    var isExtended = false
    var number: Int?
    if nameEnd > range.lowerBound + 1, bytes[nameEnd - 1] == 42 {
      isExtended = true
      nameEnd -= 1
    }
    var digits = nameEnd
    while digits > range.lowerBound, bytes[digits - 1] &- 48 < 10 { digits -= 1 }
    if digits < nameEnd, digits > range.lowerBound + 1, bytes[digits - 1] == 42 {
      var value = 0
      for offset in digits..<nameEnd where value <= Limits.parameterSections {
        value = value * 10 + Int(bytes[offset] - 48)
      }
      number = value
      nameEnd = digits - 1
    }
    let name = bytes[range.lowerBound..<nameEnd].map { $0.asciiLowercased }
    return ParameterSection(name: name, number: number, isExtended: isExtended, isQuoted: false, value: [])
  }

  /// A quoted string; without a closing quote the value ends where the next parameter seems to start.
  private mutating func readQuoted() -> [UInt8] {
    position += 1
    let start = position
    var value: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      if byte == 92, position + 1 < end {
        let next = bytes[position + 1]
        // Only quote and backslash are escaped in practice: `C:\temp` must keep its backslash.
        if next == 34 || next == 92 {
          append(next, to: &value)
        } else {
          append(92, to: &value)
          append(next, to: &value)
        }
        position += 2
        continue
      }
      if byte == 34 {
        position += 1
        return value
      }
      if byte != 10 && byte != 13 { append(byte, to: &value) }
      position += 1
    }
    return unclosed(from: start)
  }

  /// The value of a string whose closing quote is missing: up to the next `;` and no further.
  private mutating func unclosed(from start: Int) -> [UInt8] {
    position = start
    return readToken()
  }

  /// A token, or anything up to the next `;`: file names with blanks come without quotes too.
  private mutating func readToken() -> [UInt8] {
    var value: [UInt8] = []
    while position < end, bytes[position] != 59 {
      let byte = bytes[position]
      if byte == 34 {
        position += 1
        continue
      }
      if byte == 40, value.last == 32 || value.last == 9 {
        let before = position
        skipBlanksAndComments()
        if position == before { position += 1 }
        continue
      }
      if byte == 10 || byte == 13 {
        if startsParameterOnNextLine() { break }
      } else {
        append(byte, to: &value)
      }
      position += 1
    }
    while let last = value.last, last == 32 || last == 9 { value.removeLast() }
    return value
  }

  /// Whether behind this line end a `name=` stands: the `;` before it was forgotten.
  private func startsParameterOnNextLine() -> Bool {
    var offset = position
    while offset < end, Unfolding.isBlank(bytes[offset]) { offset += 1 }
    let start = offset
    while offset < end, offset - start < 32, isNameByte(bytes[offset]) { offset += 1 }
    return offset > start && offset < end && bytes[offset] == 61 && offset + 1 < end && bytes[offset + 1] != 61
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == 45 || byte == 42 || byte == 95
  }

  private func append(_ byte: UInt8, to value: inout [UInt8]) {
    if value.count < Limits.parameterValue { value.append(byte) }
  }

  private mutating func skipBlanksAndComments() {
    position = CommentSkipper.skip(bytes, from: position, to: end)
  }
}
