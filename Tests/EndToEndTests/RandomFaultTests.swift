import Foundation
import Testing

/// Messages to a server that fails at random at every stage: sent, queued and reported are all there is, and nothing is twice.
///
/// MAIL_FAULT_RUNS says how many (200 when unset), MAIL_FAULT_SEED which ones; both are printed.
@Suite struct RandomFaultTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let runs = environment["MAIL_FAULT_RUNS"].flatMap { Int($0) } ?? 200
  private static let seed = environment["MAIL_FAULT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
  private static let workers = min(40, max(10, runs / 100))

  /// What became of the recipients of one worker's messages.
  private struct Tally {
    var messages = 0
    var recipients = 0
    var sent = 0
    var queued = 0
    var reported = 0
    var faults: [String] = []

    static func + (left: Tally, right: Tally) -> Tally {
      Tally(
        messages: left.messages + right.messages, recipients: left.recipients + right.recipients,
        sent: left.sent + right.sent, queued: left.queued + right.queued, reported: left.reported + right.reported,
        faults: left.faults + right.faults)
    }
  }

  @Test func nothingIsLostAndNothingIsTwice() throws {
    let lock = NSLock()
    nonisolated(unsafe) var total = [Tally(), Tally()]
    let group = DispatchGroup()
    for worker in 0..<Self.workers {
      group.enter()
      // Threads of their own: most of their time is waiting, and the pool has no more threads than the machine has cores.
      Thread.detachNewThread {
        for usesQueue in [false, true] {
          let share = Self.runs / Self.workers / 2 + (worker < Self.runs / 2 % Self.workers ? 1 : 0)
          let tally: Tally
          do {
            tally = try Self.work(share, number: worker * 2 + (usesQueue ? 1 : 0), usesQueue: usesQueue)
          } catch {
            tally = Tally(faults: ["worker \(worker): \(error)"])
          }
          lock.withLock { total[usesQueue ? 1 : 0] = total[usesQueue ? 1 : 0] + tally }
        }
        group.leave()
      }
    }
    group.wait()
    for (tally, words) in zip(total, ["without queue", "with queue"]) {
      print(
        "random faults, seed \(Self.seed), \(words): \(tally.messages) messages, \(tally.recipients) recipients: "
          + "\(tally.sent) sent, \(tally.queued) queued first, \(tally.reported) reported, \(tally.faults.count) faults"
      )
      #expect(tally.faults.isEmpty, "\(tally.faults.prefix(10).joined(separator: "\n"))")
      #expect(tally.sent + tally.reported == tally.recipients)
    }
  }

  private static func work(_ count: Int, number: Int, usesQueue: Bool) throws -> Tally {
    var numbers = SeededNumbers(seed: seed &* 1000 &+ UInt64(number))
    let server = try FaultyServer(seed: numbers.next())
    let program = try Program(
      rc: ["set from=me@here.test", "set smtp=127.0.0.1:\(server.port)", "set timeout=6"]
        + (usesQueue ? ["set queue"] : []))
    defer { program.cleanUp() }
    let queue = program.file(".local/state/mail/queue")
    var tally = Tally()
    /// Those whose message lies in a dead letter, by `mark recipient`.
    var reported: [String: Int] = [:]
    var expected: [String] = []
    for run in 0..<count {
      let mark = "run-\(number)-\(run)"
      let people = (0...Int.random(in: 0..<3, using: &numbers)).map { "r\($0)@there.test" }
      let size = [10, 2000, 300_000].randomElement(using: &numbers) ?? 10
      let text = String(repeating: "a line of text that is neither short nor long\n", count: size / 46 + 1)
      expected += people.map { mark + " " + $0 }
      let outcome = try program.run(["-s", mark] + people, input: text)
      let before = server.accepted
      tally.messages += 1
      if outcome.hung { tally.faults.append("\(mark) hung") }
      let waiting = usesQueue ? Self.entries(of: queue) : []
      let dead = collect(program, into: &reported)
      for person in people {
        let name = mark + " " + person
        let places =
          (before[name] ?? 0) + (waiting.contains(name) ? 1 : 0) + (dead.contains(name) ? 1 : 0)
        if places != 1 {
          tally.faults.append(
            "\(name): sent \(before[name] ?? 0), queued \(waiting.contains(name)), reported \(dead.contains(name)): "
              + outcome.errors)
        }
        if outcome.status == 0, dead.contains(name) { tally.faults.append("\(name): reported, and status 0") }
        if outcome.status != 0, outcome.errors.isEmpty { tally.faults.append("\(name): status without a word") }
      }
      let allServed = people.allSatisfy { before[mark + " " + $0] == 1 || waiting.contains(mark + " " + $0) }
      if allServed != (outcome.status == 0) {
        tally.faults.append("\(mark): status \(outcome.status): \(outcome.errors)")
      }
      tally.queued += people.count { waiting.contains(mark + " " + $0) }
    }
    if usesQueue {
      // Once more against all odds, then without.
      _ = try program.run(["--flush"], seconds: 600)
      collect(program, into: &reported)
      server.heal()
      _ = try program.run(["--flush"], seconds: 600)
      collect(program, into: &reported)
      for left in entries(of: queue) { tally.faults.append("\(left): still in the queue") }
    }
    let accepted = server.accepted
    tally.recipients = expected.count
    for name in expected {
      let sent = accepted[name] ?? 0
      let told = reported[name] ?? 0
      tally.sent += sent
      tally.reported += told
      if sent + told != 1 { tally.faults.append("\(name): at the end sent \(sent) times, reported \(told) times") }
    }
    return tally
  }

  /// Takes the dead letters of a run: those who are named in them.
  @discardableResult private static func collect(
    _ program: Program, into reported: inout [String: Int]
  ) -> Set<String> {
    guard let text = program.read("dead.letter") else { return [] }
    try? FileManager.default.removeItem(atPath: program.file("dead.letter"))
    var found: Set<String> = []
    for letter in text.components(separatedBy: "\nFrom ") {
      let head = letter.components(separatedBy: "\n\n")[0].replacingOccurrences(of: "\n ", with: " ")
      guard let mark = field("Subject", in: head) else { continue }
      for name in (field("To", in: head) ?? "").split(separator: ",") {
        let key = mark + " " + name.trimmingCharacters(in: .whitespaces)
        found.insert(key)
        reported[key, default: 0] += 1
      }
    }
    return found
  }

  /// Those who wait in the queue.
  private static func entries(of folder: String) -> Set<String> {
    var found: Set<String> = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") {
      let text = (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
      let parts = text.components(separatedBy: "\n\n")
      guard parts.count > 1, let mark = field("Subject", in: parts[1]) else { continue }
      for line in parts[0].split(separator: "\n") where line.hasPrefix("to ") {
        found.insert(mark + " " + line.dropFirst(3))
      }
    }
    return found
  }

  private static func field(_ name: String, in head: String) -> String? {
    head.split(separator: "\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
  }
}
