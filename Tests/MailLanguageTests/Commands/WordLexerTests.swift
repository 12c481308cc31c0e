import Testing

@testable import MailLanguage

@Suite struct WordLexerTests {
  @Test(arguments: [
    ("a b\tc", ["a", "b", "c"]),
    (#"set="a b" x"#, ["set=a b", "x"]),
    (#"from=Me" "Myself" <me@example.org>""#, ["from=Me Myself <me@example.org>"]),
    (#"from='Me <me@x>'"#, ["from=Me <me@x>"]),
    (#"a\ b \"c"#, ["a b", "\"c"]),
    (#""a\b\"c\\""#, [#"a\b"c\\"#]),
    (#"'a\b' 'it"s'"#, [#"a\b"#, #"it"s"#]),
    (#"prefix=$'> \x41\t\101\u20AC' b"#, ["prefix=> A\tA\u{20AC}", "b"]),
    (#"p=a$'b'"#, ["p=a$b"]),
    (#""unclosed text"#, ["unclosed text"]),
    (#"record=$HOME/sent"#, ["record=$HOME/sent"]),
    (#"""#, [""]),
    (#"'' x"#, ["", "x"]),
    ("trailing\\", ["trailing\\"]),
    ("   ", []),
  ]) func words(line: String, expected: [String]) {
    #expect(WordLexer.words(bytes(line)).map(\.string) == expected)
  }

  @Test func singleQuotesMakeTheFirstByteLiteral() {
    #expect(WordLexer.words(bytes(#"'~/x' "+y" \%z ~/a a"~""#)).map(\.isLiteral) == [true, false, true, false, false])
    #expect(WordLexer.words(bytes(#"'~/x' "+y" \%z ~/a a"~""#)).map(\.isQuoted) == [true, true, true, false, false])
  }

  @Test(arguments: [("a b", "a b"), (#""a b""#, "a b"), ("'a'", "a"), (#""a" b"#, #""a" b"#)])
  func wholeWord(text: String, expected: String) {
    #expect(WordLexer.wholeWord(bytes(text)).string == expected)
  }

  @Test func echoEscapes() {
    #expect(text(ShellEscapes.resolve(bytes(#"a\tb\nc\\d\cA\U1F600\xZ\7"#))) == "a\tb\nc\\d\u{1}\u{1F600}xZ\u{7}")
    #expect(ShellEscapes.resolve(bytes(#"\uD800"#)) == bytes("\u{FFFD}"))
  }
}
