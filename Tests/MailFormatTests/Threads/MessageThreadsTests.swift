import MailFormat
import Testing

@Suite struct MessageThreadsTests {
  private static func member(
    _ id: String?, _ references: [String] = [], at date: Int64 = 0, _ subject: String = ""
  ) -> ThreadMember {
    ThreadMember(id: id, references: references, date: date, subject: BaseSubject(subject))
  }

  /// The order as people see it: `1 .3 ..4` has a dot for each message above one.
  private static func shown(_ members: [ThreadMember]) -> String {
    MessageThreads(members).all().map { String(repeating: ".", count: $0.depth) + String($0.number) }
      .joined(separator: " ")
  }

  @Test func answersLieBelowWhatTheyAnswer() {
    let members = [
      Self.member("a"), Self.member("b"), Self.member("c", ["a"]), Self.member("d", ["a", "c"]),
      Self.member("e", ["zz"]),
    ]
    #expect(Self.shown(members) == "1 .3 ..4 2 5")
    let threads = MessageThreads(members)
    #expect(threads.parent(of: 4) == 3 && threads.parent(of: 1) == nil && threads.parent(of: 5) == nil)
    #expect(threads.descendants(of: 1) == [1, 3, 4] && threads.descendants(of: 3) == [3, 4])
    #expect(threads.answers(below: [3, 1, 5]) == [3, 4] && threads.answers(below: [3]) == [4])
    #expect(threads.answers(below: [2, 9]) == [])
    #expect(threads.descendants(of: 9) == [] && threads.parent(of: 0) == nil)
  }

  @Test("Threads and answers are sorted by the date they were sent, then by number") func dates() {
    #expect(Self.shown([Self.member("a", at: 5), Self.member("b", at: 3), Self.member("c", at: 5)]) == "2 1 3")
    #expect(
      Self.shown([
        Self.member("a", at: 9), Self.member("b", ["a"], at: 7), Self.member("c", ["a"], at: 4),
        Self.member("d", at: 8),
      ]) == "4 1 .3 .2")
  }

  @Test("What answers the same missing message lies together, by the date of its first") func orphans() {
    #expect(
      Self.shown([
        Self.member("a", ["zz"], at: 6), Self.member("b", at: 4), Self.member("c", ["zz"], at: 3),
        Self.member("d", ["zz", "a"], at: 9),
      ]) == "3 1 .4 2")
    // The missing one has a missing parent of its own, and another child of that.
    #expect(
      Self.shown([
        Self.member("a", ["x", "y"], at: 1), Self.member("b", at: 2), Self.member("c", ["x"], at: 3),
      ]) == "1 3 2")
    // One that is missing in between is passed over.
    #expect(Self.shown([Self.member("a"), Self.member("c", ["a", "zz"], at: 1)]) == "1 .2")
  }

  @Test("A link of its own counts more than that of another's References") func conflictingLinks() {
    // 1 has heard that b answers a; b itself says x.
    #expect(
      Self.shown([
        Self.member("c", ["a", "b"], at: 3), Self.member("b", ["x"], at: 2), Self.member("a", at: 1),
        Self.member("x", at: 0),
      ]) == "4 .2 ..1 3")
    // b came before and names nothing: 2's References tell its place.
    #expect(
      Self.shown([Self.member("b", at: 1), Self.member("c", ["a", "b"], at: 2), Self.member("a")]) == "3 .1 ..2")
  }

  @Test func loopsAndOneselfAreNoAncestors() {
    let threads = MessageThreads([
      Self.member("a", ["b"]), Self.member("b", ["a"]), Self.member("c", ["c"]), Self.member("d", ["e", "d"]),
      Self.member("e", ["f"]), Self.member("f", ["d"]),
    ])
    #expect(threads.all().map(\.number).sorted() == [1, 2, 3, 4, 5, 6])
    #expect(threads.parent(of: 3) == nil)
  }

  @Test func ofTwoWithTheSameIdentityTheFirstIsMeant() {
    #expect(
      Self.shown([
        Self.member("a", at: 1), Self.member("a", at: 2), Self.member("b", ["a"], at: 3), Self.member(nil, at: 4),
      ]) == "1 .3 2 4")
    #expect(
      Self.shown([Self.member("r"), Self.member("a", ["r"], at: 1), Self.member("a", ["r"], at: 2)]) == "1 .2 .3")
  }

  @Test("Threads of one subject are put together (section 3, step 5)") func subjects() {
    // An answer goes below the message of its subject, whichever came first.
    #expect(
      Self.shown([
        Self.member("a", at: 1, "plan"), Self.member("b", at: 2, "other"), Self.member("c", at: 3, "Re: plan"),
      ]) == "1 .3 2")
    #expect(Self.shown([Self.member("a", at: 1, "Re: plan"), Self.member("b", at: 2, "plan")]) == "2 .1")
    // Two of the same kind lie beside each other.
    #expect(
      Self.shown([
        Self.member("a", at: 1, "plan"), Self.member("b", at: 2, "other"), Self.member("c", at: 3, "plan"),
        Self.member("d", at: 4, "Re: plan"),
      ]) == "1 3 4 2")
    #expect(
      Self.shown([
        Self.member("a", at: 1, "Re: plan"), Self.member("b", at: 2), Self.member("c", at: 3, "[x] Fwd: plan"),
      ]) == "1 3 2")
    // No subject is no reason; what is put below by its subject answers nothing.
    #expect(Self.shown([Self.member("a", at: 1), Self.member("b", at: 2, "Re:"), Self.member("c", at: 3)]) == "1 2 3")
    #expect(MessageThreads([Self.member("a", [], "x"), Self.member("b", at: 1, "Re: x")]).parent(of: 2) == nil)
  }

  private static func member(_ id: String, _ references: [String], _ subject: String) -> ThreadMember {
    member(id, references, at: 0, subject)
  }

  @Test("Long chains, forwards and backwards, wide threads and chains that join", arguments: 0..<4)
  func large(_ shape: Int) {
    let count = 100_000
    let members = (0..<count).map { number in
      let above =
        switch shape {
        case 0: number - 1
        case 1: number + 1
        case 2: 0
        // A chain, and pairs of which each joins the end of the chain.
        default: number <= count / 2 ? number - 1 : number % 2 == 0 ? count / 2 : number - 1
        }
      return Self.member(
        String(number), above == number || above < 0 || above == count ? [] : [String(above)],
        at: Int64(number), "subject \(number)")
    }
    let threads = MessageThreads(members)
    #expect(Set(threads.all().map(\.number)).count == count)
    #expect(threads.all().count { $0.depth == 0 } == 1)
    #expect(threads.answers(below: Array(1...count)).count == count - 1)
  }
}
