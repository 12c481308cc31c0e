import MailBytes

extension HeadlineFormat {
  /// From this width on lines are as they always were.
  @usableFromInline static var usualColumns: Int { 80 }
  /// What is left for a subject, if possible.
  private static var subjectRoom: Int { 12 }
  /// A date without its time: `Mon Mar  2`.
  private static var dayWidth: Int { 10 }
  /// A sender is not made narrower for the sake of the date.
  private static var senderWidth: Int { 8 }

  /// The format for a narrow screen: the time goes first, then the end of the sender, then the date.
  @usableFromInline func fitted(toColumns columns: Int, digits: Int) -> HeadlineFormat {
    var surplus = tokens.reduce(0) { $0 + Self.width(of: $1, digits: digits) } - columns
    guard surplus > 0 else { return self }
    var tokens = tokens
    surplus -= Self.narrow(.date, in: &tokens, to: Self.dayWidth, by: .max)
    surplus -= Self.narrow(.sender, in: &tokens, to: Self.senderWidth, by: surplus)
    if surplus > 0 {
      while let index = tokens.firstIndex(where: { Self.isField($0, .date) }) {
        tokens.remove(at: index)
        if index > 0, case .blanks = tokens[index - 1] { tokens.remove(at: index - 1) }
      }
    }
    return HeadlineFormat(tokens: tokens)
  }

  /// Narrows the fields of a kind and tells how much was won.
  private static func narrow(_ kind: Field, in tokens: inout [Token], to least: Int, by surplus: Int) -> Int {
    var won = 0
    for index in tokens.indices {
      guard case .field(kind, _, let isLeft) = tokens[index], surplus > won else { continue }
      let old = width(of: tokens[index], digits: 0)
      let new = max(least, old - min(old, surplus - won))
      guard new < old else { continue }
      tokens[index] = .field(kind, width: new, isLeft: isLeft)
      won += old - new
    }
    return won
  }

  private static func isField(_ token: Token, _ kind: Field) -> Bool {
    if case .field(kind, _, _) = token { return true }
    return false
  }

  /// How wide a piece is as a rule.
  private static func width(of token: Token, digits: Int) -> Int {
    switch token {
    case .text(let text): text.bytes.count
    case .blanks(let count): count
    case .field(_, let width, _) where width > 0: width
    case .field(let field, _, _):
      switch field {
      case .mark, .backMark, .state: 1
      case .number, .place: digits
      case .sender: 18
      case .date: 16
      case .subject, .quotedSubject: subjectRoom
      default: 0
      }
    }
  }
}
