import MailFormat
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("", "a", "b.c", "a@b.c"), ("Ann", "a", "b.c", "Ann <a@b.c>"), ("Doe, J", "a", "b.c", "\"Doe, J\" <a@b.c>"),
    ("J. Doe", "a", "b.c", "\"J. Doe\" <a@b.c>"), ("", "joe public", "b.c", "\"joe public\"@b.c"),
    ("", "a..b", "b.c", "a..b@b.c"), ("", "root", "", "root"),
    ("Jürgen", "a", "b", "Jürgen <a@b>"),
    ("a\"b", "a", "b", "\"a\\\"b\" <a@b>"),
  ])
  func headerForms(_ name: String, _ local: String, _ domain: String, _ expected: String) {
    #expect(Address(displayName: name, localPart: local, domain: domain).headerForm == expected)
  }

  @Test func sameMailbox() {
    let ann = Address(localPart: "Ann", domain: "Example.ORG")
    #expect(ann.isSameMailbox(as: Address(displayName: "x", localPart: "Ann", domain: "example.org")))
    #expect(!ann.isSameMailbox(as: Address(localPart: "ann", domain: "example.org")))
    #expect(ann.isLikelySameMailbox(as: Address(localPart: "ann", domain: "example.org")))
    #expect(!ann.isLikelySameMailbox(as: Address(localPart: "ann", domain: "example.com")))
  }

  @Test(arguments: [
    ("Ann", "ann@example.org", [SpoofMark]()),
    ("ann@example.org", "ann@example.org", []),
    ("ANN@example.org", "ann@example.org", []),
    ("ceo@bank.example", "evil@x", [.nameHoldsOtherAddress("ceo@bank.example")]),
    ("CEO (ceo@bank.example)", "evil@x", [.nameHoldsOtherAddress("ceo@bank.example")]),
    ("ceo\u{ff20}bank.example", "evil@x", [.nameHoldsOtherAddress("ceo@bank.example")]),
    ("ceo\u{fe6b}bank\u{3002}example", "evil@x", [.nameHoldsOtherAddress("ceo@bank.example")]),
    ("\u{ff41}nn\u{ff20}example\u{ff0e}org", "ann@example.org", []),
    ("@lbutlr", "kremels@kreme.com", []),
    ("Ann", "a@p\u{430}ypal.example", [.mixedScripts]),
    ("Ann", "a@пример.example", []),
    ("Ann", "a@b\u{fffd}c", []),
    ("Ann", "a@\u{430}\u{440}\u{440}\u{4cf}\u{435}.example", [.looksLikeASCII]),
    ("Ann", "a@日本語テスト.example", []),
    ("Ann", "a@xn--pypal-4ve.example", [.encodedDomain]),
    ("Ann", "a@sub.XN--x.example", [.encodedDomain]),
    ("Ann", "a@axn--x.example", []),
    ("\u{202E}nna", "a@b", [.hiddenCharacters]),
    ("a\u{200B}b", "a@b", [.hiddenCharacters]),
  ])
  func spoofMarks(_ name: String, _ spec: String, _ expected: [SpoofMark]) {
    let parts = spec.split(separator: "@")
    let address = Address(displayName: name, localPart: String(parts[0]), domain: String(parts[1]))
    #expect(address.spoofMarks == expected)
  }
}
