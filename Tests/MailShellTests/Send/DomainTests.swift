import MailSystem
import Testing

@testable import MailShell

/// A domain in another alphabet goes out in its ASCII form where the rest of the address is ASCII.
@Suite struct DomainTests {
  private static var hasLibrary: Bool { (try? SystemDomainNames().toASCII("\u{fc}.test")) != nil }

  @Test(.enabled(if: hasLibrary, "libidn2 is not installed")) func domainsGoOutInASCII() throws {
    let run = try SendingRun(["-s", "x", "Bob <bob@m\u{fc}nchen.test>"], rc: ["set from=me@gr\u{fc}\u{df}e.test"])
    #expect(run.status == 0, "\(run.errors.text)")
    #expect(run.field("To") == "Bob <bob@xn--mnchen-3ya.test>")
    #expect(run.field("From")?.contains("me@xn--gre-6ka8l.test") == true)
  }

  @Test func whoSwitchesItOffHasItOff() throws {
    let run = try SendingRun(["-s", "x", "bob@m\u{fc}nchen.test"], rc: ["set from=me@x.org idna-disable"])
    #expect(run.field("To")?.contains("xn--") == false)
  }
}
