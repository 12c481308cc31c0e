import MailSystem
import MailTesting
import Testing

@testable import MailShell

@Suite struct TrustTests {
  @Test(arguments: [
    ("mail.example.org", "mail.example.org", 465, TrustTarget.Way.implicit),
    ("mail.example.org:587", "mail.example.org", 587, .smtp), ("[::1]:993", "::1", 993, .implicit),
    ("mail.example.org:2525", "mail.example.org", 2525, .byGreeting), ("h:143", "h", 143, .imap),
    ("smtps://joe:pw@h:4650/", "h", 4650, .implicit), ("imap://h/INBOX", "h", 143, .imap),
    ("pop3s://h", "h", 995, .implicit),
    ("submission://h:2587", "h", 2587, .smtp), ("pop3://h:1100", "h", 1100, .pop3),
  ])
  func aServerIsNamedAsElsewhere(text: String, host: String, port: UInt16, way: TrustTarget.Way) throws {
    let target = try #require(TrustTarget(text))
    #expect(target.host == host && target.port == port && target.way == way)
  }

  @Test(arguments: ["", "ftp://h", ":25", "h:0", "h:99999"]) func whatIsNoServerIsNone(text: String) {
    #expect(TrustTarget(text) == nil)
  }

  @Test func oneCertificateForEachServer() throws {
    let folder = try TestFolder()
    let peers = TrustedPeers(path: folder.file("mail/trusted"))
    #expect(peers.fingerprint(host: "h", port: 1) == nil)
    try peers.accept("AA", host: "H", port: 1)
    try peers.accept("BB", host: "h", port: 2)
    try peers.accept("CC", host: "::1", port: 1)
    try peers.accept("DD", host: "h", port: 1)
    #expect(
      peers.fingerprint(host: "h", port: 1) == "SHA256=DD" && peers.fingerprint(host: "H", port: 2) == "SHA256=BB")
    #expect(peers.fingerprint(host: "::1", port: 1) == "SHA256=CC" && peers.fingerprint(host: "hh", port: 1) == nil)
    #expect(
      String(decoding: folder.read("mail/trusted"), as: UTF8.self)
        == "h:2 SHA256=BB\n[::1]:1 SHA256=CC\nh:1 SHA256=DD\n")
    #expect(try FileSystem.status(of: peers.path).map { $0.mode & 0o777 } == 0o600)
    #expect(try FileSystem.status(of: folder.file("mail")).map { $0.mode & 0o777 } == 0o700)
  }
}
