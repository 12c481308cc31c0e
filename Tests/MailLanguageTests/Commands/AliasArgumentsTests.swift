import Testing

@testable import MailLanguage

@Suite struct AliasArgumentsTests {
  @Test(
    "Members are words; names in quotes and comments belong to the addresses beside them",
    arguments: [
      ("", []), ("joe", ["joe"]), ("joe j@e.org k@e.org", ["joe", "j@e.org", "k@e.org"]),
      ("joe j@e.org, k@e.org,l@e.org", ["joe", "j@e.org,", "k@e.org,l@e.org"]),
      ("'the team' ann 'Bob <b@e.org>'", ["the team", "ann", "Bob <b@e.org>"]),
      ("team \"Doe, J\" <j@e.org>", ["team", "\"Doe, J\" <j@e.org>"]),
      ("team ann 'Doe \"J\"' <j@e.org> bob", ["team", "ann", "\"Doe \\\"J\\\"\" <j@e.org>", "bob"]),
      ("team ann \"X Y\", <j@e.org>", ["team", "ann", "X Y,", "<j@e.org>"]),
      ("team ann bob <b@e.org>", ["team", "ann", "bob", "<b@e.org>"]),
      ("team j@e.org (Joe Doe) ann", ["team", "j@e.org (Joe Doe)", "ann"]),
      ("team ann, (Joe (the) Doe) j@e.org", ["team", "ann,", "(Joe (the) Doe) j@e.org"]),
      ("team <j@e.org> (Joe) (x)", ["team", "<j@e.org> (Joe) (x)"]),
      ("team (Joe) <j@e.org>", ["team", "(Joe) <j@e.org>"]),
      ("team (never closed", ["team", "(never", "closed"]), ("team <never j@e.org", ["team", "<never", "j@e.org"]),
      ("team \"|sort >f\" o'neil@e.org", ["team", "|sort >f", "oneil@e.org"]), ("team (alone)", ["team", "(alone)"]),
      ("team (a) (b)", ["team", "(a) (b)"]),
      ("team ann, (alone)", ["team", "ann,"]), ("team ( (Joe) j@e.org", ["team", "( (Joe)", "j@e.org"]),
      ("team (\\) x) j@e.org", ["team", "(\\) x) j@e.org"]),
      ("team a\\", ["team", "a\\"]), ("team (a\\", ["team", "(a\\"]),
    ] as [(String, [String])])
  func words(_ text: String, _ wanted: [String]) {
    #expect(AliasArguments.words(Array(text.utf8)).map(\.string) == wanted)
  }

  @Test func bracketsWithoutPartnersAreWords() {
    let count = 200_000
    for bracket in ["( ", "< "] {
      let words = AliasArguments.words(Array(("team " + String(repeating: bracket, count: count)).utf8))
      #expect(words.count == 1 + count)
    }
    let comments = AliasArguments.words(Array(("team ann" + String(repeating: " (c)", count: count)).utf8))
    #expect(comments.count == 2 && comments.last?.bytes.count == 3 + 4 * count)
  }

  @Test(
    "Comments alone are nobody",
    arguments: [
      ("(a)", true), ("(a) (b (c))", true), ("ann", false), ("(a) ann", false), ("ann (a)", false), ("(a", false),
      ("", false), ("<a@e.org>", false),
    ])
  func comments(_ member: String, _ isComment: Bool) { #expect(AliasArguments.isComment(member) == isComment) }

  @Test func whatADollarNamesIsPutIn() {
    let lookup: WordExpander.Lookup = { _ in [Array("e.org".utf8)] }
    let words = AliasArguments.words(Array("team \"J D\" <j@$host> k@$host (K $host)".utf8), lookup)
    #expect(words.map(\.string) == ["team", "\"J D\" <j@e.org>", "k@e.org (K e.org)"])
  }
}
