/// Where the brackets of a text are closed: found in one pass, however many have no partner.
struct BracketPairs {
  /// What stands behind the partner of each bracket, by the kind and its place.
  private var ends: [UInt8: [Int: Int]] = [:]

  /// What stands behind the bracket that closes the one at a place; nil where there is none.
  ///
  /// - Parameter position: the place, never before one of the same kind that was asked for first.
  mutating func end(of position: Int, to close: UInt8, in text: [UInt8]) -> Int? {
    let open = text[position]
    if ends[open] == nil { ends[open] = Self.pairs(of: open, close, in: text, from: position) }
    return ends[open]?[position]
  }

  private static func pairs(of open: UInt8, _ close: UInt8, in text: [UInt8], from start: Int) -> [Int: Int] {
    var (waiting, ends): ([Int], [Int: Int]) = ([], [:])
    var position = start
    while position < text.count {
      let byte = text[position]
      if byte == open { waiting.append(position) }
      if byte == close, let partner = waiting.popLast() { ends[partner] = position + 1 }
      // What a backslash stands before is no bracket.
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return ends
  }
}
