import Foundation
import Testing

/// Bad input: one clear line with the cause, a true exit status, nothing lost, nobody half-mailed.
@Suite struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    var rc: [String] = []
    let status: [Int32]
    let says: String
    /// Whether the text must be kept in dead.letter.
    var keeps = false
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "unknown option", arguments: ["-%"], status: [64], says: "%"),
    Case(name: "unknown long option", arguments: ["--no-such"], status: [64], says: "--no-such"),
    Case(name: "option without its argument", arguments: ["-s"], status: [64], says: "-s", keeps: true),
    Case(name: "subject but no recipient", arguments: ["-s", "x"], status: [64], says: "recipient", keeps: true),
    Case(
      name: "missing attachment", arguments: ["-s", "x", "-a", "no-such-file", "a@example.org"], status: [1, 66],
      says: "no-such-file", keeps: true),
    Case(
      name: "a folder as attachment", arguments: ["-s", "x", "-a", "/", "a@example.org"], status: [66, 74], says: "/",
      keeps: true),
    Case(
      name: "missing quoted file", arguments: ["-q", "no-such-file", "-s", "x", "a@example.org", "b@example.org"],
      status: [66], says: "no-such-file", keeps: true),
    Case(
      name: "unknown option beside recipients", arguments: ["-K", "a@example.org"], status: [64], says: "-K",
      keeps: true),
    Case(
      name: "unknown option before a local name", arguments: ["--bogus", "-s", "x", "root"], status: [64],
      says: "--bogus",
      keeps: true),
    Case(
      name: "unknown option of a reader", arguments: ["--bogus", "-e", "-u", "joe@x"], status: [64], says: "--bogus"),
    Case(
      name: "unknown option beside a mailbox", arguments: ["--bogus", "-f", "box@x"], status: [64], says: "--bogus"),
    Case(
      name: "no dead letters wanted", arguments: ["-a", "no-such-file", "a@example.org"], rc: ["set nosave"],
      status: [66], says: "no-such-file"),
    Case(
      name: "malformed address", arguments: ["-s", "x", "good@example.org", "a@@b"], status: [64, 65], says: "a@@b",
      keeps: true),
    Case(
      name: "pipe as address", arguments: ["-s", "x", "|touch ran"], status: [64, 65, 77], says: "expandaddr",
      keeps: true),
    Case(
      name: "missing sendmail", arguments: ["-s", "x", "a@example.org"], rc: ["set sendmail=/no/such/sendmail"],
      status: [69, 72], says: "/no/such/sendmail", keeps: true),
    Case(
      name: "server refuses the connection", arguments: ["-s", "x", "a@example.org"],
      rc: ["set smtp=127.0.0.1:1", "set from=me@example.org"], status: [69, 75], says: "127.0.0.1", keeps: true),
    Case(
      name: "no such host", arguments: ["-s", "x", "a@example.org"],
      rc: ["set smtp=no-such-host.invalid", "set from=me@example.org"], status: [68, 75], says: "no-such-host.invalid",
      keeps: true),
    Case(
      name: "missing mailbox", arguments: ["-f", "no-such-box"], status: [1, 66], says: "no-such-box"),
    Case(name: "mailbox is a folder", arguments: ["-f", "."], status: [1, 66, 74], says: "."),
    Case(
      name: "aliases in a ring", arguments: ["-s", "x", "ring"], rc: ["alias ring gnir", "alias gnir ring"],
      status: [64], says: "ring", keeps: true),
    Case(name: "a from that is no address", arguments: ["--check"], rc: ["set from=a@@b"], status: [65], says: "a@@b"),
    Case(name: "no folder for @", arguments: ["-f", "@"], status: [1], says: "-f"),
    Case(name: "no such user", arguments: ["-u", "no-such-user-here"], status: [1, 67], says: "no-such-user-here"),
  ]

  @Test(arguments: cases) func refusal(_ example: Case) throws {
    let program = try Program(rc: example.rc)
    defer { program.cleanUp() }
    let before = try Set(FileManager.default.contentsOfDirectory(atPath: program.home))
    let run = try program.run(example.arguments, input: "the text\n")
    #expect(!run.hung)
    #expect(example.status.contains(run.status), "status \(run.status): \(run.errors)")
    #expect(run.errors.hasPrefix("mail: "), "\(run.errors)")
    #expect(run.errors.contains(example.says), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count <= 4, "\(run.errors)")
    #expect((program.read("dead.letter")?.contains("the text") ?? false) == example.keeps)
    #expect(program.read("ran") == nil)
    let made = try Set(FileManager.default.contentsOfDirectory(atPath: program.home)).subtracting(before)
    #expect(made.subtracting([".stdin", ".stdout", ".stderr", "dead.letter"]).isEmpty, "\(made)")
  }

  @Test(arguments: [
    (["-a", "no-such-file", "-s", "subj", "x@b.org", "root"], "x@b.org, root"),
    (["-s", "subj", "-ano-such-file", "x@b.org"], "x@b.org"),
    (["--bogus", "value", "-s", "subj", "x@b.org"], "x@b.org"),
    (["-s", "subj", "root", "-K"], "root"), (["--bogus", "root", "-s", "subj"], nil),
  ]) func whatWasUnderstoodStandsInTheDeadLetter(_ arguments: [String], _ people: String?) throws {
    let program = try Program()
    defer { program.cleanUp() }
    let run = try program.run(arguments, input: "the text\n")
    #expect(run.status == 64 || run.status == 66, "\(run.errors)")
    let letter = try #require(program.read("dead.letter"))
    #expect(letter.contains("Subject: subj\n") && letter.contains("the text\n"))
    #expect(people.map { letter.contains("To: \($0)\n") } ?? !letter.contains("To: "), "\(letter)")
  }

  @Test func unreadableRCFileIsToldAndPassedOver() throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let run = try program.run(["-H", "-f", "box"], environment: ["MAILRC": program.home])
    #expect(run.status == 0)
    #expect(run.output.contains("one"))
    #expect(run.errors.hasPrefix("mail: \(program.home)"), "\(run.errors)")
  }

  @Test(arguments: [["-n", "-H", "-f", "box"], ["--version"]]) func fullDiskIsAFailure(_ arguments: [String]) throws {
    let program = try Program()
    defer { program.cleanUp() }
    try program.write("box", "From a@example.org Mon May  4 10:00:00 2026\nSubject: one\n\ntext\n\n")
    let child = try ChildProcess(
      [Program.path] + arguments, in: program.home, environment: ["HOME": program.home, "MAILRC": "/dev/null"],
      output: "/dev/full", errors: program.file("errors"))
    #expect(child.wait(seconds: 20) == 74)
    #expect(program.read("errors") == "mail: standard output: No space left on device\n")
  }
}
