import Testing

@testable import MailLanguage

@Suite struct WordQuoteTests {
  @Test(arguments: [
    ("ann@example.org", "ann@example.org"), ("Ann B <ann@b.org>", "\"Ann B <ann@b.org>\""), ("", "\"\""),
    ("\"Ann B\" <ann@b.org>", "'\"Ann B\" <ann@b.org>'"), ("O'Neil <o@b.org>", "\"O'Neil <o@b.org>\""),
    ("back\\slash", "'back\\slash'"), ("it's \"so\"", "$'it\\'s \"so\"'"), ("a;b", "\"a;b\""), ("$HOME", "'$HOME'"),
    ("tab\tin\u{1}it", "$'tab\\011in\\001it'"), ("Jörg", "Jörg"),
  ]) func readsBack(_ word: String, _ written: String) {
    #expect(WordQuote.quoted(word) == written)
    #expect(WordLexer.words(Array(WordQuote.quoted(word).utf8)).map(\.bytes) == [Array(word.utf8)])
  }
}
