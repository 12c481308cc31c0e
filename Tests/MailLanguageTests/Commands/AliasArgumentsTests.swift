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
      ("team \"|sort >f\" o'neil@e.org", ["team", "|sort >f", "oneil@e.org"]), ("team (alone)", ["team"]),
      ("team a\\", ["team", "a\\"]), ("team (a\\", ["team", "(a\\"]),
    ] as [(String, [String])])
  func words(_ text: String, _ wanted: [String]) {
    #expect(AliasArguments.words(Array(text.utf8)).map(\.string) == wanted)
  }

  @Test func whatADollarNamesIsPutIn() {
    let lookup: WordExpander.Lookup = { _ in [Array("e.org".utf8)] }
    let words = AliasArguments.words(Array("team \"J D\" <j@$host> k@$host (K $host)".utf8), lookup)
    #expect(words.map(\.string) == ["team", "\"J D\" <j@e.org>", "k@e.org (K e.org)"])
  }
}
