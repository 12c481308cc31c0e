import MailBytes
import MailFormat
import Testing

@Suite struct AddressDomainTests {
  /// Knows a few names.
  private final class SomeNames: DomainNames {
    private let names = [
      "xn--bcher-kva.example": "b\u{fc}cher.example",
      "xn--80ak6aa92e.com": "\u{430}\u{440}\u{440}\u{4cf}\u{435}.com",
      "xn--pypal-4ve.example": "p\u{430}ypal.example",
      "xn--fiqs8s": "\u{4e2d}\u{56fd}",
      "xn--e1afmkfd.example": "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example",
      "xn--hidden.example": "\u{fc}\u{200b}.example",
    ]
    func toASCII(_ domain: String) throws(DomainNameError) -> String {
      for (ascii, name) in names where name == domain { return ascii }
      throw DomainNameError(domain: domain, reason: .invalid("unknown"))
    }
    func toUnicode(_ domain: String) -> String? { names[domain] }
  }

  @Test(
    "S23: the other form is shown, and a word when it could pass for another name",
    arguments: [
      ("xn--bcher-kva.example", "b\u{fc}cher.example"),
      ("xn--fiqs8s", "\u{4e2d}\u{56fd}"),
      ("xn--e1afmkfd.example", "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example"),
      ("xn--80ak6aa92e.com", "\u{430}\u{440}\u{440}\u{4cf}\u{435}.com"),
      ("\u{430}\u{440}\u{440}\u{4cf}\u{435}.com", "xn--80ak6aa92e.com"),
      ("xn--pypal-4ve.example", "p\u{430}ypal.example"),
      ("xn--hidden.example", nil),
      ("xn--unknown.example", nil),
      ("plain.example", nil),
      ("b\u{fc}cher.example", nil),
      ("p\u{430}ypal.example", "xn--pypal-4ve.example"),
      ("q\u{430}.example", nil),
    ] as [(String, String?)])
  func otherForm(domain: String, other: String?) {
    #expect(Address(localPart: "x", domain: domain).otherDomainForm(using: SomeNames()) == other)
  }

  @Test(
    arguments: [
      ("\u{430}\u{440}\u{440}\u{4cf}\u{435}.com", .looksLikeASCII), ("p\u{430}ypal.example", .mixedScripts),
      ("\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example", nil), ("b\u{fc}cher.example", nil), ("plain.example", nil),
      ("\u{441}\u{43e}\u{440}.\u{431}\u{435}\u{43b}", nil), ("\u{4f8b}\u{3048}.jp", nil), ("b\u{fffd}c", nil),
    ] as [(String, SpoofMark?)])
  func lettersThatLookLikeOthers(domain: String, mark: SpoofMark?) {
    #expect(Address.scriptMark(ofDomain: domain) == mark)
  }
}
