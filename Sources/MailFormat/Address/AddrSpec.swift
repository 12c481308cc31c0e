import MailBytes

/// What stands in angle brackets: `local@domain` with obsolete route, quotes, comments and blanks (RFC 5322 section 4.4).
struct AddrSpec {
  /// The local part without quotes.
  var localPart: String
  /// The domain as written, without blanks and comments.
  var domain: String

  /// Whether there is nothing in it.
  var isEmpty: Bool { localPart.isEmpty && domain.isEmpty }

  /// Reads a range of bytes; never fails.
  static func parse(_ bytes: [UInt8], in range: Range<Int>) -> AddrSpec {
    var text: [UInt8] = []
    var isQuotedAt: [Bool] = []
    var position = range.lowerBound
    let end = range.upperBound
    var marks = AddressMarks(end: end)
    var lastAt = -1
    var lastBlankText = false
    while position < end {
      let byte = bytes[position]
      switch byte {
      case 40:
        if let close = marks.commentEnd(bytes, from: position) {
          position = close
          continue
        }
      case 34:
        if let close = marks.quotedEnd(bytes, from: position) {
          for inner in AddressElement.unquoted(bytes, in: position + 1..<close - 1) {
            text.append(inner)
            isQuotedAt.append(true)
          }
          position = close
          continue
        }
        position += 1
        continue
      case 9, 10, 13, 32:
        lastBlankText = true
        position += 1
        continue
      case 60, 62:
        position += 1
        continue
      case 58 where text.first == 64 && isQuotedAt.first == false:
        // The route before the colon was for relays of another age.
        text.removeAll(keepingCapacity: true)
        isQuotedAt.removeAll(keepingCapacity: true)
        lastAt = -1
        position += 1
        continue
      default: break
      }
      if byte == 64 { lastAt = text.count }
      if lastBlankText, !text.isEmpty, lastAt < 0, byte != 46, text.last != 46 {
        // A blank amid a local part is data: `<John Doe@x>`.
        text.append(32)
        isQuotedAt.append(false)
      }
      lastBlankText = false
      text.append(byte)
      isQuotedAt.append(false)
      position += 1
    }
    return split(text, at: lastAt)
  }

  private static func split(_ text: [UInt8], at lastAt: Int) -> AddrSpec {
    let mailto = Array("mailto:".utf8)
    var start = 0
    if text.count > mailto.count, text[..<mailto.count].elementsEqual(mailto, by: { $0.asciiLowercased == $1 }) {
      start = mailto.count
    }
    guard lastAt >= start else { return AddrSpec(localPart: clean(text[start...]), domain: "") }
    return AddrSpec(localPart: clean(text[start..<lastAt]), domain: domain(text[(lastAt + 1)...]))
  }

  /// The domain with U+FFFD for what no domain holds: a comma from inside quotes must not become a second recipient.
  private static func domain(_ text: ArraySlice<UInt8>) -> String {
    let isLiteral = text.first == 91 && text.last == 93
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      let isPlain = byte.isAtomText || byte == 46 || byte >= 0x80
      if isPlain || isLiteral && (byte == 91 || byte == 93 || byte == 58) {
        result.append(byte)
      } else if byte != 32 {
        result += [0xEF, 0xBF, 0xBD]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Valid UTF-8; a control character, which no address has, becomes U+FFFD and keeps the address from being used.
  private static func clean(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(where: { $0.isASCIIControl }) else { return String(decoding: text, as: UTF8.self) }
    var result: [UInt8] = []
    for byte in text {
      if byte.isASCIIControl { result += [0xEF, 0xBF, 0xBD] } else { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
