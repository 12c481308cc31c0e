/// Finds the ends of quoted strings, comments, angle brackets and literals, each search linear over a whole field.
struct AddressMarks {
  private let end: Int
  /// No quote is closed from here on.
  private var noQuoteFrom = Int.max
  /// Comments that nest do not close from here on; flat ones may.
  private var noNestingFrom = Int.max
  /// No literal is closed from here on.
  private var noLiteralFrom = Int.max

  init(end: Int) { self.end = end }

  /// The offset behind the quoted string that starts here; nil when its closing quote is missing.
  mutating func quotedEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < noQuoteFrom else { return nil }
    var position = start + 1
    while position < end {
      switch bytes[position] {
      case 92: position += 2
      case 34: return position + 1
      default: position += 1
      }
    }
    noQuoteFrom = start
    return nil
  }

  /// The offset behind the comment that starts here; nil when it is not closed.
  mutating func commentEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    let isFlat = start >= noNestingFrom
    var position = start + 1
    var depth = 1
    while position < end {
      switch bytes[position] {
      case 92: position += 1
      case 40:
        if isFlat { return nil }
        depth += 1
      case 41:
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    noNestingFrom = min(noNestingFrom, start)
    return nil
  }

  /// The offset behind the `>` of the bracket that starts here; nil when a separator or another `<` comes first.
  func angleEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var position = start + 1
    while position < end, bytes[position] <= 32 { position += 1 }
    // Only an obsolete route may hold commas: <@a,@b:c@d>.
    let isRoute = position < end && bytes[position] == 64
    while position < end {
      switch bytes[position] {
      case 62: return position + 1
      case 60: return nil
      case 44, 59: if !isRoute { return nil }
      case 34:
        if let close = quotedLocalPartEnd(bytes, from: position) { position = close }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The closing quote of `"local part"@`, whatever stands inside; of another string only one without brackets counts.
  private func quotedLocalPartEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var position = start + 1
    var holdsBrackets = false
    while position < end, position - start <= Limits.localPart {
      switch bytes[position] {
      case 92: position += 1
      case 34:
        let isLocalPart = position + 1 < end && bytes[position + 1] == 64
        return isLocalPart || !holdsBrackets ? position : nil
      case 60, 62: holdsBrackets = true
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The offset behind the `]` of the domain literal that starts here; nil when there is none before a separator.
  mutating func literalEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < noLiteralFrom else { return nil }
    var position = start + 1
    while position < end {
      switch bytes[position] {
      case 93: return position + 1
      case 44, 59, 60, 62, 64, 91: return nil
      default: position += 1
      }
    }
    noLiteralFrom = start
    return nil
  }

  /// The offset behind the encoded word that starts here, so that a raw comma inside it separates nothing.
  static func encodedWordEnd(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard start + 1 < end, bytes[start + 1] == 63 else { return nil }
    var position = start + 2
    var marks = 0
    while position < end {
      let byte = bytes[position]
      if byte <= 32 || byte == 60 || byte == 62 || byte == 34 { return nil }
      if byte == 63 {
        if marks >= 2, position + 1 < end, bytes[position + 1] == 61 { return position + 2 }
        marks += 1
        if marks == 1, position + 2 < end, bytes[position + 2] != 63 { return nil }
      } else if byte == 61, position + 1 < end, bytes[position + 1] == 63, marks < 2 {
        return nil
      }
      position += 1
    }
    return nil
  }
}
