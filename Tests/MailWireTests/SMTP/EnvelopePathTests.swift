import MailFormat
import Testing

@testable import MailWire

@Suite struct EnvelopePathTests {
  @Test(arguments: [
    ("bob", "example.org", "bob@example.org"), ("bob", "", "bob"), ("a.b", "x", "a.b@x"),
    ("a b", "x", "\"a b\"@x"), ("a\"b\\", "x", "\"a\\\"b\\\\\"@x"), ("a..b", "x", "\"a..b\"@x"),
    (".a", "x", "\".a\"@x"),
    ("a@b", "x", "\"a@b\"@x"), ("-f", "x", "-f@x"), ("a<b>", "x", "\"a<b>\"@x"),
    ("bob", "[127.0.0.1]", "bob@[127.0.0.1]"),
  ])
  func pathsAreQuotedWhereTheyMustBe(local: String, domain: String, expected: String) throws {
    #expect(try EnvelopePath(Address(localPart: local, domain: domain)).text == expected)
  }

  @Test(arguments: [
    ("", "x"), ("a\r\nRCPT TO:<e@x>", "x"), ("a\n", "x"), ("a\u{0}b", "x"), ("a", "x\r\nDATA"), ("a", "x y"),
    ("a", "x>"),
    ("a", "x@y"), ("a\u{7f}", "x"), (String(repeating: "a", count: 2000), "x"),
  ])
  func nothingIsInjected(local: String, domain: String) {
    do throws(WireError) {
      _ = try EnvelopePath(Address(localPart: local, domain: domain))
      Issue.record("accepted")
    } catch {
      #expect(error.exitStatus.rawValue == 65)
      #expect(!error.summary.utf8.contains(10) && !error.summary.utf8.contains(13))
    }
  }

  @Test func utf8IsMarked() throws {
    #expect(try EnvelopePath(Address(localPart: "müller", domain: "x")).needsUTF8)
    #expect(try !EnvelopePath(Address(localPart: "mueller", domain: "x")).needsUTF8)
  }
}
