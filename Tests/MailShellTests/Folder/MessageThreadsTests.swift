import Testing

@testable import MailShell

@Suite struct MessageThreadsTests {
  @Test func answersLieBelowWhatTheyAnswer() {
    let threads = MessageThreads([
      (id: "a", ancestors: []), (id: "b", ancestors: []), (id: "c", ancestors: ["a"]),
      (id: "d", ancestors: ["a", "c"]),
      (id: "e", ancestors: ["zz"]),
    ])
    #expect(threads.order().map(\.number) == [1, 3, 4, 2, 5])
    #expect(threads.order().map(\.depth) == [0, 1, 2, 0, 0])
    #expect(threads.parent(of: 4) == 3)
    #expect(threads.parent(of: 1) == nil)
    #expect(threads.descendants(of: 1) == [1, 3, 4])
  }

  @Test func loopsAndOneselfAreNoAncestors() {
    let threads = MessageThreads([
      (id: "a", ancestors: ["b"]), (id: "b", ancestors: ["a"]), (id: "c", ancestors: ["c"]),
    ])
    #expect(Set(threads.order().map(\.number)) == [1, 2, 3])
    #expect(threads.parent(of: 3) == nil)
  }

  @Test func aLongChainIsWalkedWithoutRecursion() {
    var identities: [(id: String?, ancestors: [String])] = [(id: "0", ancestors: [])]
    for number in 1..<20_000 { identities.append((id: String(number), ancestors: [String(number - 1)])) }
    #expect(MessageThreads(identities).order().count == 20_000)
  }
}
