import MailBytes

/// An addr-spec typed by the user, checked before anything is sent to it.
struct RecipientSpec {
  /// The local part without quotes.
  private(set) var localPart = ""
  /// The domain, empty for a local name.
  private(set) var domain = ""
  /// What is wrong, nil when nothing is.
  private(set) var fault: AddressError.Reason?

  /// Takes the text between the brackets, or a word without any.
  init(_ text: [UInt8]) {
    var text = text[...]
    while let first = text.first, first == 32 || first == 9 { text = text.dropFirst() }
    while let last = text.last, last == 32 || last == 9 { text = text.dropLast() }
    guard !text.isEmpty else {
      fault = .empty
      return
    }
    guard text.count <= 1000 else {
      fault = .tooLong
      return
    }
    var position = text.startIndex
    var local: [UInt8] = []
    var lastWasQuoted = false
    while position < text.endIndex, text[position] != 64 {
      if text[position] == 34 {
        guard let close = Self.closingQuote(text, from: position) else {
          fault = .unclosedQuote
          return
        }
        local += AddressElement.unquoted(Array(text[position...close]), in: 1..<close - position)
        position = close + 1
        lastWasQuoted = true
        continue
      }
      guard text[position].isAtomText || text[position] == 46 || text[position] >= 0x80 else {
        fault = text[position] == 58 ? .groupSyntax : .invalidCharacter(text[position])
        return
      }
      local.append(text[position])
      position += 1
    }
    localPart = String(decoding: local, as: UTF8.self)
    if local.isEmpty && !lastWasQuoted { fault = .missingLocalPart }
    guard position < text.endIndex else { return }
    domain = String(decoding: text[(position + 1)...], as: UTF8.self)
    if fault == nil { fault = Self.fault(inDomain: text[(position + 1)...]) }
  }

  private static func closingQuote(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var position = start + 1
    while position < text.endIndex {
      if text[position] == 34 { return position }
      position += text[position] == 92 ? 2 : 1
    }
    return nil
  }

  /// Labels of letters, digits, hyphens, underscores and UTF-8, separated by single dots; or a literal in brackets.
  static func fault(inDomain domain: ArraySlice<UInt8>) -> AddressError.Reason? {
    guard let first = domain.first, let last = domain.last else { return .missingDomain }
    if first == 91 {
      guard last == 93, domain.count > 2 else { return .invalidDomain }
      for byte in domain.dropFirst().dropLast() where !isLiteralByte(byte) { return .invalidDomain }
      return nil
    }
    var labelCount = 0
    var previous: UInt8 = 46
    for byte in domain {
      if byte == 46 {
        if previous == 46 || previous == 45 { return .invalidDomain }
        labelCount = 0
      } else {
        guard (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == 45 || byte == 95 || byte >= 0x80 else {
          return byte == 64 ? .secondAt : .invalidDomain
        }
        if byte == 45, previous == 46 { return .invalidDomain }
        labelCount += 1
        if labelCount > 63 && byte < 0x80 { return .invalidDomain }
      }
      previous = byte
    }
    if last == 46 || last == 45 { return .invalidDomain }
    return domain.count > 1000 ? .tooLong : nil
  }

  private static func isLiteralByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == 46 || byte == 58 || byte == 45
  }
}
