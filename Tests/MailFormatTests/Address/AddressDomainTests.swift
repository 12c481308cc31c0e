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
    "S23: the other form is shown unless it could pass for another name",
    arguments: [
      ("xn--bcher-kva.example", "b\u{fc}cher.example"),
      ("xn--fiqs8s", "\u{4e2d}\u{56fd}"),
      ("xn--e1afmkfd.example", "\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example"),
      ("xn--80ak6aa92e.com", nil),
      ("xn--pypal-4ve.example", nil),
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
}
