/// Comments and folding white space of structured fields (RFC 5322 section 3.2.2).
enum CommentSkipper {
  /// The offset behind blanks, line ends and comments from `start` on; linear whatever the nesting.
  static func skip(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte <= 32 || byte == 127 {
        position += 1
      } else if byte == 40 {
        position = comment(bytes, from: position, to: end)
      } else {
        break
      }
    }
    return position
  }

  /// The offset behind the comment that starts here; an unclosed one reaches to the end.
  static func comment(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var position = start
    var depth = 0
    while position < end {
      switch bytes[position] {
      case 92: position += 1
      case 40: depth += 1
      case 41:
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return end
  }
}
