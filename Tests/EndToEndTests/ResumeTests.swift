import Foundation
import Testing

/// Dead letters whose sending again a kill or a power cut may stop at any moment.
@Suite struct ResumeTests {
  private static let letters = ["one", "two"].map {
    "From tom Mon Mar  2 10:00:00 2026\nTo: \($0)@x.org\nSubject: \($0)\n\ntext\n\n"
  }.joined()

  /// A program whose sendmail kills it with the message in hand, the first time.
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "sendmail",
      "#!/bin/sh\ncat >>\(program.home)/messages\nset -- \(program.home)/killed\n"
        + "[ -e $1 ] || { : >$1; kill -9 $PPID; sleep 1; }\nexit 0\n")
    chmod(program.file("sendmail"), 0o755)
    try program.write(".mailrc", "set sendmail=\(program.home)/sendmail\n")
    try program.write("dead.letter", Self.letters)
    return program
  }

  private func sent(_ program: Program) -> [String] {
    (program.read("messages") ?? "").split(separator: "\n").filter { $0.hasPrefix("Subject: ") }.map(String.init)
  }

  @Test func whatMayHaveBeenSentIsNotSentTwiceUnasked() throws {
    let program = try program()
    defer { program.cleanUp() }
    #expect(try program.run(["--resume", "2"]).status == -9)
    #expect(sent(program) == ["Subject: two"] && program.read("dead.letter") == Self.letters)
    let next = try program.run(["--resume"])
    #expect(next.status == 75 && next.errors.contains("letter 2 may have been sent"), "\(next.errors)")
    #expect(next.errors.contains("mail --resume 2 sends it again"), "\(next.errors)")
    #expect(sent(program) == ["Subject: two"] && program.read("dead.letter") == Self.letters)
    // The others are not held up, and its number may change.
    let all = try program.run(["--resume", "all"])
    #expect(all.status == 75 && sent(program) == ["Subject: two", "Subject: one"], "\(all.errors)")
    #expect(try program.run(["--resume"]).status == 75)
    let named = try program.run(["--resume", "1"])
    #expect(named.status == 0 && named.errors.contains("may have been sent"), "\(named.errors)")
    #expect(sent(program) == ["Subject: two", "Subject: one", "Subject: two"])
    #expect(program.read("dead.letter") == "")
  }

  /// The common ways to such a doubt: the answer to the end of the message never comes, or the person does not wait for it.
  @Test func aLetterWhoseAnswerWasNotSeenIsNotSentTwiceUnasked() throws {
    let server = try PlayedServer(at: "end", instead: "cut")
    let program = try Program(rc: ["set smtp=127.0.0.1:\(server.port)", "set from=me@example.org"])
    defer { program.cleanUp() }
    let first = try program.run(["-s", "one", "a@x.org"], input: "text\n")
    #expect(first.status == 75 && first.errors.contains("mail --resume 1 sends it again, though"), "\(first.errors)")
    // A doubt outlives tries that were asked for and ended in another one.
    for words in [["--resume"], ["--resume", "1"], ["--resume"], ["--resume", "all"]] {
      let before = server.received.count
      let run = try program.run(words)
      #expect(run.status == 75 && run.errors.contains("letter 1 may have been sent"), "\(run.errors)")
      #expect((server.received.count > before) == (words.last == "1"), "\(words)")
    }
    #expect(program.read("dead.letter")?.components(separatedBy: "Subject: one").count == 2)
    // Of a letter that was deleted no mark stays.
    let marks = { try FileManager.default.contentsOfDirectory(atPath: program.file(".local/state/mail")) }
    #expect(try marks().contains { $0.hasPrefix("resume-") })
    #expect(try program.run(["-N", "-f", program.file("dead.letter")], input: "d *\nq\n").status == 0)
    #expect(try program.run(["--resume"]).status == 66)
    #expect(try !marks().contains { $0.hasPrefix("resume-") && $0 != "resume.lock" })
  }
}
