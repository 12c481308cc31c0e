extension SearchQuery {
  /// Reads an IMAP-style criterion with or without its outer parentheses: `(or (from "ann") (not (subject "x")))`.
  ///
  /// Text needs quotes only where it holds blanks or parentheses; keys in any case.
  ///
  /// - Parameters:
  ///   - previous: what `()` repeats.
  ///   - today: the day that `today` names; nil where that is no day.
  public static func parse(
    _ bytes: [UInt8], previous: SearchQuery? = nil, today: CivilDay? = nil
  ) throws(SearchError) -> SearchQuery {
    var parser = SearchParser(bytes, previous: previous, today: today)
    return try parser.parse()
  }
}

/// Recursive descent over a criterion, bounded in depth and keys.
struct SearchParser {
  private let bytes: [UInt8]
  private let previous: SearchQuery?
  private let today: CivilDay?
  private var position = 0
  private var depth = 0
  private var keys = 0

  init(_ bytes: [UInt8], previous: SearchQuery?, today: CivilDay?) {
    self.bytes = bytes
    self.previous = previous
    self.today = today
  }

  mutating func parse() throws(SearchError) -> SearchQuery {
    var terms: [SearchQuery] = []
    skipBlanks()
    while position < bytes.count {
      terms.append(try key())
      skipBlanks()
    }
    guard let first = terms.first else { throw SearchError(.missingArgument("(")) }
    return terms.count == 1 ? first : .and(terms)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
  }

  /// One key: a list in parentheses, or a word with its arguments.
  private mutating func key() throws(SearchError) -> SearchQuery {
    keys += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.searchDepth, keys <= Limits.searchKeys else { throw SearchError(.tooComplex) }
    skipBlanks()
    guard position < bytes.count else { throw SearchError(.unbalanced) }
    if bytes[position] == 41 { throw SearchError(.unbalanced) }
    if bytes[position] == 40 {
      position += 1
      return try list()
    }
    return try named(try word())
  }

  /// What stands between parentheses: all of its keys must match.
  private mutating func list() throws(SearchError) -> SearchQuery {
    var terms: [SearchQuery] = []
    while true {
      skipBlanks()
      guard position < bytes.count else { throw SearchError(.unbalanced) }
      if bytes[position] == 41 {
        position += 1
        break
      }
      terms.append(try key())
    }
    if let first = terms.first { return terms.count == 1 ? first : .and(terms) }
    guard let previous else { throw SearchError(.nothingBefore) }
    return previous
  }

  private mutating func named(_ word: String) throws(SearchError) -> SearchQuery {
    let name = word.lowercased()
    if let state = Self.state(name) { return state }
    switch name {
    case "all": return .all
    case "not": return .not(try key())
    case "or": return .or([try key(), try key()])
    case "and": return .and([try key(), try key()])
    case "from": return .header(.from, try argument(word))
    case "to": return .header(.to, try argument(word))
    case "cc": return .header(.cc, try argument(word))
    case "bcc": return .header(.bcc, try argument(word))
    case "subject": return .header(.subject, try argument(word))
    case "body": return .body(try argument(word))
    case "text": return .text(try argument(word))
    case "header":
      let field = try argument(word)
      guard let name = HeaderFieldName(field) else { throw SearchError(.badArgument(field)) }
      return .header(name, try argument(word))
    case "keyword": return .keyword(try argument(word))
    case "unkeyword": return .not(.keyword(try argument(word)))
    case "larger": return .larger(try number(word))
    case "smaller": return .smaller(try number(word))
    case "before": return .received(.before, try days(word).lowerBound)
    case "on": return Self.within(try days(word), SearchQuery.received)
    case "since": return .received(.since, try days(word).lowerBound)
    case "sentbefore": return .sent(.before, try days(word).lowerBound)
    case "senton": return Self.within(try days(word), SearchQuery.sent)
    case "sentsince": return .sent(.since, try days(word).lowerBound)
    case "uid": return .uids(try set(try argument(word)))
    default:
      if word.utf8.first.map({ $0 &- 48 < 10 || $0 == 42 }) == true { return .numbers(try set(word)) }
      throw SearchError(.unknownKey(word))
    }
  }

  private static func state(_ name: String) -> SearchQuery? {
    switch name {
    case "answered": .state(.answered)
    case "deleted": .state(.deleted)
    case "draft": .state(.draft)
    case "flagged": .state(.flagged)
    case "seen": .state(.seen)
    case "recent": .state(.recent)
    case "new": .and([.state(.recent), .not(.state(.seen))])
    case "old": .not(.state(.recent))
    case "unanswered": .not(.state(.answered))
    case "undeleted": .not(.state(.deleted))
    case "undraft": .not(.state(.draft))
    case "unflagged": .not(.state(.flagged))
    case "unseen": .not(.state(.seen))
    default: nil
    }
  }

  private mutating func argument(_ key: String) throws(SearchError) -> String {
    skipBlanks()
    guard position < bytes.count, bytes[position] != 41, bytes[position] != 40 else {
      throw SearchError(.missingArgument(key))
    }
    return try word()
  }

  private mutating func number(_ key: String) throws(SearchError) -> Int {
    let text = try argument(key)
    var digits = Substring(text)
    let unit: Int
    switch digits.utf8.last.map({ $0 | 0x20 }) {
    case UInt8(ascii: "k"): unit = 1 << 10
    case UInt8(ascii: "m"): unit = 1 << 20
    case UInt8(ascii: "g"): unit = 1 << 30
    default: unit = 1
    }
    if unit > 1 { digits.removeLast() }
    guard let value = Int(digits), value >= 0, value <= Int.max / unit else {
      throw SearchError(.badSize(key: key, text))
    }
    return value * unit
  }

  private mutating func days(_ key: String) throws(SearchError) -> Range<CivilDay> {
    let text = try argument(key)
    guard let days = CivilDay.span(Array(text.utf8), today: today) else {
      throw SearchError(.badDay(key: key, text))
    }
    return days
  }

  /// On a day, or on one of a month or year.
  private static func within(
    _ days: Range<CivilDay>, _ make: (SearchQuery.DayTest, CivilDay) -> SearchQuery
  ) -> SearchQuery {
    let isOne = days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch == 1
    return isOne ? make(.on, days.lowerBound) : .and([make(.since, days.lowerBound), make(.before, days.upperBound)])
  }

  /// `1,3:5,7:*`.
  private func set(_ text: String) throws(SearchError) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: ":", omittingEmptySubsequences: false).map { $0 == "*" ? Int.max : Int($0) ?? 0 }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first > 0, last > 0,
        ranges.count < Limits.searchKeys
      else { throw SearchError(.badArgument(text)) }
      ranges.append(min(first, last)...max(first, last))
    }
    return ranges
  }

  /// A quoted string with backslashes, or anything up to a blank or parenthesis.
  private mutating func word() throws(SearchError) -> String {
    var text: [UInt8] = []
    if bytes[position] == 34 {
      position += 1
      while position < bytes.count, bytes[position] != 34 {
        if bytes[position] == 92, position + 1 < bytes.count { position += 1 }
        text.append(bytes[position])
        position += 1
      }
      guard position < bytes.count else { throw SearchError(.unbalanced) }
      position += 1
    } else {
      while position < bytes.count, bytes[position] > 32, bytes[position] != 40, bytes[position] != 41 {
        text.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
