import Testing

@testable import MailSystem

/// The names of an aliases(5) file.
@Suite struct TransportAliasesTests {
  private let content = """
    # webmaster: nobody
    Webmaster: root
    "two words": ann
    list:ann,
     inner: bob
    ops : |"/bin/cat"
    null: /dev/null
    included: ann, :include:/etc/list
    mixed: ann, "|/bin/cat -u"
    last: x
    """

  @Test(arguments: [
    ("webmaster", true), ("two words", true), ("list", true), ("ops", true), ("last", true), ("inner", false),
    ("ann", false), ("", false), ("las", false),
  ]) func names(_ name: String, _ isThere: Bool) {
    #expect(TransportAliases(Array(content.utf8)).contain(name) == isThere)
  }

  @Test(arguments: [
    ("WEBMASTER", "root"), ("two words", "ann"), ("list", "ann,  inner: bob"), ("ops", nil), ("null", nil),
    ("included", nil), ("mixed", nil), ("last", "x"),
    ("inner", nil), ("ann", nil), ("", nil),
  ]) func members(_ name: String, _ list: String?) {
    #expect(TransportAliases(Array(content.utf8))[name] == list)
  }

  @Test func postmasterIsAlwaysThere() {
    #expect(TransportAliases([]).contain("Postmaster"))
    #expect(!TransportAliases.ofMachine.contain("no such name of anybody"))
  }
}
