import Testing

@testable import MailShell

/// `if` and its relatives.
@Suite struct ConditionTests {
  static let cases: [(words: [String], holds: Bool)] = [
    (["s"], true), (["send"], true), (["r"], false), (["receive"], false), (["t"], false), (["terminal"], false),
    (["1"], true), (["0"], false), (["yes"], true), (["off"], false), (["$name"], true), (["$none"], false),
    (["$name", "==", "value"], true), (["$name", "!=", "value"], false), (["$NAME", "==?", "VALUE"], false),
    (["$name", "==?", "VALUE"], true), (["${name}", "=@", "alu"], true), (["$name", "!@", "alu"], false),
    (["$number", "-gt", "3"], true), (["$number", "-le", "3"], false), (["-n", "$name"], true),
    (["-z", "$none"], true),
    (["-N", "name"], true), (["-Z", "none"], true), (["!", "r"], true), (["s", "&&", "r"], false),
    (["s", "||", "r"], true), (["[", "r", "||", "s", "]", "&&", "!", "t"], true),
  ]

  @Test(arguments: cases) func reads(_ words: [String], _ holds: Bool) throws {
    let values = ["name": "value", "number": "7"]
    let reader = ConditionReader(words: words, isSending: true, isTerminal: false) { values[$0] }
    #expect(try reader.read() == holds)
  }

  @Test(arguments: [["x"], ["["], ["s", "&&"], ["s", "r"], ["$number", "-gt", "three"], ["!"]])
  func refuses(_ words: [String]) {
    let reader = ConditionReader(words: words, isSending: true, isTerminal: false) { _ in "7" }
    #expect(throws: ShellError.self) { try reader.read() }
  }

  @Test func branchesInsideEachOther() throws {
    var stack = ConditionStack()
    try stack.begin { () throws(ShellError) in false }
    #expect(stack.isSwitchedOff)
    try stack.begin { () throws(ShellError) in true }
    #expect(stack.isSwitchedOff)
    try stack.otherwise()
    #expect(stack.isSwitchedOff)
    try stack.end()
    try stack.alternative { () throws(ShellError) in true }
    #expect(!stack.isSwitchedOff)
    try stack.otherwise()
    #expect(stack.isSwitchedOff)
    #expect(throws: ShellError.self) { try stack.otherwise() }
    try stack.end()
    #expect(!stack.isSwitchedOff)
    #expect(throws: ShellError.self) { try stack.end() }
  }
}
