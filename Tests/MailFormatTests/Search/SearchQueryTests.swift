import MailFormat
import Testing

@Suite struct SearchQueryTests {
  private func parse(_ text: String) throws(SearchError) -> SearchQuery { try SearchQuery.parse(Array(text.utf8)) }

  @Test func criteria() throws {
    #expect(try parse("(from \"ann\")") == .from("ann"))
    #expect(try parse("from ann") == .from("ann"))
    #expect(try parse("(FROM ann)") == .from("ann"))
    #expect(try parse("(or (from \"s\") (not (subject \"t\")))") == .or([.from("s"), .not(.subject("t"))]))
    #expect(try parse("(or from s not subject t)") == .or([.from("s"), .not(.subject("t"))]))
    #expect(try parse("((from a) (to b))") == .and([.from("a"), .to("b")]))
    #expect(try parse("(from a to b)") == .and([.from("a"), .to("b")]))
    #expect(try parse("(subject \"a \\\"b\\\" c\")") == .subject("a \"b\" c"))
    #expect(try parse("(header X-Spam \"yes\")") == .header(#require(HeaderFieldName("X-Spam")), "yes"))
    #expect(try parse("(larger 1000)") == .larger(1000))
    #expect(try parse("(before 1-Jan-2026)") == .received(.before, #require(CivilDay(year: 2026, month: 1, day: 1))))
    #expect(try parse("(sentsince 2026-01)") == .sent(.since, #require(CivilDay(year: 2026, month: 1, day: 1))))
    #expect(try parse("(new)") == .and([.state(.recent), .not(.state(.seen))]))
    #expect(try parse("(unseen)") == .not(.state(.seen)))
    #expect(try parse("(1,3:5,7:*)") == .numbers([1...1, 3...5, 7...Int.max]))
    #expect(try parse("(uid 5:2)") == .uids([2...5]))
    #expect(try parse("all") == .all)
  }

  @Test func emptyParenthesesRepeat() throws {
    #expect(try SearchQuery.parse(Array("()".utf8), previous: .from("x")) == .from("x"))
    #expect(throws: SearchError(.nothingBefore)) { try parse("()") }
  }

  @Test(arguments: [
    "", "(", ")", "(from", "(from)", "(from \"x)", "(frob x)", "(larger x)", "(larger -1)", "(before yesterday)",
    "(or (from x))",
    "(not)", "(header \"a b\" x)", "(0)", "(1:2:3)", "(1,,2)",
  ])
  func refusals(_ text: String) {
    #expect(throws: SearchError.self) { try parse(text) }
  }

  @Test(arguments: [
    ("(larger x)", "larger: \"x\" is no size", "10k"), ("(smaller -5)", "smaller: \"-5\" is no size", "10k"),
    ("(since 2026-13)", "since: \"2026-13\" is no day of the calendar", "today or yesterday"),
    ("(since today)", "since: \"today\" is no day of the calendar", "2026-01-15"),
    ("(since foo)", "since: \"foo\" is no day of the calendar", "2026-01-15"),
    ("(smaller)", "search criterion: \"smaller\" needs an argument", "(larger 10k)"),
  ])
  func whatIsWrongIsSaid(_ text: String, _ summary: String, _ hint: String) {
    let error = #expect(throws: SearchError.self) { try parse(text) }
    #expect(error?.summary == summary && error?.hint?.contains(hint) == true, "\(String(describing: error))")
  }

  @Test func depthAndCountAreBounded() {
    #expect(throws: SearchError(.tooComplex)) { try parse(String(repeating: "(", count: 100_000)) }
    #expect(throws: SearchError(.tooComplex)) { try parse(String(repeating: "not ", count: 100_000)) }
    #expect(throws: SearchError(.tooComplex)) { try parse(String(repeating: "seen ", count: 100_000)) }
  }

  @Test func needsBody() throws {
    #expect(try parse("(or (from a) (not (body b)))").needsBody)
    #expect(try !parse("(or (from a) (larger 3))").needsBody)
  }

  /// A year, a month and the days around today are days in every key.
  @Test(arguments: [
    ("2026", (2026, 1, 1), (2027, 1, 1)), ("2026-01", (2026, 1, 1), (2026, 2, 1)),
    ("2025-12", (2025, 12, 1), (2026, 1, 1)), ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
    ("15-Jan-2026", (2026, 1, 15), (2026, 1, 16)), ("today", (2026, 3, 1), (2026, 3, 2)),
    ("Yesterday", (2026, 2, 28), (2026, 3, 1)),
  ]) func days(text: String, first: (Int, Int, Int), end: (Int, Int, Int)) throws {
    func day(_ date: (Int, Int, Int)) throws -> CivilDay {
      try #require(CivilDay(year: date.0, month: date.1, day: date.2))
    }
    let today = try day((2026, 3, 1))
    let (lower, upper) = (try day(first), try day(end))
    #expect(CivilDay.span(Array(text.utf8), today: today) == lower..<upper)
    func parse(_ key: String) throws -> SearchQuery {
      try SearchQuery.parse(Array("(\(key) \(text))".utf8), today: today)
    }
    #expect(try parse("before") == .received(.before, lower))
    #expect(try parse("sentsince") == .sent(.since, lower))
    let isOne = upper.daysSinceEpoch - lower.daysSinceEpoch == 1
    #expect(
      try parse("on") == (isOne ? .received(.on, lower) : .and([.received(.since, lower), .received(.before, upper)])))
  }
}
