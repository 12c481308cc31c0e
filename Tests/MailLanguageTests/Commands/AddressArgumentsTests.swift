import Testing

@testable import MailLanguage

@Suite struct AddressArgumentsTests {
  @Test(
    "Plain recipients are words in the quoting of commands; an address with a name is one, in that of addresses",
    arguments: [
      ("", []), ("bob carol", ["bob", "carol"]), ("ann@x.org  bob", ["ann@x.org", "bob"]),
      ("a@x.org, b@x.org,c", ["a@x.org", "b@x.org", "c"]), (",", []),
      ("\"ann@x.org\" bob", ["ann@x.org", "bob"]), ("'ann@x.org', bob", ["ann@x.org", "bob"]),
      ("\"a@x.org, b@x.org\" c", ["a@x.org, b@x.org", "c"]),
      ("\"Doe, J <j@e.org>\" bob", ["Doe, J <j@e.org>", "bob"]),
      ("'J <j@e.org>' 'K <k@e.org>'", ["J <j@e.org>", "K <k@e.org>"]),
      ("\"Doe, J\" <j@e.org> k@e.org", ["\"Doe, J\" <j@e.org> k@e.org"]),
      ("'Doe, \"J\"' <j@e.org>", ["\"Doe, \\\"J\\\"\" <j@e.org>"]),
      ("Joe Doe <j@e.org>", ["Joe Doe <j@e.org>"]), ("j@e.org (Doe, J) bob", ["j@e.org (Doe, J) bob"]),
      ("ann bob, Joe Doe <j@e.org>", ["ann", "bob", "Joe Doe <j@e.org>"]),
      ("Joe <j@e.org>,'ann@x.org' bob", ["Joe <j@e.org>", "ann@x.org", "bob"]),
      ("\"a b\"@x.org", ["\"a b\"@x.org"]), ("<\"a,>\"@x.org>, bob", ["<\"a,>\"@x.org>", "bob"]),
      ("O\\'Neil@x.org", ["O'Neil@x.org"]), ("o'neil@x.org d'arcy@y.org", ["o'neil@x.org", "d'arcy@y.org"]),
      ("bob o'neil@x.org 'ann@x.org'", ["bob", "o'neil@x.org", "ann@x.org"]),
      ("'t Hooft <g@x.org>", ["'t Hooft <g@x.org>"]),
      ("team: a@x.org, b@x.org; c, d", ["team: a@x.org, b@x.org; c", "d"]),
      ("root;ann@x.org", ["root;ann@x.org"]), ("mailto:a@x.org", ["mailto:a@x.org"]),
      ("'|wc -l <f' ann", ["|wc -l <f", "ann"]), ("ann, | sort -t , >f", ["ann", "| sort -t , >f"]),
      ("j@e.org (Joe, k", ["j@e.org (Joe, k"]), ("Joe <j@e.org, k", ["Joe <j@e.org, k"]),
    ] as [(String, [String])])
  func words(_ text: String, _ wanted: [String]) {
    #expect(AddressArguments.words(Array(text.utf8)).map(\.string) == wanted)
  }

  @Test func whatADollarNamesIsPutIn() {
    let lookup: WordExpander.Lookup = { name in
      switch String(decoding: name, as: UTF8.self) {
      case "1": [Array("\"Doe, J\" <j@e.org>".utf8)]
      case "host": [Array("e.org".utf8)]
      case "@": [Array("a b".utf8), Array("c".utf8)]
      default: nil
      }
    }
    let texts: [(String, [String])] = [
      ("$1", ["\"Doe, J\" <j@e.org>"]), ("\"$1\" bob", ["\"Doe, J\" <j@e.org>", "bob"]),
      ("\"Doe, J\" <j@$host>", ["\"Doe, J\" <j@e.org>"]), ("$@", ["a b", "c"]),
    ]
    for (text, wanted) in texts { #expect(AddressArguments.words(Array(text.utf8), lookup).map(\.string) == wanted) }
  }
}
