import MailSystem
import Testing

@testable import MailLink

@Suite struct EndpointWordsTests {
  @Test(arguments: [
    (Endpoint.host("mail.test", port: 25), "mail.test", "mail.test:25"), (.host("::1", port: 25), "::1", "[::1]:25"),
    (.host("[::1]", port: 25), "::1", "[::1]:25"), (.unix(path: "/run/lmtp"), "/run/lmtp", "/run/lmtp"),
  ])
  func hostsAreNamed(endpoint: Endpoint, name: String, words: String) {
    #expect(endpoint.hostName == name)
    #expect(endpoint.words == words)
  }
}
