import Foundation
import MailTesting
import Testing

/// The built program with a fault at every single call that changes a file (security.md R01 to R07, R11, R14, S65), each as a person would run it.
@Suite(.enabled(if: FaultShim.path != nil, "needs a C compiler")) struct FaultTests {
  /// How the mailbox can be rewritten.
  enum Way: String, CaseIterable {
    case replaced
    /// A second name keeps the file from being replaced, as an unwritable folder does for all but root.
    case inPlace
  }

  struct Trial: CustomTestStringConvertible {
    var kind: FaultShim.Kind
    var way: Way
    var testDescription: String { "\(kind.rawValue), \(way)" }
  }

  static let trials = Way.allCases.flatMap { way in
    FaultShim.Kind.allCases.filter { $0 != .noMemory }.map { Trial(kind: $0, way: way) }
  }

  private static let mostCalls = 200

  private func program(_ way: Way, messages: Int, mbox: String? = nil) throws -> Program {
    let program = try Program()
    try program.write("spool/box", SampleMail.mbox(messages))
    if way == .inPlace {
      try FileManager.default.linkItem(atPath: program.file("spool/box"), toPath: program.file("other"))
    }
    if let mbox { try program.write("mbox", mbox) }
    return program
  }

  /// A killed process holds no lock any more; its dot lock is found stale in time.
  private func removeLocks(_ program: Program) {
    for name in ["spool/box.lock", "mbox.lock", "target.lock"] {
      try? FileManager.default.removeItem(atPath: program.file(name))
    }
  }

  @Test("R01, R02, R04: 200 messages, one deleted", arguments: trials) func deletion(_ trial: Trial) throws {
    let all = Array(1...200)
    let fewer = all.filter { $0 != 7 }
    for number in 1...Self.mostCalls {
      let program = try program(trial.way, messages: 200)
      defer { program.cleanUp() }
      let run = try program.run(
        ["-N", "-f", "spool/box"], input: "delete 7\nquit\n",
        environment: FaultShim.environment(trial.kind, at: number, log: program.file("log")))
      let calls = program.read("log")?.split(separator: "\n").count ?? 0
      let what: Comment = "\(trial.testDescription), call \(number): status \(run.status), \(run.errors)"
      if trial.way == .replaced, !run.status.isDeath {
        let now = SampleMail.numbers(in: program.read("spool/box") ?? "")
        #expect(now == all || now == fewer, what)
        // Who is told that all is well has what was asked for; else the mailbox is as it was, and they are told.
        if run.status == 0 { #expect(now == fewer, what) } else { #expect(!run.errors.isEmpty, what) }
      }
      removeLocks(program)
      let again = try program.run(["-N", "-f", "spool/box"], input: "exit\n")
      #expect(again.status == 0, what)
      let left = SampleMail.numbers(in: program.read("spool/box") ?? "")
      #expect(left == all || left == fewer, what)
      if trial.kind.isHarmless { #expect(run.status == 0 && left == fewer, what) }
      if number > calls {
        #expect(run.status == 0 && left == fewer && number > 10, what)
        return
      }
    }
    Issue.record("more calls than expected")
  }

  static let moves = Way.allCases.flatMap { way in
    [FaultShim.Kind.kill, .torn, .full, .inputOutput].map { Trial(kind: $0, way: way) }
  }

  @Test("R06: a read message on its way to mbox is lost never and twice never", arguments: moves, [true, false])
  func movingToMbox(_ trial: Trial, _ appends: Bool) throws {
    for number in 1...Self.mostCalls {
      let program = try program(trial.way, messages: 9, mbox: SampleMail.message(20))
      defer { program.cleanUp() }
      var environment = FaultShim.environment(trial.kind, at: number, log: program.file("log"))
      environment["MAIL"] = program.file("spool/box")
      let run = try program.run(
        ["-N", "-S", appends ? "append" : "noappend"], input: "type 4 6\nquit\n", environment: environment)
      let calls = program.read("log")?.split(separator: "\n").count ?? 0
      let what: Comment = "\(trial.testDescription), call \(number): status \(run.status), \(run.errors)"
      removeLocks(program)
      _ = try program.run(["-N", "-f", "spool/box"], input: "exit\n")
      let left = try #require(SampleMail.numbers(in: program.read("spool/box") ?? ""), what)
      let moved = try #require(SampleMail.numbers(in: program.read("mbox") ?? ""), what)
      #expect((left + moved).sorted() == Array(1...9) + [20], "\(what) left \(left) moved \(moved)")
      if number > calls {
        #expect(moved == (appends ? [20, 4, 6] : [4, 6, 20]) && number > 10, what)
        return
      }
    }
    Issue.record("more calls than expected")
  }

  static let saves: [FaultShim.Kind] = [.full, .quota, .inputOutput, .kill, .torn, .short, .interrupted]

  @Test("R07: what could not be saved stays", arguments: saves) func saving(_ kind: FaultShim.Kind) throws {
    for number in 1...Self.mostCalls {
      let program = try program(.replaced, messages: 5)
      defer { program.cleanUp() }
      var environment = FaultShim.environment(kind, at: number, log: program.file("log"))
      environment["MAIL"] = program.file("spool/box")
      let run = try program.run(["-N"], input: "save 2 target\nquit\n", environment: environment)
      let calls = program.read("log")?.split(separator: "\n").count ?? 0
      let what: Comment = "\(kind), call \(number): status \(run.status), \(run.errors)"
      let left = try #require(SampleMail.numbers(in: program.read("spool/box") ?? ""), what)
      #expect(Set([1, 3, 4, 5]).isSubset(of: Set(left)), what)
      if !left.contains(2) { #expect(SampleMail.numbers(in: program.read("target") ?? "") == [2], what) }
      if kind.isHarmless { #expect(left == [1, 3, 4, 5] && run.status == 0, what) }
      if number > calls { return }
    }
    Issue.record("more calls than expected")
  }

  @Test("R11: a Maildir", arguments: [FaultShim.Kind.kill, .full, .inputOutput, .interrupted])
  func maildir(_ kind: FaultShim.Kind) throws {
    for number in 1...Self.mostCalls {
      let program = try Program()
      defer { program.cleanUp() }
      for folder in ["new", "tmp"] { try program.write("box/\(folder)/.keep", "") }
      for message in 1...4 {
        try program.write("box/cur/100\(message).x:2,", "Subject: m\(message)\n\ntext \(message)\n")
      }
      let run = try program.run(
        ["-N", "-f", "box"], input: "delete 2\nflag 3\ncopy 4 box2/\nquit\n",
        environment: FaultShim.environment(kind, at: number, log: program.file("log")))
      let calls = program.read("log")?.split(separator: "\n").count ?? 0
      let names = try FileManager.default.contentsOfDirectory(atPath: program.file("box/cur")).sorted()
      let what: Comment = "\(kind), call \(number): status \(run.status), \(names)"
      let bases = names.map { $0.prefix(4) }
      #expect(bases == ["1001", "1003", "1004"] || bases == ["1001", "1002", "1003", "1004"], what)
      for name in names {
        let text = program.read("box/cur/" + name)
        #expect(text == "Subject: m\(name.dropFirst(3).prefix(1))\n\ntext \(name.dropFirst(3).prefix(1))\n", what)
      }
      // What has a name for readers is whole.
      for folder in ["cur", "new"] {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: program.file("box2/" + folder))) ?? [] {
          #expect(program.read("box2/\(folder)/\(name)") == "Subject: m4\n\ntext 4\n", what)
        }
      }
      if number > calls {
        #expect(bases.count == 3 && run.status == 0, what)
        return
      }
    }
    Issue.record("more calls than expected")
  }

  /// Swift ends a process that gets no memory, which cannot be helped; what counts is that the mailbox is whole.
  @Test("R14: no memory at the n-th request") func noMemory() throws {
    let all = Array(1...30)
    var number = 1
    var deaths = 0
    while number < 1_000_000 {
      let program = try program(.replaced, messages: 30)
      defer { program.cleanUp() }
      let run = try program.run(
        ["-N", "-f", "spool/box"], input: "type 3\ndelete 7\nquit\n",
        environment: FaultShim.environment(.noMemory, at: number))
      removeLocks(program)
      let left = SampleMail.numbers(in: program.read("spool/box") ?? "")
      #expect(left == all || left == all.filter { $0 != 7 }, "request \(number), status \(run.status)")
      if run.status != 0 { deaths += 1 } else if number > 20_000 { break }
      number += max(1, number / 12)
    }
    #expect(deaths > 20)
  }

  @Test(
    "R03, R04: new file, fsync, rename, fsync of the folder; in place the journal comes first", arguments: Way.allCases)
  func order(_ way: Way) throws {
    let program = try program(way, messages: 9)
    defer { program.cleanUp() }
    _ = try program.run(
      ["-N", "-f", "spool/box"], input: "delete 2\nquit\n",
      environment: FaultShim.environment(nil, log: program.file("log")))
    let log = (program.read("log") ?? "").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let steps = log.filter { $0.count == 2 && !$0[1].contains("/.lk") && !$0[1].contains(".cache") }.map { step in
      let name = step[1].split(separator: "/").last.map(String.init) ?? ""
      let short = name.hasPrefix(".mail-") ? "new" : name.hasPrefix("journal-") ? "journal" : name
      return step[0].split(separator: ":")[0] + " " + short
    }
    func isInOrder(_ wanted: [String]) -> Bool {
      var rest = wanted[...]
      for step in steps where step == rest.first { rest.removeFirst() }
      return rest.isEmpty
    }
    if way == .replaced {
      #expect(isInOrder(["create new", "write new", "fsync new", "rename box", "fsync spool"]), "\(steps)")
      #expect(!steps.contains("unlink box") && !steps.contains("write box") && !steps.contains("truncate box"))
    } else {
      #expect(
        isInOrder([
          "create journal", "write journal", "fsync journal", "write journal", "fsync journal", "fsync mail",
          "write box",
          "fsync box", "truncate box", "fsync box", "unlink journal",
        ]), "\(steps)")
    }
  }

  @Test("S65: temporary files are new, private, of random names, and gone") func temporaryFiles() throws {
    let program = try program(.replaced, messages: 9)
    defer { program.cleanUp() }
    let run = try program.run(
      ["-N", "-f", "spool/box"], input: "delete 2\nsave 3 target\npipe 4 cat\nquit\n",
      environment: FaultShim.environment(nil, log: program.file("log")))
    #expect(run.status == 0)
    var names: Set<String> = []
    for line in (program.read("log") ?? "").split(separator: "\n") where line.hasPrefix("create:") {
      let step = line.split(separator: " ").map(String.init)
      try #require(step.count == 2)
      #expect(step[0] == "create:excl:600" || step[0] == "create:excl:644" && step[1].contains("/.lk"), "\(line)")
      #expect(names.insert(step[1]).inserted, "\(line)")
    }
    let folders = [".", "spool"].flatMap {
      (try? FileManager.default.contentsOfDirectory(atPath: program.file($0))) ?? []
    }
    #expect(folders.filter { $0.hasPrefix("mail-") || $0.hasPrefix(".mail-") || $0.hasPrefix(".lk") } == [])
  }
}

extension Int32 {
  /// Whether a signal ended the process.
  fileprivate var isDeath: Bool { self < 0 }
}
