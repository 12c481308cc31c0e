import MailFormat
import Testing

@Suite struct RecipientParserTests {
  private func describe(_ form: RecipientForm) -> String {
    switch form {
    case .mailbox(let address): "mailbox " + address.plainForm
    case .local(let address): "local " + address.plainForm
    case .exact(let address): "exact " + address.plainForm
    case .pipe(let command): "pipe " + command
    case .file(let path): "file " + path
    case .folder(let name): "folder " + name
    case .dashed(let text): "dashed " + text
    }
  }

  @Test(arguments: [
    ("a@b.c", ["mailbox a@b.c"]),
    ("a@b.c,d@e.f", ["mailbox a@b.c", "mailbox d@e.f"]),
    ("a@b.c d@e.f", ["mailbox a@b.c", "mailbox d@e.f"]),
    ("a@b.c;  d@e.f ,", ["mailbox a@b.c", "mailbox d@e.f"]),
    ("root", ["local root"]),
    ("tom dick", ["local tom", "local dick"]),
    ("Ann B <a@b.c>", ["mailbox Ann B <a@b.c>"]),
    ("\"Doe, J\" <a@b.c>, root", ["mailbox Doe, J <a@b.c>", "local root"]),
    ("x@y Ann <a@b.c>", ["mailbox x@y", "mailbox Ann <a@b.c>"]),
    ("a@b.c (Ann B)", ["mailbox Ann B <a@b.c>"]),
    ("a@b.c <d@e.f>", ["mailbox a@b.c <d@e.f>"]),
    ("x@y a@b.c <d@e.f>, g@h", ["mailbox x@y", "mailbox a@b.c <d@e.f>", "mailbox g@h"]),
    ("<a@b.c>", ["mailbox a@b.c"]),
    ("\"joe public\"@b.c", ["mailbox \"joe public\"@b.c"]),
    ("jürgen@köln.example", ["mailbox jürgen@köln.example"]),
    ("a@[127.0.0.1]", ["mailbox a@[127.0.0.1]"]),
    ("a+tag@b.c", ["mailbox a+tag@b.c"]),
    ("|touch x, y", ["pipe touch x, y"]),
    ("\"|touch x\"", ["pipe touch x"]),
    ("/tmp/x", ["file /tmp/x"]),
    ("./x", ["file ./x"]),
    ("../x", ["file ../x"]),
    ("~/x", ["file ~/x"]),
    ("+box", ["folder +box"]),
    ("-oQ/tmp/x", ["dashed -oQ/tmp/x"]),
    ("-X/tmp/log@x", ["dashed -X/tmp/log@x"]),
    ("`touch x`@b", ["local `touch", "mailbox x`@b"]),
    (",a@b.c", ["mailbox a@b.c"]), (" , a@b.c,, ,d@e.f,", ["mailbox a@b.c", "mailbox d@e.f"]),
    ("team: a@b.c, Ann <d@e.f>;", ["mailbox a@b.c", "mailbox Ann <d@e.f>"]),
    ("\"Team, A\" B : a@b.c; d@e.f", ["mailbox a@b.c", "mailbox d@e.f"]),
    ("x@y, team:a@b.c;, o: d@e.f;", ["mailbox x@y", "mailbox a@b.c", "mailbox d@e.f"]), ("nobody:;", []),
    ("\\root", ["exact root"]), ("\\root, tom", ["exact root", "local tom"]),
  ])
  func forms(_ text: String, _ expected: [String]) throws {
    #expect(try AddressParser.parseRecipients(text).map(describe) == expected)
  }

  @Test(arguments: [
    ("j@exa mple.org", true), ("joe user@x.org", true), ("Joe Doe j@x", true), ("a@x.org, b c@y.org", true),
    ("a@x b@y", false), ("a@x tom", false), ("tom a@x", false), ("Joe Doe", false), ("b, c@y.org", false),
    ("Joe Doe <j@x>", false), ("a@x Joe <j@x>", false), ("c@y.org (Joe Doe)", false), ("team: tom a@x;", false),
    ("team: a@x b;", true), ("a@x /tmp/x", false), ("Ann <a@x> foo", true), ("Ann <a@x> foo bar", true),
    ("Ann <a@x> tom", false), ("Ann <a@x> b@y", false), ("Ann <a@x> Bob <b@y>", false), ("Ann <a@x> foo, b@y", true),
    ("Ann <a@x> (work)", false), ("Ann <a@x>(work)", false), ("team: Ann <a@x>; foo", false),
  ])
  func namesBesideAddressesAreSomebodys(_ text: String, _ isBroken: Bool) {
    var reason: AddressError.Reason?
    do { _ = try AddressParser.parseRecipients(text) { $0 == "tom" } } catch { reason = error.reason }
    #expect(reason == (isBroken ? .blankInside : nil))
  }

  @Test(arguments: [
    ("", AddressError.Reason.empty), (" ", .empty), (",", .empty), (", ,", .empty), (";touch x", .empty),
    ("<>", .empty),
    ("a@x\nBcc: e@x", .controlCharacter), ("a@x\r", .controlCharacter), ("a@x\0", .controlCharacter),
    ("a@x\u{85}", .controlCharacter), ("a@x\u{2028}y", .controlCharacter), ("a@x\u{1B}", .controlCharacter),
    ("a@", .missingDomain), ("@b", .missingLocalPart), ("a@b@c", .secondAt), ("a@b..c", .invalidDomain),
    ("a@.b", .invalidDomain), ("a@b.", .invalidDomain), ("a@-b", .invalidDomain), ("a@b!c", .invalidDomain),
    ("a@[x y]", .invalidDomain), ("Ann <a@b", .unbalancedBracket), ("a@b>", .unbalancedBracket),
    ("<<a@b>", .unbalancedBracket), ("\"a@b", .unclosedQuote), ("a@b (x", .unclosedComment),
    ("$(touch x)@b", .missingLocalPart), ("$(touch x", .unclosedComment), ("team:a@b", .groupSyntax),
    ("a[b@c", .invalidCharacter(91)), ("a@x team: b@y;", .groupSyntax), ("a@x: b@y;", .invalidDomain),
    ("a: b: c@x;;", .groupSyntax), (": a@x;", .groupSyntax), ("Ann <a@x>: b@y;", .groupSyntax),
    ("\\a@b", .invalidCharacter(92)),
    ("\\", .empty), ("\\|x y", .invalidCharacter(92)), ("\\\\a", .invalidCharacter(92)),
    ("Ann <a@x>foo bar", .textBehindBracket), ("<a@x>tom", .textBehindBracket),
    ("<a@x>\"Q\" <b@y>", .textBehindBracket),
    ("b@y, Ann <a@x>c@z, d@w", .textBehindBracket),
  ])
  func refusals(_ text: String, _ reason: AddressError.Reason) {
    do {
      let forms = try AddressParser.parseRecipients(text)
      Issue.record("accepted as \(forms.map(describe))")
    } catch {
      #expect(error.reason == reason)
      #expect(error.exitStatus.rawValue == 65)
      #expect(!error.summary.isEmpty)
    }
  }

  @Test(arguments: [
    ("Last, First", "\"Last, First\" <a@b>"), ("John Q. Public", "John Q. Public <a@b>"), ("a@b", "\"a@b\" <a@b>"),
    ("Ann \"Bo\" C", "\"Ann \\\"Bo\\\" C\" <a@b>"), ("", "a@b"), ("Zo\u{eb}", "Zo\u{eb} <a@b>"),
  ])
  func shownNamesAreNoOtherPeople(_ name: String, _ shown: String) throws {
    let address = Address(displayName: name, localPart: "a", domain: "b")
    #expect(address.shownForm == shown)
    #expect(try AddressParser.parseRecipients(shown) == [.mailbox(address)])
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: AddressError.self) { try AddressParser.parseRecipients([0x61, 0x40, 0xFF]) }
  }

  @Test func longListsAreLinear() throws {
    let text = String(repeating: "Some Name <user@example.org>, ", count: 20_000)
    #expect(try AddressParser.parseRecipients(text).count == 20_000)
    #expect(throws: AddressError.self) { try AddressParser.parseRecipients(String(repeating: "[", count: 300_000)) }
    let colons = String(repeating: "a ", count: 100_000) + "a@b " + String(repeating: ":x ", count: 100_000) + ";"
    #expect(throws: AddressError.self) { try AddressParser.parseRecipients(colons) }
  }
}
