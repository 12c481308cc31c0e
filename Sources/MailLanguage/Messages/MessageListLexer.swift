/// Cuts the text of a message list at blanks, minding quotes, parentheses and braces.
enum MessageListLexer {
  /// What a piece is, as far as its first byte tells.
  enum Kind: Equatable {
    /// A number, sign, search or address.
    case word
    /// `(...)`, an IMAP criterion.
    case criterion
    /// `{...}`, a group.
    case group
  }

  /// A stretch of the text without blanks outside its quotes and parentheses.
  struct Piece: Equatable {
    var kind: Kind
    var range: Range<Int>
  }

  /// The deepest nesting of parentheses and braces that is followed.
  static let maximumDepth = 64

  /// All pieces, in order; one that is never closed reaches to the end.
  static func pieces(_ text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var position = 0
    while true {
      while position < text.count, WordLexer.isBlank(text[position]) { position += 1 }
      guard position < text.count else { return pieces }
      let start = position
      var kind = Kind.word
      if text[start] == UInt8(ascii: "(") { kind = .criterion }
      if text[start] == UInt8(ascii: "{") { kind = .group }
      skipPiece(text, &position)
      pieces.append(Piece(kind: kind, range: start..<position))
    }
  }

  /// Moves behind the piece that begins at the position.
  static func skipPiece(_ text: [UInt8], _ position: inout Int) {
    var depth = 0
    var quote: UInt8 = 0
    while position < text.count {
      let byte = text[position]
      if quote != 0 {
        if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), position + 1 < text.count { position += 1 }
        if byte == quote { quote = 0 }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "\\") where position + 1 < text.count: position += 1
        case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= depth > 0 ? 1 : 0
        case 0x20 where depth == 0, 0x09 where depth == 0: return
        default: break
        }
      }
      position += 1
    }
  }
}
