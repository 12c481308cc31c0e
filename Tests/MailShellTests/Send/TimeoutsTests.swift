import MailLink
import MailTesting
import Testing

/// How long a server is waited for, as the error tells when it stays silent.
@Suite struct TimeoutsTests {
  @Test func aLongMessageHasMoreTimeInAll() {
    let usual = LinkTimeouts()
    #expect(usual.extended(forBytes: 0).total == usual.total)
    #expect(usual.extended(forBytes: -1).total == usual.total)
    #expect(usual.extended(forBytes: 40_960_000).total == usual.total + 10_000)
  }

  @Test func noDefaultKeepsAJobForLong() {
    let usual = LinkTimeouts()
    #expect(usual.connect + usual.greeting <= 75)
    #expect(usual.command <= 60 && usual.transfer <= 60 && usual.block <= 60)
    #expect(usual.acceptance <= 300 && usual.total <= 600)
  }
}
