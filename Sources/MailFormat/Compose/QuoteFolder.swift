/// Quotes a text as `quote-fold` asks: leaders of older quotes come close together, lines too long are broken at blanks.
public struct QuoteFolder: Sendable {
  /// What stands before each line.
  public var prefix: [UInt8]
  /// The column that a line shall not pass.
  public var goal: Int
  /// The least that a line holds before it is broken.
  public var least: Int
  /// The signs of older quotes.
  public var leaders: [UInt8]

  /// The least room for text behind the prefix.
  private static let leastRoom = 16

  /// Makes a folder; what makes no sense is mended.
  public init(prefix: [UInt8], goal: Int, least: Int? = nil, leaders: [UInt8] = Array(">|}:".utf8)) {
    self.prefix = prefix
    self.goal = max(goal, prefix.count + Self.leastRoom)
    self.least = min(max(least ?? self.goal / 2, 1), self.goal)
    self.leaders = leaders
  }

  /// The text, quoted; every line ends with a line feed.
  public func quote(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 8)
    var lines = text.split(separator: 0x0a, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines { fold(line, into: &result) }
    return result
  }

  private func fold(_ line: ArraySlice<UInt8>, into result: inout [UInt8]) {
    var position = line.startIndex
    var older: [UInt8] = []
    while position < line.endIndex {
      let byte = line[position]
      if leaders.contains(byte) {
        older.append(byte)
      } else if byte != 0x20 && byte != 0x09 {
        break
      }
      position += 1
    }
    // Blanks alone are an indentation, which stays.
    var rest = older.isEmpty ? line : line[position...]
    while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0d { rest.removeLast() }
    var head = prefix + older
    if !older.isEmpty, !rest.isEmpty { head.append(0x20) }
    let room = max(goal - Self.columns(head[...]), Self.leastRoom)
    while Self.columns(rest) > room {
      let cut = breakPoint(of: rest, room)
      guard cut > rest.startIndex, cut < rest.endIndex else { break }
      result += head + rest[..<cut]
      while result.last == 0x20 || result.last == 0x09 { result.removeLast() }
      result.append(0x0a)
      rest = rest[cut...].drop { $0 == 0x20 || $0 == 0x09 }
    }
    if rest.isEmpty {
      // No blanks at the end of an empty line.
      var short = head
      while short.last == 0x20 || short.last == 0x09 { short.removeLast() }
      result += short
    } else {
      result += head + rest
    }
    result.append(0x0a)
  }

  /// Where a line is broken: at the last blank that fits, else at the next one, so that no word is torn apart.
  private func breakPoint(of text: ArraySlice<UInt8>, _ room: Int) -> Int {
    var column = 0
    var lastBlank: Int?
    for index in text.indices {
      let byte = text[index]
      if byte & 0xc0 != 0x80 { column += 1 }
      if byte == 0x20 || byte == 0x09 {
        // A blank right behind the last column that fits is as good.
        if column > room + 1 { return lastBlank ?? index }
        if column >= min(least, room) || lastBlank == nil && column * 2 > room { lastBlank = index }
      } else if column > room, let lastBlank {
        return lastBlank
      }
    }
    return lastBlank ?? text.endIndex
  }

  /// Characters, a tab as eight columns: near enough for folding.
  private static func columns(_ text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { $0 + ($1 == 0x09 ? 8 : $1 & 0xc0 == 0x80 ? 0 : 1) }
  }
}
