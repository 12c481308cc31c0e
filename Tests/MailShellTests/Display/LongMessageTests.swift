import MailSystem
import Testing

@testable import MailShell

/// Messages that are shown piece by piece say what they would say as a whole.
@Suite struct LongMessageTests {
  private static let lines = (0..<700_000).map { "line \($0) of what a machine had to tell, Gr\u{fc}\u{df}e\n" }
  private static let box =
    "From a@x.org Mon Mar  2 10:00:00 2026\nFrom: a@x.org\nSubject: long\nContent-Type: text/plain; charset=utf-8\n\n"
    + "first\n\n>From here on\n>>From there\n\u{1b}[31m\n" + lines.joined() + "last\n\n"
    + "From b@x.org Mon Mar  2 10:00:00 2026\nFrom: b@x.org\n\nshort\n\n"

  private func shown(_ commands: [String]) throws -> String {
    try ScriptedReader(commands + ["x"], box: Self.box).text
  }

  @Test func print() throws {
    let text = try shown(["set noheader", "print 1 2"])
    let start =
      "From: a@x.org\nSubject: long\nContent-Type: text/plain; charset=utf-8\n\nfirst\n\nFrom here on\n>From there\n"
    let begin = try #require(text.firstRange(of: start)?.upperBound)
    let body = text[begin...]
    #expect(!body.utf8.prefix(100).contains(0x1b))
    let rest = try #require(body.firstRange(of: "\n")?.upperBound)
    #expect(
      body[rest...].hasPrefix(Self.lines.joined() + "last\n\nMessage  2:\nFrom b@x.org Mon Mar  2 10:00:00 2026\n"))
  }

  @Test func top() throws {
    let text = try shown(["set toplines=8", "top 1", "set topsqueeze", "top 1"])
    let heading = "From: a@x.org\nSubject: long\nContent-Type: text/plain; charset=utf-8\n\nfirst\n"
    #expect(text.contains(heading + "\nFrom here on\n\n"))
    #expect(text.contains(heading + "From here on\n") && !text.contains("From there"))
  }

  @Test("As it is stored: quoted lines too") func show() throws {
    let text = try shown(["show 1"])
    #expect(text.contains("\nfirst\n\n>From here on\n>>From there\n"))
    #expect(text.hasSuffix("line 699999 of what a machine had to tell, Gr\u{fc}\u{df}e\nlast\n\n"))
  }
}
