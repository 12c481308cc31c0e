import MailFormat
import Testing

@Suite struct AddressParserTests {
  private func parse(_ text: String) -> [String] {
    AddressParser.parse(Array(text.utf8)).mailboxes.map { $0.displayName + "|" + $0.addrSpec }
  }

  @Test(arguments: [
    ("a@b.c", ["|a@b.c"]),
    ("<a@b.c>", ["|a@b.c"]),
    ("Ann <a@b.c>", ["Ann|a@b.c"]),
    ("Ann<a@b.c>", ["Ann|a@b.c"]),
    ("\"Ann B.\" <a@b.c>", ["Ann B.|a@b.c"]),
    ("a@b.c (Ann B.)", ["Ann B.|a@b.c"]),
    ("<a@b.c> (Ann)", ["Ann|a@b.c"]),
    ("Ann <a@b.c> (work)", ["Ann|a@b.c"]),
    ("a@b.c, d@e.f", ["|a@b.c", "|d@e.f"]),
    ("a@b.c,, ,d@e.f,", ["|a@b.c", "|d@e.f"]),
    ("a@b.c; d@e.f", ["|a@b.c", "|d@e.f"]),
    ("a@b.c d@e.f", ["|a@b.c", "|d@e.f"]),
    ("Ann <a@b.c> Bob <d@e.f>", ["Ann|a@b.c", "Bob|d@e.f"]),
    ("\"Doe, Jane\" <a@b.c>, x@y", ["Doe, Jane|a@b.c", "|x@y"]),
    ("Joe Q. Public <a@b.c>", ["Joe Q. Public|a@b.c"]),
    ("\"Joe \\\"the\\\" P.\" <a@b.c>", ["Joe \"the\" P.|a@b.c"]),
    ("\"joe public\"@b.c", ["|\"joe public\"@b.c"]),
    ("<\"joe \\\"x\\\" public\"@b.c>", ["|\"joe \\\"x\\\" public\"@b.c"]),
    ("\"a@b\"@c.d", ["|\"a@b\"@c.d"]),
    ("Ann <\"a <x@y>, z\"@c.d>, e@f", ["Ann|\"a <x@y>, z\"@c.d", "|e@f"]),
    ("a @ b . c", ["|a@b.c"]),
    ("a . b@c.d", ["|a.b@c.d"]),
    ("a. b@c", ["|a.b@c"]),
    ("a .b @ c . d", ["|a.b@c.d"]),
    ("a . b @ c . d", ["|a.b@c.d"]),
    ("Ann Q @ c", ["Ann|Q@c"]),
    ("(x)a(y).(z)b@c", ["z|a.b@c"]),
    ("\"a b\" . c@d", ["|\"a b.c\"@d"]),
    ("a . b@c (Ann)", ["Ann|a.b@c"]),
    ("Ann Q. a@b", ["Ann Q.|a@b"]),
    ("a. b@c, d . e@f", ["|a.b@c", "|d.e@f"]),
    ("<<a@b.c>>", ["|a@b.c"]),
    ("Ann <<a@b.c>> (x)", ["Ann|a@b.c"]),
    ("Ann <>", ["Ann|"]),
    ("Ann <>, <b@c>", ["Ann|", "|b@c"]),
    ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", ["Pete|pete@silly.test"]),
    ("<@relay,@other:old@b.c>", ["|old@b.c"]),
    ("Ann <@relay:old@b.c>", ["Ann|old@b.c"]),
    ("a@[127.0.0.1]", ["|a@[127.0.0.1]"]),
    ("a@[IPv6:::1], b@c", ["|a@[IPv6:::1]", "|b@c"]),
    ("mailto:a@b.c", ["|a@b.c"]),
    ("Ann <mailto:a@b.c>", ["Ann|a@b.c"]),
    ("Ann <a@b.c", ["Ann|a@b.c"]),
    ("Ann <a@b.c, Bob <d@e.f>", ["Ann|a@b.c", "Bob|d@e.f"]),
    ("Ann a@b.c", ["Ann|a@b.c"]),
    ("a@b.c>", ["|a@b.c"]),
    ("\"Ann <a@b.c>", ["Ann|a@b.c"]),
    ("Ann\" <a@b.c>", ["Ann|a@b.c"]),
    ("(unclosed <a@b.c>", ["(unclosed|a@b.c"]),
    ("root", ["|root"]),
    ("Moderator <moderator>", ["Moderator|moderator"]),
    ("a@b.c <d@e.f>", ["a@b.c|d@e.f"]),
    ("'Ann' <a@b.c>", ["'Ann'|a@b.c"]),
    ("undisclosed-recipients:;", []),
    ("undisclosed-recipients:", []),
    ("(nobody)", []),
    ("<>", []),
    ("", []),
    ("Jürgen <jürgen@köln.example>", ["Jürgen|jürgen@köln.example"]),
    ("=?utf-8?Q?M=C3=BCller=2C_J?= <a@b.c>", ["Müller, J|a@b.c"]),
    ("=?utf-8?Q?M,_J?= <a@b.c>", ["M, J|a@b.c"]),
    ("\"=?utf-8?Q?M=C3=BCller?=\" <a@b.c>", ["Müller|a@b.c"]),
    ("=?utf-8?Q?a?= =?utf-8?Q?b?= <a@b.c>", ["ab|a@b.c"]),
    ("a@b.c (=?utf-8?Q?M=C3=BCller?=)", ["Müller|a@b.c"]),
    ("=?utf-8?Q?chief=40bank?=@evil.example", ["|=?utf-8?Q?chief=40bank?=@evil.example"]),
    ("List: Apache <a@b.c>", ["List: Apache|a@b.c"]),
    ("Ann\r\n <a@b.c>,\r\n\td@e.f", ["Ann|a@b.c", "|d@e.f"]),
  ])
  func forms(_ text: String, _ expected: [String]) {
    #expect(parse(text) == expected)
  }

  @Test func groupsKeepTheirNamesAndMembers() {
    let list = AddressParser.parse(Array("Team: a@b, \"B, C\" <d@e>;, x@y, Empty:;".utf8))
    #expect(list.items.count == 3)
    guard case .group(let name, let members) = list.items[0] else {
      Issue.record("not a group")
      return
    }
    #expect(name == "Team")
    #expect(members.map(\.addrSpec) == ["a@b", "d@e"])
    #expect(list.items[2] == .group(name: "Empty", members: []))
    #expect(list.mailboxes.count == 3)
  }

  @Test func aHiddenNULKeepsTheAddressVisible() {
    let list = AddressParser.parse(Array("=?utf-8?Q?chief=40bank=0A=00?= <a@evil.example>".utf8)).mailboxes
    #expect(list.first?.addrSpec == "a@evil.example")
    #expect(list.first?.displayName == "chief@bank \u{FFFD}")
    let raw = AddressParser.parse(Array("a\u{0}@evil\n.example".utf8)).mailboxes
    #expect(raw.first?.addrSpec == "a\u{FFFD}@evil.example")
  }

  @Test(arguments: [
    "<a@\"b.c, evil@d.e\">", "a@\"b.c, evil@d.e\"", "<a@b\"> <x@y\">", "a@b\";evil@d.e\"", "<a@[x,evil@d.e]>",
    "<a@\"b(\"c>",
  ])
  func noSecondRecipientHidesInADomain(_ text: String) {
    for address in AddressParser.parse(Array(text.utf8)).mailboxes {
      let again = AddressParser.parse(Array(address.headerForm.utf8)).mailboxes
      #expect(again.map(\.addrSpec) == [address.addrSpec])
    }
  }

  @Test func limitStopsEarly() {
    let bytes = Array("a@b, c@d, e@f".utf8)
    let list = AddressParser.parse(bytes, in: 0..<bytes.count, using: CharsetDecoder(), limit: 1)
    #expect(list.mailboxes.map(\.addrSpec) == ["a@b"])
  }

  @Test(arguments: [
    ("Some Name <user@example.org>, ", 50_000, 50_000), ("user@example.org ", 50_000, 50_000),
    (";", 100_000, 0), ("<", 100_000, 0), ("\"", 100_001, 0), ("<@,", 100_000, 0), ("[", 100_000, 1), ("(", 100_000, 1),
  ])
  func hostileListsAreLinear(_ piece: String, _ times: Int, _ expected: Int) {
    #expect(parse(String(repeating: piece, count: times)).count == expected)
  }

  @Test func nestedCommentsAreCounted() {
    let text = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000) + " a@b"
    #expect(parse(text).map { $0.hasSuffix("|a@b") } == [true])
    #expect(parse(String(repeating: "(a", count: 100_000) + ") <a@b>").last?.hasSuffix("|a@b") == true)
  }

  @Test(arguments: ["Ann", "Doe, J.", "a \"b\" \\c", "Jürgen", "=?utf-8?Q?a?=", " x ", "a@b", "(c)"])
  func whatIsWrittenIsReadAgain(_ name: String) {
    let address = Address(displayName: name, localPart: "joe public", domain: "example.org")
    let again = AddressParser.parse(Array(address.headerForm.utf8)).mailboxes
    #expect(again.map(\.addrSpec) == [address.addrSpec])
  }
}
