import MailBytes
import MailSystem
import Testing

@Suite struct SystemDomainNamesTests {
  private let names = SystemDomainNames()

  /// Whether libidn2 is on this machine; without it only names of ASCII can be converted.
  private static var hasLibrary: Bool { (try? SystemDomainNames().toASCII("b\u{fc}cher.example")) != nil }

  static let encoded: [(String, String)] = [
    ("b\u{fc}cher.example", "xn--bcher-kva.example"),
    ("B\u{dc}CHER.example", "xn--bcher-kva.example"),
    ("bu\u{308}cher.example", "xn--bcher-kva.example"),
    ("fa\u{df}.de", "xn--fa-hia.de"),
    ("\u{4f8b}\u{3048}\u{3002}\u{30c6}\u{30b9}\u{30c8}", "xn--r8jz45g.xn--zckzah"),
    ("\u{440}\u{443}.example", "xn--p1ag.example"),
    ("plain.example", "plain.example"),
    ("MiXed.Example", "MiXed.Example"),
    ("_srv.example", "_srv.example"),
    ("", ""),
  ]

  @Test(.enabled(if: hasLibrary, "libidn2 is not installed"), arguments: encoded)
  func encodesNames(name: String, ascii: String) throws { #expect(try names.toASCII(name) == ascii) }

  @Test(
    .enabled(if: hasLibrary, "libidn2 is not installed"),
    arguments: [
      "a\u{0}\u{fc}", "\u{fc}\u{ff0f}x.example", "\u{fc} x.example", "\u{fc}@x.example", "-\u{fc}.example",
      "\u{fc}..example", "\u{202e}\u{fc}.example", "\u{fc}\u{2028}.example", "\u{fc}\r\nx.example",
      String(repeating: "\u{fc}", count: 64) + ".example", String(repeating: "\u{fc}.", count: 600),
    ])
  func refusesWhatIsNoName(name: String) {
    #expect(throws: DomainNameError.self) { try names.toASCII(name) }
  }

  static let decoded: [(String, String?)] = [
    ("xn--bcher-kva.example", "b\u{fc}cher.example"),
    ("XN--BCHER-KVA.example", "b\u{fc}cher.example"),
    ("mail.xn--fiqs8s", "mail.\u{4e2d}\u{56fd}"),
    ("plain.example", nil),
    ("xn--.example", nil),
    ("xn--99999999999.example", nil),
    ("xn--a-0000\u{1b}[2J.example", nil),
    ("xn--a\u{0}b", nil),
  ]

  @Test(.enabled(if: hasLibrary, "libidn2 is not installed"), arguments: decoded)
  func decodesNames(ascii: String, name: String?) { #expect(names.toUnicode(ascii) == name) }

  @Test func errorsNameThePackage() {
    let missing = DomainNameError(
      domain: "\u{fc}.example", reason: .missing(library: "libidn2.so.0", package: "libidn2-0"))
    #expect(missing.summary.contains("libidn2.so.0"))
    #expect(missing.hint?.contains("libidn2-0") == true)
    #expect(missing.exitStatus == .unavailable)
    #expect(DomainNameError(domain: "a", reason: .invalid("x")).exitStatus == .noHost)
  }
}
