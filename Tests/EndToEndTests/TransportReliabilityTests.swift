import Foundation
import Testing

/// Servers that fail: R17 to R23 with the built program.
///
/// R24 is in SendmailTests and SilentServerTests, R26 in SendmailTests, R27
/// in ExchangeSubmissionTests, and all of it at random in RandomFaultTests.
@Suite struct TransportReliabilityTests {
  private static let steps = ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "end"]

  private func program(_ server: PlayedServer, _ more: [String] = []) throws -> Program {
    let program = try Program(
      rc: [
        "set from=me@here.test timeout=2", "set smtp=127.0.0.1:\(server.port)",
        "set smtp-auth-user=joe smtp-auth-password=pw",
      ] + more)
    chmod(program.file(".mailrc"), 0o600)
    return program
  }

  private func queue(_ program: Program) -> [String] {
    let folder = program.file(".local/state/mail/queue")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }

  private func messageID(_ text: String) -> String? {
    text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n").first {
      $0.hasPrefix("Message-ID: ")
    }?.trimmingCharacters(
      in: .whitespacesAndNewlines)
  }

  @Test(arguments: steps, ["silence", "cut"]) func r17R21NoAnswerIsForNow(step: String, fault: String) throws {
    let server = try PlayedServer(at: step, instead: fault)
    let plain = try program(server)
    defer { plain.cleanUp() }
    let run = try plain.run(["-s", "x", "a@there.test"], input: "precious\n", seconds: 30)
    #expect(run.status == 75 && !run.hung, "\(run.errors)")
    #expect(plain.read("dead.letter")?.contains("precious") == true)
    #expect(run.errors.contains("not known") == (step == "end"), "\(run.errors)")

    let queueing = try program(server, ["set queue"])
    defer { queueing.cleanUp() }
    let kept = try queueing.run(["-s", "x", "a@there.test"], input: "precious\n", seconds: 30)
    #expect(kept.status == 0 && kept.errors.contains("kept in the queue"), "\(kept.errors)")
    #expect(kept.errors.contains("not known") == (step == "end"), "\(kept.errors)")
    let entry = try #require(queue(queueing).first)
    let id = try #require(messageID(entry))
    // The next try has the same Message-ID.
    let good = try PlayedServer()
    let flush = try queueing.run(["-S", "smtp=127.0.0.1:\(good.port)", "--flush"])
    #expect(flush.status == 0 && queue(queueing).isEmpty, "\(flush.errors)")
    #expect(good.messages.map { messageID(String(decoding: $0, as: UTF8.self)) } == [id])
  }

  /// What waits and got no answer to its end is told, and tried again with the same Message-ID.
  @Test(arguments: ["silence", "cut"]) func r21AFlushWithoutAnswerIsForNow(fault: String) throws {
    let server = try PlayedServer(at: "end", instead: fault)
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    try filled(program, 1)
    let id = try #require(queue(program).first.flatMap(messageID))
    let flush = try program.run(["--flush"], seconds: 30)
    #expect(flush.status == 75 && flush.errors.contains("stays in the queue"), "\(flush.errors)")
    let entry = try #require(queue(program).first)
    #expect(entry.contains("\nstate waiting\n") && entry.contains("not known whether"), "\(entry)")
    let good = try PlayedServer()
    let again = try program.run(["-S", "smtp=127.0.0.1:\(good.port)", "--flush"])
    #expect(again.status == 0 && queue(program).isEmpty, "\(again.errors)")
    #expect(good.messages.map { messageID(String(decoding: $0, as: UTF8.self)) } == [id])
  }

  /// Nobody is accepted: who was refused for good is told, and only the other one waits.
  @Test(arguments: [false, true]) func r20NobodyNow(fromTheQueue: Bool) throws {
    let server = try PlayedServer(recipients: ["late@": "450 4.2.1 later", "gone@": "550 5.1.1 no such user"])
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    if fromTheQueue {
      try program.write(
        ".local/state/mail/queue/1-a",
        "mail-queue 1\nstate waiting\ncreated \(Int(Date().timeIntervalSince1970))\nnext 0\ntries 1\n"
          + "to late@there.test\nto gone@there.test\nreason none\n\n"
          + "To: late@there.test, gone@there.test\nSubject: x\n\nprecious\n")
    }
    let run = try program.run(
      fromTheQueue ? ["--flush"] : ["-s", "x", "late@there.test", "gone@there.test"], input: "precious\n")
    #expect(run.status == (fromTheQueue ? 75 : 67) && run.errors.contains("gone@there.test"), "\(run.errors)")
    let entry = try #require(queue(program).first)
    #expect(entry.contains("\nto late@there.test\n") && !entry.contains("\nto gone@"))
    #expect(program.read("dead.letter")?.contains("To: gone@there.test\n") == true)
  }

  @Test(arguments: steps) func r18FourHundredIsForNow(step: String) throws {
    let server = try PlayedServer(at: step, instead: "451 4.3.0 later")
    let plain = try program(server)
    defer { plain.cleanUp() }
    let run = try plain.run(["-s", "x", "a@there.test"], input: "precious\n")
    #expect(run.status == 75 && run.errors.contains("451"), "\(run.errors)")
    let queueing = try program(server, ["set queue"])
    defer { queueing.cleanUp() }
    let kept = try queueing.run(["-s", "x", "a@there.test"], input: "precious\n")
    #expect(kept.status == 0 && kept.errors.contains("kept in the queue") && queue(queueing).count == 1)
    #expect(queueing.read("dead.letter") == nil)
  }

  @Test(arguments: steps) func r19FiveHundredIsForGood(step: String) throws {
    let server = try PlayedServer(at: step, instead: "\(step == "AUTH" ? "535 5.7.8" : "554 5.7.1") never")
    for rc in [[], ["set queue"]] {
      let program = try program(server, rc)
      defer { program.cleanUp() }
      let run = try program.run(["-s", "x", "a@there.test"], input: "precious\n")
      #expect((65...77).contains(run.status) && run.status != 75, "\(run.status) \(run.errors)")
      #expect(queue(program).isEmpty && program.read("dead.letter")?.contains("precious") == true)
    }
  }

  @Test func r20ThreeRecipientsHaveThreeFates() throws {
    let server = try PlayedServer(recipients: ["late@": "450 4.2.1 later", "gone@": "550 5.1.1 no such user"])
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    let run = try program.run(
      ["-s", "x", "good@there.test", "late@there.test", "gone@there.test"], input: "precious\n")
    #expect(run.status == 67 && run.errors.contains("gone@there.test"), "\(run.errors)")
    #expect(server.messages.count == 1)
    let entry = try #require(queue(program).first)
    #expect(queue(program).count == 1 && entry.contains("\nto late@there.test\n") && !entry.contains("\nto good@"))
    let dead = try #require(program.read("dead.letter"))
    #expect(dead.contains("To: gone@there.test\n"))
  }

  /// Fills a queue while no server is there.
  private func filled(_ program: Program, _ count: Int) throws {
    let settings = program.read(".mailrc") ?? ""
    try program.write(".mailrc", settings + "\nset smtp=127.0.0.1:1\n")
    for number in 0..<count {
      let run = try program.run(["-s", "m\(number)", "a@there.test"], input: "text \(number)\n")
      #expect(run.status == 0)
    }
    try program.write(".mailrc", settings)
    #expect(queue(program).count == count)
  }

  private func subjects(_ server: PlayedServer) -> [String] {
    server.messages.compactMap { message in
      String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n").first { $0.hasPrefix("Subject: ") }
    }
  }

  @Test func r22TwoFlushesAtOnceSendOnce() throws {
    let server = try PlayedServer()
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    try filled(program, 8)
    let environment = ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"]
    let both = try (0..<3).map { _ in
      try ChildProcess([Program.path, "-n", "--flush"], in: program.home, environment: environment)
    }
    for child in both { #expect(child.wait(seconds: 60) == 0) }
    #expect(subjects(server).sorted() == (0..<8).map { "Subject: m\($0)" })
    #expect(queue(program).isEmpty)
  }

  /// What was taken and said to be taken is forgotten at once: a flush that is killed leaves the others, each whole.
  @Test(arguments: [5, 20, 60, 150]) func r22AKilledFlushLosesNothing(milliseconds: UInt32) throws {
    // Slow good-byes: whoever waited for them before forgetting would send twice.
    let server = try PlayedServer(at: "QUIT", instead: "silence")
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    try filled(program, 4)
    let environment = ["HOME": program.home, "MAILRC": program.file(".mailrc"), "PATH": "/usr/bin:/bin"]
    let child = try ChildProcess([Program.path, "-n", "--flush"], in: program.home, environment: environment)
    usleep(milliseconds * 1000)
    if milliseconds == 150 { for _ in 0..<200 where server.messages.isEmpty { usleep(10000) } }
    // The moment between the server's word and the removal is as short as can be, but it is not nothing.
    usleep(100_000)
    kill(child.pid, SIGKILL)
    _ = child.wait(seconds: 10)
    // One that was cut off between its end and the server's word is not sent again unasked.
    let isInDoubt = queue(program).contains { $0.contains("\nstate sending\n") }
    let good = try PlayedServer()
    let flush = try program.run(["-S", "smtp=127.0.0.1:\(good.port)", "--flush"])
    #expect((flush.status == 0) == !isInDoubt, "\(flush.errors)")
    let taken = subjects(server) + subjects(good)
    #expect(Set(taken).count == taken.count)
    #expect(isInDoubt || taken.sorted() == (0..<4).map { "Subject: m\($0)" })
    #expect(taken.count >= 3)
  }

  @Test func r23AQueueThatCannotBeReadOrWrittenIsTold() throws {
    let server = try PlayedServer()
    let program = try program(server, ["set queue"])
    defer { program.cleanUp() }
    try program.write(".local/state/mail/queue/1-corrupt", "garbage\n")
    try program.write(".local/state/mail/queue/2-future", "mail-queue 99\nto a@b\n\nx\n")
    let flush = try program.run(["--flush"])
    #expect(
      flush.status != 0 && flush.errors.contains("1-corrupt") && flush.errors.contains("2-future"), "\(flush.errors)")
    #expect(queue(program).count == 2)
    // A file where the folder should be: nothing can be kept, and that is said.
    let blocked = try self.program(server, ["set queue"])
    defer { blocked.cleanUp() }
    try blocked.write(".local/state/mail", "a file")
    let run = try blocked.run(["-S", "smtp=127.0.0.1:1", "-s", "x", "a@there.test"], input: "precious\n")
    #expect(run.status != 0 && !run.errors.isEmpty)
    #expect(blocked.read("dead.letter")?.contains("precious") == true)
  }
}
