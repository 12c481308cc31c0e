import Testing

@testable import MailSystem

@Suite struct SystemLocaleTests {
  @Test(
    arguments: [
      ("C", nil), ("POSIX", nil), ("xx_XX", nil), ("no/such", nil), ("\u{e9}", nil), ("C.UTF-8", "UTF-8"),
    ] as [(String, String?)])
  func charset(_ name: String, _ expected: String?) {
    #expect(SystemLocale.charset(of: name) == expected)
  }
}
