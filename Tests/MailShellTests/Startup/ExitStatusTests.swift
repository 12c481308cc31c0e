import Foundation
import MailBytes
import Testing

@testable import MailShell

/// The exit statuses, and what the manual says of them.
@Suite struct ExitStatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    var rc: [String] = []
    var input = ""
    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let files = [
    (name: "box", text: Boxes.five), (name: "empty", text: ""), (name: "words", text: "no mailbox\n"),
    (name: "file", text: "x\n"),
  ]

  static let cases = [
    // Reading: scripts of all dialects rely on 1.
    Case(arguments: ["-f", "@HOME@/none"], status: 1), Case(arguments: ["-f", "@HOME@/words"], status: 1),
    Case(arguments: ["-f", "@HOME@/empty"], status: 0), Case(arguments: ["-u", "no-such-user-here"], status: 1),
    Case(arguments: ["-H", "-f", "@HOME@/none"], status: 1), Case(arguments: ["-H", "-f", "@HOME@/box"], status: 0),
    Case(arguments: ["-L", "nobody", "-f", "@HOME@/box"], status: 1),
    Case(arguments: ["-L", ":n", "-H", "-f", "@HOME@/box"], status: 0),
    Case(arguments: ["-L", ":z", "-f", "@HOME@/box"], status: 64),
    Case(arguments: ["-L", "(((", "-f", "@HOME@/box"], status: 64),
    Case(arguments: ["-L", "", "-f", "@HOME@/box"], status: 64),
    Case(arguments: ["-e", "-L", " ", "-f", "@HOME@/box"], status: 2),
    Case(arguments: ["-e", "-f", "@HOME@/box"], status: 0), Case(arguments: ["-e", "-f", "@HOME@/empty"], status: 1),
    Case(arguments: ["-e", "-f", "@HOME@/none"], status: 1), Case(arguments: ["-e", "-f", "@HOME@/words"], status: 2),
    Case(arguments: ["-e", "-L", "nobody", "-f", "@HOME@/box"], status: 1),
    Case(arguments: ["-e", "-L", ":z", "-f", "@HOME@/box"], status: 2),
    Case(arguments: ["-e", "-L", "(((", "-f", "@HOME@/box"], status: 2),
    Case(arguments: ["-e", "-u", "no-such-user-here"], status: 2),
    Case(arguments: ["-f", "@HOME@/box"], status: 5, input: "exit 5\n"),
    Case(arguments: ["-f", "@HOME@/box"], status: 0, input: "print 99\nexit\n"),
    Case(arguments: ["-f", "@HOME@/box"], status: 1, rc: ["set errexit"], input: "print 99\nexit\n"),
    // Sending.
    Case(arguments: ["a@x.org"], status: 0, input: "text\n"),
    Case(arguments: ["a@x.org"], status: 1, rc: ["unset nullbody"]),
    Case(arguments: ["-~", "a@x.org"], status: 1, input: "~x\n"), Case(arguments: ["--bogus"], status: 64),
    Case(arguments: ["a@@x"], status: 65, input: "text\n"), Case(arguments: ["-t"], status: 65, input: "text\n"),
    Case(arguments: ["-a", "/no/such", "a@x.org"], status: 66), Case(arguments: ["--resume"], status: 66),
    Case(arguments: ["--queue", "none"], status: 64), Case(arguments: ["--flush", "none"], status: 64),
    Case(arguments: ["a@x.org"], status: 69, rc: ["set mta=/no/such/program"], input: "text\n"),
    Case(arguments: ["a@x.org"], status: 73, rc: ["set record=@HOME@/file/box"], input: "text\n"),
    Case(arguments: ["a@x.org"], status: 75, rc: ["set smtp=127.0.0.1:1 from=me@x.org"], input: "text\n"),
    Case(arguments: ["-A", "none", "a@x.org"], status: 78),
    Case(arguments: ["-S", "hostname=a b", "a@x.org"], status: 78, input: "text\n"),
    Case(arguments: ["-S", "hostname=a b", "-r", "me@x.org", "a@x.org"], status: 0, input: "text\n"),
    Case(arguments: ["-a", "@HOME@/file=klingon", "a@x.org"], status: 65, input: "text\n"),
    Case(arguments: ["-a", "@HOME@/file=x-mac-cyrillic", "a@x.org"], status: 0, input: "text\n"),
    Case(arguments: ["--check", "-S", "from=a@@b"], status: 65),
  ]

  @Test(arguments: cases) func isWhatTheManualSays(_ example: Case) throws {
    let run = try SendingRun(
      example.arguments, rc: example.rc, input: example.input, files: Self.files,
      usesTestTransport: !example.rc.contains { $0.contains("mta=") || $0.contains("smtp=") })
    #expect(run.status == example.status, "\(run.errors.text)")
    // `exit 5` has its own sentence.
    if example.input != "exit 5\n" { #expect(try documented().contains(example.status)) }
  }

  @Test func theManualKnowsThemAll() throws {
    let known = try documented()
    for status in 64...78 { #expect(known.contains(Int32(status)), "\(status)") }
    for signal in [1, 2, 3, 15] { #expect(known.contains(Int32(128 + signal))) }
  }

  /// The numbers of the section EXIT STATUS of mail(1).
  private func documented() throws -> Set<Int32> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let page = try String(contentsOf: root.appending(path: "man/mail.1"), encoding: .utf8)
    let start = try #require(page.range(of: ".Sh EXIT STATUS"))
    let end = try #require(page.range(of: ".Sh EXAMPLES"))
    var numbers: Set<Int32> = []
    for line in page[start.upperBound..<end.lowerBound].split(separator: "\n") where line.hasPrefix(".It ") {
      for word in line.split(separator: " ") { if let number = Int32(word) { numbers.insert(number) } }
    }
    return numbers
  }
}
