import MailBytes

/// Lays text out in lines of a width: paragraphs with collapsed blanks, indents and quote marks, lists, rules, tables.
///
/// It knows nothing of HTML; whoever walks a document tells it what begins and ends.
public struct TextLayout {
  /// The columns of a line, prefixes included.
  public let width: Int
  /// The finished lines.
  public private(set) var output: [UInt8] = []
  /// The text of the paragraph that is being filled, blanks collapsed; LF is a forced break.
  private var paragraph: [UInt8] = []
  private var endsInBlank = true
  private var prefixes: [Prefix] = []
  /// The columns and bytes of the prefixes.
  private var indent = (columns: 0, bytes: 0)
  /// How many prefixes were pushed that are not shown, since there is no room left.
  private var unshown = 0
  private var rules = 0
  private var prefixBytes = 0
  /// Whether nothing was written yet, or a blank line last.
  private var endsBlank = true
  /// How many prefixes the blank line has that comes before the next line; nil when none comes.
  private var owedBlank: Int?

  private struct Prefix {
    var first: [UInt8]
    let rest: [UInt8]
  }

  /// Starts an empty layout.
  public init(width: Int) { self.width = max(width, 20) }

  /// Whether nothing was written yet.
  public var isEmpty: Bool { output.isEmpty && paragraph.isEmpty }

  // MARK: Inline

  /// Adds running text: runs of blanks count as one.
  public mutating func text(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte == 0x20 || byte >= 0x09 && byte <= 0x0d {
        if !endsInBlank { paragraph.append(0x20) }
        endsInBlank = true
      } else {
        paragraph.append(byte)
        endsInBlank = false
      }
    }
  }

  /// Ends the line within the paragraph.
  public mutating func lineBreak() {
    trimParagraph()
    paragraph.append(0x0a)
    endsInBlank = true
  }

  /// The columns of the unfinished paragraph, as far as its last forced break.
  public var openColumns: Int {
    let start = paragraph.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return TextColumns.width(of: paragraph[start...])
  }

  // MARK: Blocks

  /// Begins or ends a block: the paragraph is finished, and a blank line is put between it and what follows.
  public mutating func block(spaced: Bool) {
    flush()
    if spaced, !output.isEmpty { owedBlank = min(owedBlank ?? prefixes.count, prefixes.count) }
  }

  /// Puts a prefix before the lines that follow, such as `> `; the first line may have another one.
  public mutating func push(first: [UInt8], rest: [UInt8]) {
    flush()
    // Beyond half the width, nesting is no longer shown: the text needs the room.
    guard unshown == 0, indent.bytes + rest.count <= width / 2 else {
      unshown += 1
      return
    }
    prefixes.append(Prefix(first: first, rest: rest))
    measureIndent()
  }

  /// Takes the last prefix away.
  public mutating func pop() {
    flush()
    if unshown > 0 {
      unshown -= 1
      return
    }
    _ = prefixes.popLast()
    measureIndent()
    if let depth = owedBlank { owedBlank = min(depth, prefixes.count) }
  }

  /// Adds text whose blanks and line ends count; tabs become blanks as far as a line can reasonably be.
  public mutating func preformatted(_ bytes: [UInt8]) {
    flush()
    var line: [UInt8] = []
    // Where the text behind the last tab begins, and the columns before it.
    var piece = (start: 0, column: 0)
    for byte in bytes {
      if byte == 0x0a {
        emit(line[...])
        line.removeAll(keepingCapacity: true)
        piece = (0, 0)
      } else if byte == 0x09 {
        let column = piece.column + TextColumns.width(of: line[piece.start...])
        let blanks = line.count < Self.longestTabbed ? 8 - column % 8 : 1
        for _ in 0..<blanks { line.append(0x20) }
        piece = (line.count, column + blanks)
      } else if byte != 0x0d {
        line.append(byte)
      }
    }
    if !line.isEmpty { emit(line[...]) }
  }

  private static let longestTabbed = 4096

  /// A line of one character across the width, or under a text of so many columns.
  public mutating func rule(_ byte: UInt8, columns: Int? = nil) {
    flush()
    rules += 1
    // Rules by the thousand must not make a screen of every few bytes.
    let room = rules > Self.mostFullRules ? 3 : available
    emit([UInt8](repeating: byte, count: min(columns ?? room, room))[...])
  }

  private static let mostFullRules = 2000

  /// Adds rows of cells as columns; a row that does not fit is written cell by cell.
  public mutating func table(_ rows: [[[UInt8]]]) {
    flush()
    for line in TableLayout(rows: rows, width: available).lines() { emit(line[...]) }
  }

  /// Finishes the last paragraph and hands out the text.
  public mutating func finish() -> [UInt8] {
    flush()
    return output
  }

  /// Finishes the paragraph.
  public mutating func flush() {
    trimParagraph()
    while paragraph.last == 0x0a { paragraph.removeLast() }
    guard !paragraph.isEmpty else {
      endsInBlank = true
      return
    }
    // Taken out, so that nothing is copied while the lines are written.
    var text: [UInt8] = []
    swap(&text, &paragraph)
    defer {
      text.removeAll(keepingCapacity: true)
      swap(&text, &paragraph)
    }
    endsInBlank = true
    for line in text.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if line.isEmpty {
        // One blank line is enough, however many breaks there are.
        if !endsBlank, owedBlank == nil { emit(line) }
      } else {
        LineWrapper.wrap(line, width: available) { self.emit($0) }
      }
    }
  }

  private var available: Int { max(10, width - indent.columns) }

  private mutating func measureIndent() {
    indent = prefixes.reduce(into: (0, 0)) { sum, prefix in
      sum.0 += TextColumns.width(of: prefix.rest[...])
      sum.1 += prefix.rest.count
    }
  }

  private mutating func trimParagraph() {
    while paragraph.last == 0x20 { paragraph.removeLast() }
  }

  /// Beyond this, prefixes take no more than twice the room of the text: quotes of single letters must not make pages.
  private static let freePrefixBytes = 1 << 20

  private mutating func emit(_ line: ArraySlice<UInt8>) {
    let depth = endsBlank ? nil : owedBlank
    owedBlank = nil
    if let depth {
      let blankStart = output.count
      for prefix in prefixes.prefix(depth) { output += prefix.rest }
      while output.count > blankStart, output.last == 0x20 { output.removeLast() }
      output.append(0x0a)
    }
    let start = output.count
    if prefixBytes <= Self.freePrefixBytes + 2 * (output.count - prefixBytes) {
      for index in prefixes.indices {
        output += prefixes[index].first
        prefixes[index].first = prefixes[index].rest
      }
      prefixBytes += output.count - start
    }
    output += line
    endsBlank = line.allSatisfy { $0 == 0x20 }
    while output.count > start, output.last == 0x20 { output.removeLast() }
    output.append(0x0a)
  }
}
