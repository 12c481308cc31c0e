import Testing

@testable import MailLanguage

@Suite struct MessageListTests {
  private func select(
    _ list: String, in mailbox: ListMailbox = ListMailbox(), scope: MessageScope = .undeleted, headers: Bool = false
  ) throws -> [Int] {
    try MessageList(bytes(list), searchHeaders: headers).select(in: mailbox, scope: scope).messages
  }

  @Test(arguments: [
    ("2", [2]), ("2-4", [2, 3, 4]), ("4-2", [2, 3, 4]), ("1 3", [1, 3]), ("3 1 3", [1, 3]), (".", [4]), ("^", [1]),
    ("$", [5]), ("*", [1, 2, 3, 4, 5]), ("+", [5]), ("-", [3]), ("^-.", [1, 2, 3, 4]), ("2-$", [2, 3, 4, 5]),
    ("4-*", [4, 5]), ("1,3", [1, 3]), ("1,3-4", [1, 3, 4]), ("2:4", [2, 3, 4]), (",", [2]), ("&2", [2, 4, 5]),
    ("&", [4]),
    (":n", [4, 5]), (":u", [3, 4, 5]), (":r", [1, 2]), (":o", [1, 2, 3]), (":f", [5]), (":nr", [1, 2, 4, 5]),
    ("bob", [2, 5]), ("carol bob", [2, 4, 5]), ("BOB@EXAMPLE", [2, 5]), ("\"alice@example.org\"", [1, 3]),
    ("/cherry", [3]), ("/an", [2]), ("/CAKE", [4]), ("/cherry/", [3]), ("\"/date cake\"", [4]), ("@tart", [3]),
    ("@s@wine", [5]), ("@>@x", [3]), (":/x/", [3]), ("from:carol", [4]), ("subject:/pie/", [1]), ("body:x", [3]),
    ("bob :u", [5]), ("/a :n", [4]), (":n :o", [1, 2, 3, 4, 5]), ("1 :n", [1, 4, 5]), ("1 carol", [1, 4]),
    ("(or (from a) (to b))", [2]), ("!2", [1, 3, 4, 5]), ("{1-2} 5", [1, 2, 5]), ("!{1-3}", [4, 5]),
    ("!bob", [1, 3, 4]),
    ("+ 1", [1, 5]), ("+1", [1, 5]), ("'$'", [5]), ("3.1.2", [3]), ("", [4]), ("/from:carol", [4]), ("`", [2, 3]),
    (";", [1]), ("; 3", [1, 3]), (";-3", [1, 2, 3]), ("3-;", [1, 2, 3]), ("1,;", [1]), ("/", [1, 2, 3, 4, 5]),
    ("1 # bob", [1]), ("1 #bob", [1]), ("# bob", [4]), ("1 '#bob' 2", [1, 2]),
  ]) func lists(list: String, expected: [Int]) throws {
    var mailbox = ListMailbox()
    mailbox.formerList = [2, 3]
    mailbox.formerMessage = 1
    #expect(try select(list, in: mailbox) == expected)
  }

  @Test(arguments: [
    ("9", "9: Invalid message number"), ("0", "0: Invalid message number"), ("2-99", "99: Invalid message number"),
    ("99999999999999999999", "99999999999999999999: Invalid message number"), (":d", "No messages satisfy :d"),
    (":x", ":x: Unknown colon modifier"), ("/nothing", "No applicable messages from {/nothing}"),
    ("nobody", "No applicable messages from {nobody}"), ("`", "No previously marked messages"),
    ("1;3", "1;3: ; stands between blanks, or commands on lines of their own"),
    (";3", ";3: ; stands between blanks, or commands on lines of their own"),
    ("1-;3", "1-;3: ; stands between blanks, or commands on lines of their own"),
    ("2-", "2-: the range has no end"), ("[1]", "[1]: Invalid message list"),
    ("1 2.1", "2[1]: a part of a message must stand alone in the list"),
    ("!4[9]", "4[9]: a part of a message must stand alone in the list"),
    ("4[9", "4[9: Invalid message list"), ("4[]", "4[]: Invalid message list"),
    ("4[x]", "No applicable messages from {4[x]}"),
    ("form:alice", "form: unknown field; no message has one of that name"),
    ("bob sbuject:tart", "sbuject: unknown field; no message has one of that name"),
    ("/form:alice", "No applicable messages from {/form:alice}"),
    ("from:dora", "No applicable messages from {from:dora}"),
    ("x-project:a", "No applicable messages from {x-project:a}"),
    ("list-id:a", "No applicable messages from {list-id:a}"),
    ("alice :f", "No messages satisfy :f"), ("{1", "missing } in the message list"),
  ]) func errors(list: String, expected: String) {
    #expect(throws: MessageListError.syntax(expected)) { _ = try select(list) }
  }

  @Test func ends() {
    var mailbox = ListMailbox()
    mailbox.currentMessage = 1
    #expect(throws: MessageListError.beforeStart) { _ = try select("-", in: mailbox) }
    mailbox.currentMessage = 5
    #expect(throws: MessageListError.beyondEnd) { _ = try select("+", in: mailbox) }
    mailbox.states = mailbox.states.map { $0.union(.deleted) }
    #expect(throws: MessageListError.noneApplicable) { _ = try select("*", in: mailbox) }
    #expect(throws: MessageListError.noneApplicable) { _ = try select("", in: mailbox) }
  }

  @Test func deletedMessagesAreSeenByUndeleteAlone() throws {
    var mailbox = ListMailbox()
    for number in [1, 3, 4] { mailbox.states[number - 1].insert(.deleted) }
    #expect(try select("^", in: mailbox) == [2])
    #expect(try select("*", in: mailbox) == [2, 5])
    #expect(try select("1-3", in: mailbox) == [2])
    #expect(try select("", in: mailbox) == [5])
    #expect(throws: MessageListError.inappropriate(3)) { _ = try select("3", in: mailbox) }
    #expect(try select("*", in: mailbox, scope: .deleted) == [1, 3, 4])
    #expect(try select("^", in: mailbox, scope: .deleted) == [1])
    #expect(try select(":d", in: mailbox, scope: .deleted) == [1, 3, 4])
    #expect(try select(":d", in: mailbox, scope: .any) == [1, 3, 4])
    #expect(try select("*", in: mailbox, scope: .any) == [2, 5])
    mailbox.formerMessage = 1
    for (list, number) in [("3", 3), (".", 4), (";", 1), ("2 3", 3)] {
      for scope in [MessageScope.undeleted, .any] {
        #expect(throws: MessageListError.inappropriate(number)) { _ = try select(list, in: mailbox, scope: scope) }
      }
    }
    #expect(try select(";", in: mailbox, scope: .deleted) == [1])
    #expect(try select("2", in: mailbox, scope: .deleted) == [2])
  }

  @Test func theViewOrdersRangesAndResults() throws {
    var mailbox = ListMailbox()
    mailbox.viewOrder = [5, 3, 1, 4, 2]
    #expect(try select("3-4", in: mailbox) == [3, 1, 4])
    #expect(try select("*", in: mailbox) == [5, 3, 1, 4, 2])
    #expect(try select("+", in: mailbox) == [2])
    #expect(try select("^", in: mailbox) == [5])
  }

  @Test func searchHeadersAsksTheFieldAtOnce() throws {
    var mailbox = ListMailbox()
    mailbox.subjects[0] = "from:carol wrote"
    #expect(try select("/from:carol", in: mailbox) == [1])
    #expect(try select("/from:carol", in: mailbox, headers: true) == [4])
    #expect(try select("/:split", in: mailbox, headers: true) == [2])
  }

  @Test func selectionKeepsPartAndSearch() throws {
    let part = try MessageList(bytes("2[1.3]")).select(in: ListMailbox())
    #expect(part.part == "1.3" && part.messages == [2] && !part.isDefault)
    let search = try MessageList(bytes("1 /split !{2 /tart}")).lastSearch
    #expect(search?.first == .subject(bytes("tart")))
    #expect(try MessageList(bytes("1 :n /")).lastSearch == nil)
    var mailbox = ListMailbox()
    mailbox.formerSearch = search ?? []
    #expect(try select("/", in: mailbox) == [3])
    #expect(try MessageList([]).select(in: ListMailbox()).isDefault)
  }

  @Test func aBrokenMailboxIsReported() {
    var mailbox = ListMailbox()
    mailbox.isBroken = true
    #expect(throws: MessageListError.syntax("server went away")) { _ = try select("bob", in: mailbox) }
  }

  @Test func deepNestingIsRefused() {
    let list = String(repeating: "{", count: 10_000) + String(repeating: "}", count: 10_000)
    #expect(throws: MessageListError.self) { _ = try MessageList(bytes(list)) }
  }

  @Test("Commas between addresses part them; what is quoted, and what is no address, they do not")
  func commas() throws {
    func senders(_ text: String) throws -> [MessageSpec] { try MessageList(bytes(text)).specs }
    func sender(_ text: String) -> MessageSpec { .match([.sender(bytes(text))], written: bytes(text)) }
    #expect(try senders("ann@x, bob@y") == [sender("ann@x"), sender("bob@y")])
    #expect(try senders("ann@x,bob@y") == [sender("ann@x"), sender("bob@y")])
    #expect(try senders("'Smith, Ann'") == [sender("Smith, Ann")])
    #expect(try senders("/a,b").count == 1)
  }

  @Test func fieldsOfSearches() throws {
    func match(_ text: String) throws -> MessageSpec? { try MessageList(bytes(text)).specs.first }
    func isMatch(_ text: String, _ expected: MessageMatch) throws -> Bool {
      guard case .match(let questions, _)? = try match(text) else { return false }
      return questions == [expected]
    }
    #expect(try isMatch("@f,t@ann", .header(names: ["From", "To"], text: bytes("ann"))))
    #expect(try isMatch("@~c@ann", .addresses(names: ["Cc"], text: bytes("ann"))))
    #expect(try isMatch("@<@ann", .anyHeader(bytes("ann"))))
    #expect(try isMatch("@=@ann", .text(bytes("ann"))))
    #expect(try isMatch("@^Re", .expression(.subject(bytes("^Re")))))
    #expect(try isMatch("@(ann)", .subject(bytes("(ann)"))))
    #expect(try isMatch("@f@(ann|bob)", .expression(.header(names: ["From"], text: bytes("(ann|bob)")))))
    #expect(try isMatch("@~f@^ann@x", .expression(.addresses(names: ["From"], text: bytes("^ann@x")))))
    #expect(try isMatch("@>@th[i]rd", .expression(.body(bytes("th[i]rd")))))
    #expect(try isMatch("@x-spam@", .header(names: ["x-spam"], text: [])))
    #expect(try isMatch("list-id:swift", .header(names: ["list-id"], text: bytes("swift"))))
    #expect(try isMatch("to:ann", .header(names: ["To", "Cc", "Bcc"], text: bytes("ann"))))
    #expect(try isMatch("since:2026-01", .since(bytes("2026-01"))))
    #expect(try isMatch("on:2026-01-15", .criterion(bytes("(on \"2026-01-15\")"))))
    #expect(try isMatch("larger:10k", .criterion(bytes("(larger \"10k\")"))))
    #expect(try isMatch("smaller:", .criterion(bytes("(smaller)"))))
    #expect(try isMatch("ann:", .sender(bytes("ann:"))))
    #expect(try isMatch("sentsince:1-Jan-2026", .criterion(bytes("(sentsince \"1-Jan-2026\")"))))
    #expect(try isMatch("(from \"a b\")", .criterion(bytes("(from \"a b\")"))))
    #expect(try isMatch("4711@example.org", .sender(bytes("4711@example.org"))))
    #expect(try isMatch("'Ann B'", .sender(bytes("Ann B"))))
  }
}
