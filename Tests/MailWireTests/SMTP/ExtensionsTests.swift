import Testing

@testable import MailWire

@Suite struct ExtensionsTests {
  private func extensions(_ lines: [String]) -> Extensions {
    Extensions(Reply(code: 250, lines: ["h"].map { Array($0.utf8) } + lines.map { Array($0.utf8) }))
  }

  @Test func theUsualOnesAreRead() {
    let offered = extensions([
      "PIPELINING", "size 35882577", "8bitmime", "STARTTLS", "AUTH PLAIN LOGIN", "AUTH=LOGIN CRAM-MD5", "SMTPUTF8",
      "DSN",
      "CHUNKING", "ENHANCEDSTATUSCODES", "X-UNKNOWN a b",
    ])
    #expect(offered.pipelining && offered.eightBitMIME && offered.startTLS && offered.smtpUTF8 && offered.dsn)
    #expect(offered.chunking && offered.enhancedStatusCodes)
    #expect(offered.maximumSize == 35_882_577)
    #expect(offered.mechanisms == ["PLAIN", "LOGIN", "CRAM-MD5"])
  }

  @Test(arguments: ["SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE 99999999999999999999", ""])
  func noLimitIsInventedFrom(line: String) { #expect(extensions([line]).maximumSize == nil) }

  @Test func aHostileListOfMechanismsIsBounded() {
    let line = "AUTH " + (0..<10_000).map { "M\($0)" }.joined(separator: " ")
    #expect(extensions([line]).mechanisms.count == 32)
  }
}
