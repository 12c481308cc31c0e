import MailLanguage
import Testing

@Suite struct WordExpanderTests {
  private func lookup(_ name: [UInt8]) -> [[UInt8]]? {
    switch String(decoding: name, as: UTF8.self) {
    case "1": [Array("one two".utf8)]
    case "x": [Array("X".utf8)]
    case "@": [Array("a b".utf8), Array("c".utf8)]
    case "x-y": [Array("XY".utf8)]
    default: nil
    }
  }

  @Test(
    "Names are put in outside single quotes, and never cut into words",
    arguments: [
      ("$1", ["one two"]), ("<$1>", ["<one two>"]), ("\"$1\"", ["one two"]), ("'$1'", ["$1"]), ("\\$1", ["$1"]),
      ("${x}y $xy", ["Xy", ""]), ("$x-y $x-z $x- $x-y-z $q-r", ["XY", "X-z", "X-", "XY-z", "-r"]),
      ("$@", ["a b", "c"]), ("\"$@\"", ["a b", "c"]), ("$ $- a$", ["$", "$-", "a$"]),
      ("${x", ["${x"]), ("$'\\x41'$x", ["AX"]), ("a\\ b", ["a b"]), ("\"a\\\"b\"", ["a\"b"]), ("\"a\\nb\"", ["a\\nb"]),
      ("", []), ("'' x", ["", "x"]),
    ])
  func words(_ text: String, _ wanted: [String]) {
    #expect(WordExpander.words(Array(text.utf8), lookup).map(\.string) == wanted)
  }

  @Test(
    "A message list keeps its dollar",
    arguments: [("$", "$"), ("1-$", "1-$"), ("$1", "one two"), ("'$1' $x", "'$1' X")])
  func text(_ text: String, _ wanted: String) {
    #expect(String(decoding: WordExpander.text(Array(text.utf8), lookup), as: UTF8.self) == wanted)
  }
}
