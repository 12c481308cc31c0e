import Testing

@testable import MailTLS

@Suite struct FingerprintTests {
  static let hex = String(repeating: "ab", count: 32)

  @Test(arguments: [
    (hex, "SHA256"), ("SHA256:" + hex, "SHA256"), ("sha-256=" + hex.uppercased(), "SHA256"),
    (String(repeating: "0f", count: 64), "SHA512"), (String(repeating: "01:", count: 19) + "01", "SHA1"),
  ])
  func fingerprintsAreRead(text: String, digest: String) { #expect(Fingerprint(text)?.digest == digest) }

  @Test(arguments: ["", "ab", "xyz", "SHA1:" + hex, hex + "0", "SHA256:"])
  func nonsenseIsRefused(text: String) { #expect(Fingerprint(text) == nil) }
}
