/// Reads numbers, signs, ranges and part numbers: `3`, `2-$`, `^-.`, `1,3`, `4.1.2`, `4[1.2]`, `&5`.
enum MessagePointParser {
  /// Reads a word; false when it is none of these, so that it must be an address.
  static func parse(_ word: [UInt8], into specs: inout [MessageSpec]) throws(MessageListError) -> Bool {
    guard word.allSatisfy(isListByte) else { return false }
    var position = 0
    while position < word.count {
      // `1;3` may be meant as two commands, or as a list with another comma; the message before dot is hardly meant.
      if position > 0, word[position - 1] == former || word[position] == former && word[position - 1] != comma {
        throw .syntax(
          "\(String(decoding: word, as: UTF8.self)): ; stands between blanks, or commands on lines of their own")
      }
      try term(word, &position, into: &specs)
      if position < word.count, word[position] == comma, position > 0 { position += 1 }
    }
    return true
  }

  private static let comma = UInt8(ascii: ",")
  /// The message that was current before.
  private static let former = UInt8(ascii: ";")

  private static func isListByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ";"), UInt8(ascii: ","),
      UInt8(ascii: "`"), UInt8(ascii: "&"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"):
      return true
    default: return false
    }
  }

  private static func term(
    _ word: [UInt8], _ position: inout Int, into specs: inout [MessageSpec]
  ) throws(MessageListError) {
    switch word[position] {
    case UInt8(ascii: "*"):
      position += 1
      specs.append(.all)
    case UInt8(ascii: "`"):
      position += 1
      specs.append(.formerList)
    case UInt8(ascii: "&"):
      position += 1
      specs.append(.thread(try point(word, &position) ?? .current))
    default:
      guard let start = try point(word, &position) else { throw unreadable(word) }
      if position < word.count, word[position] == UInt8(ascii: "-") || word[position] == UInt8(ascii: ":") {
        position += 1
        if position < word.count, word[position] == UInt8(ascii: "*") {
          position += 1
          specs.append(.range(start, .last))
        } else if let end = try point(word, &position) {
          specs.append(.range(start, end))
        } else {
          throw .syntax("\(String(decoding: word, as: UTF8.self)): the range has no end")
        }
      } else if case .number = start, let path = part(word, &position) {
        specs.append(.part(start, path: path))
      } else {
        specs.append(.point(start))
      }
    }
  }

  /// One place; nil when none begins here.
  private static func point(_ word: [UInt8], _ position: inout Int) throws(MessageListError) -> MessagePoint? {
    guard position < word.count else { return nil }
    let sign: MessagePoint
    switch word[position] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      var value = 0
      while position < word.count, word[position] >= 0x30, word[position] <= 0x39 {
        // Ten digits are beyond any mailbox and below any overflow.
        if position - start < 10 { value = value * 10 + Int(word[position] - 0x30) }
        position += 1
      }
      if position - start > 10 {
        throw .invalidNumber(String(decoding: word[start..<position], as: UTF8.self))
      }
      return .number(value)
    case UInt8(ascii: "."): sign = .current
    case UInt8(ascii: "^"): sign = .first
    case UInt8(ascii: "$"): sign = .last
    case UInt8(ascii: "+"): sign = .next
    case UInt8(ascii: "-"): sign = .previous
    case UInt8(ascii: ";"): sign = .former
    case UInt8(ascii: ","): sign = .parent
    default: return nil
    }
    position += 1
    return sign
  }

  /// The part behind a number: `.1.2` or `[1.2]`.
  private static func part(_ word: [UInt8], _ position: inout Int) -> String? {
    guard position + 1 < word.count else { return nil }
    let isBracket = word[position] == UInt8(ascii: "[")
    guard isBracket || word[position] == UInt8(ascii: "."), word[position + 1] >= 0x30, word[position + 1] <= 0x39
    else {
      return nil
    }
    var end = position + 1
    while end < word.count, word[end] == UInt8(ascii: ".") || word[end] >= 0x30 && word[end] <= 0x39 { end += 1 }
    let path = String(decoding: word[(position + 1)..<end], as: UTF8.self)
    if isBracket {
      guard end < word.count, word[end] == UInt8(ascii: "]") else { return nil }
      end += 1
    }
    position = end
    return path
  }

  private static func unreadable(_ word: [UInt8]) -> MessageListError {
    .syntax("\(String(decoding: word, as: UTF8.self)): Invalid message list")
  }
}
