import MailBytes
import MailFormat
import Testing

struct ReplyRulesTests {
  private func address(_ text: String) -> Address { AddressParser.parse(Array(text.utf8)).mailboxes[0] }
  private func list(_ text: String) -> [Address] { AddressParser.parse(Array(text.utf8)).mailboxes }
  private func specs(_ addresses: [Address]) -> String { addresses.map(\.addrSpec).joined(separator: " ") }

  private var plan: ReplyMessage {
    var message = ReplyMessage()
    message.from = list("Alice <alice@example.org>")
    message.to = list("list@example.com, Me@Example.org, ALICE@example.org")
    message.cc = list("carol@example.net, list@example.com")
    message.subject = "the plan"
    message.messageID = MessageID("m1@example.org")
    return message
  }

  private var policy: ReplyPolicy {
    var policy = ReplyPolicy()
    policy.own = list("me@example.org, tom")
    policy.localDomains = ["host.example"]
    return policy
  }

  @Test func answersToAllLeaveOutOneself() {
    let all = ReplyRules.recipients(of: plan, scope: .all, policy: policy)
    #expect(
      specs(all.to) == "alice@example.org list@example.com ALICE@example.org"
        || specs(all.to) == "alice@example.org list@example.com")
    #expect(specs(all.cc) == "carol@example.net")
    var metoo = policy
    metoo.metoo = true
    #expect(specs(ReplyRules.recipients(of: plan, scope: .all, policy: metoo).to).contains("Me@Example.org"))
    var inCc = policy
    inCc.recipientsInCc = true
    let split = ReplyRules.recipients(of: plan, scope: .all, policy: inCc)
    #expect(specs(split.to) == "alice@example.org")
    #expect(specs(split.cc) == "list@example.com carol@example.net")
  }

  @Test func answersGoWhereTheAuthorWantsThem() {
    var message = plan
    message.replyTo = list("help@example.org")
    #expect(specs(ReplyRules.recipients(of: message, scope: .author, policy: policy).to) == "help@example.org")
    #expect(
      specs(ReplyRules.recipients(of: message, scope: .all, policy: policy).to).hasPrefix("help@example.org list@"))
    var plain = policy
    plain.honoursReplyTo = false
    #expect(specs(ReplyRules.recipients(of: message, scope: .author, policy: plain).to) == "alice@example.org")
    message.followupTo = list("only@example.org")
    var honest = policy
    honest.honoursFollowupTo = true
    #expect(ReplyRules.recipients(of: message, scope: .all, policy: honest) == .init(to: list("only@example.org")))
  }

  @Test func nobodyIsNoAnswer() {
    var mine = ReplyMessage()
    mine.from = list("me@example.org")
    mine.to = list("tom@host.example")
    #expect(specs(ReplyRules.recipients(of: mine, scope: .all, policy: policy).to) == "me@example.org")
    var bounce = ReplyMessage()
    bounce.envelopeSender = address("root")
    #expect(specs(ReplyRules.recipients(of: bounce, scope: .author, policy: policy).to) == "root")
    #expect(ReplyRules.recipients(of: ReplyMessage(), scope: .all, policy: policy) == .init())
    // Only others in Cc: they move to To.
    mine.cc = list("x@y")
    #expect(ReplyRules.recipients(of: mine, scope: .all, policy: policy) == .init(to: list("x@y")))
  }

  @Test("What one has written oneself is answered to those it went to, as it went to them", arguments: [true, false])
  func answersToOwnMessages(_ inCc: Bool) {
    var policy = policy
    policy.recipientsInCc = inCc
    var mine = ReplyMessage()
    mine.from = list("me@example.org")
    mine.to = list("a@x.org, me@example.org, b@x.org")
    mine.cc = list("c@x.org, a@x.org")
    let all = ReplyRules.recipients(of: mine, scope: .all, policy: policy)
    #expect(specs(all.to) == "a@x.org b@x.org")
    #expect(specs(all.cc) == "c@x.org")
  }

  @Test func listsAreAnsweredAlone() {
    var message = plan
    var known = policy
    known.lists = list("LIST@example.com")
    #expect(specs(ReplyRules.recipients(of: message, scope: .list, policy: known).to) == "list@example.com")
    message.listPost = list("post@example.com")
    #expect(specs(ReplyRules.recipients(of: message, scope: .list, policy: known).to) == "post@example.com")
    #expect(specs(ReplyRules.recipients(of: plan, scope: .list, policy: policy).cc) == "carol@example.net")
  }

  @Test func severalMessagesMakeOneList() {
    var other = ReplyMessage()
    other.from = list("carol@example.net")
    let all = ReplyRules.recipients(of: [plan, other], scope: .all, policy: policy)
    #expect(specs(all.to).hasSuffix("carol@example.net") && all.cc.isEmpty)
  }

  @Test(arguments: [
    ("the plan", "Re: the plan"), ("Re: the plan", "Re: the plan"), ("RE: AW: Re[2]: x", "Re: x"), ("", "Re: "),
    ("Reply: x", "Re: Reply: x"),
    ("Re: Fwd: x", "Re: Fwd: x"), ("re:x", "Re: x"), ("Vorg: x", "Re: x"), ("10:30", "Re: 10:30"), (": x", "Re: : x"),
    ("Re (3): y", "Re: y"),
  ])
  func subjects(_ subject: String, _ expected: String) {
    var policy = ReplyPolicy()
    policy.replyStrings = ["vorg"]
    #expect(ReplyRules.replySubject(subject, policy: policy) == expected)
  }

  @Test func forwardSubjects() {
    #expect(ReplyRules.forwardSubject("Fwd: x") == "Fwd: x")
    #expect(ReplyRules.forwardSubject("Re: x") == "Fwd: Re: x")
  }

  @Test func threadsContinue() {
    var message = plan
    #expect(ReplyRules.references(message).map(\.text) == ["m1@example.org"])
    message.inReplyTo = MessageID.parse(Array("<m0@x>".utf8))
    #expect(ReplyRules.references(message).map(\.text) == ["m0@x", "m1@example.org"])
    message.references = (0..<60).compactMap { MessageID("r\($0)@x") }
    let many = ReplyRules.references(message)
    #expect(many.count == ReplyRules.mostReferences)
    #expect(many.first?.text == "r0@x" && many.last?.text == "m1@example.org" && many[1].text == "r41@x")
    #expect(ReplyRules.inReplyTo(message).map(\.text) == ["m1@example.org"])
    #expect(ReplyRules.references(ReplyMessage()).isEmpty)
  }

  @Test func quotes() {
    let quoted = ReplyRules.quote(Array("a\r\n\nb".utf8).span, prefix: Array("> ".utf8), trimsEmpty: true)
    #expect(quoted == Array("> a\n>\n> b\n".utf8))
    #expect(ReplyRules.quote([UInt8]().span, prefix: [62]).isEmpty)
    let line = ReplyRules.attribution("On %d, %n wrote (%%, %i, %q):%", message: plan, date: "Monday")
    #expect(String(decoding: line, as: UTF8.self) == "On Monday, Alice wrote (%, <m1@example.org>, %q):%")
  }
}
