import MailFormat
import MailTesting
import Testing

@testable import MailStore
@testable import MailSystem

/// Messages on their way from a mailbox of any kind to one of any kind, with a fault at every call: none is lost, and after
/// the next start none is there twice (security.md R06).
@Suite struct MoveTests {
  /// The kinds of mailboxes.
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case mbox
    case maildir
    case mh
    case compressed
    var testDescription: String { rawValue }

    /// The name of a mailbox of this kind.
    func path(_ name: String) -> String {
      switch self {
      case .mbox: name
      case .maildir, .mh: name + "-" + rawValue
      case .compressed: name + ".gz"
      }
    }
  }

  struct Trial: CustomTestStringConvertible {
    var source: Kind
    var target: Kind
    var fault: FaultInjection.Fault
    var testDescription: String { "\(source) to \(target), \(fault)" }
  }

  /// Compressed ones cost a process at each step.
  static let trials: [Trial] =
    [Kind.mbox, .maildir, .mh].flatMap { source in
      [Kind.mbox, .maildir, .mh].flatMap { target in
        (source == target ? [.stop, .full, .inputOutput] : [.stop]).map {
          Trial(source: source, target: target, fault: $0)
        }
      }
    } + [
      Trial(source: .compressed, target: .mbox, fault: .stop),
      Trial(source: .maildir, target: .compressed, fault: .stop),
    ]

  private static let body = "one\n\nFrom here on\n>From there\n"

  private func make(_ kind: Kind, _ name: String, _ numbers: [Int], in directory: TemporaryDirectory) throws -> String {
    let path = directory.file(kind.path(name))
    if kind == .maildir {
      for part in ["cur", "new", "tmp"] { try FileSystem.makeDirectories(path + "/" + part) }
    } else if kind == .mh {
      try FileSystem.makeDirectories(path)
      try directory.write("", to: kind.path(name) + "/.mh_sequences")
    }
    for number in numbers {
      let text = "Subject: s\(number)\nMessage-ID: <\(number)@x>\n\n" + Self.body + "end \(number)\n"
      _ = try Mailboxes.append(
        [.composed(fromLine: Array("From x Mon Mar  2 10:00:0\(number) 2026".utf8), content: Array(text.utf8))],
        to: path)
    }
    return path
  }

  /// The subjects in a mailbox, each once for each whole message.
  private func subjects(_ path: String) throws -> [String] {
    let box = try Mailboxes.open(
      path,
      options: {
        var options = MboxOptions()
        options.isReadOnly = true
        return options
      }())
    return try (0..<box.count).map { index in
      let text = String(decoding: try box.content(of: index + 1), as: UTF8.self)
      let number = text.dropFirst("Subject: s".count).prefix(1)
      #expect(text.contains("end \(number)\n"), "\(path): cut off: \(text)")
      return "s\(number)"
    }.sorted()
  }

  @Test(arguments: trials) func everyCall(_ trial: Trial) throws {
    guard [trial.source, trial.target].contains(.compressed) ? Launcher.find("gzip") != nil : true else { return }
    var number = 1
    while true {
      let directory = try TemporaryDirectory()
      let source = try make(trial.source, "source", [1, 2, 3], in: directory)
      let target = try make(trial.target, "target", [7], in: directory)
      var options = MboxOptions()
      options.stateDirectory = directory.file("state")
      // Not none: a child that was just started shares the locks of the process for a moment.
      options.lockSeconds = 5
      let box = try Mailboxes.open(source, options: options)
      var plan = QuitPlan()
      plan.secondary = target
      plan.locks = LockPolicy(waiting: 5)
      plan.set(1, to: .move([.read, .old]))
      plan.set(3, to: .move([.read, .old]))
      var succeeded = false
      let struck = FaultInjection.with(trial.fault, atCall: number) {
        succeeded = (try? box.commit(plan)) != nil
      }
      // The locks of a killed process are found stale in time.
      for name in directory.names where name.hasSuffix(".lock") { try FileSystem.remove(directory.file(name)) }
      _ = try Mailboxes.open(source, options: options)
      let (left, moved) = (try subjects(source), try subjects(target))
      let what: Comment = "\(trial), call \(number): left \(left), moved \(moved)"
      #expect(left.contains("s2") && moved.contains("s7"), what)
      #expect((left + moved).sorted() == ["s1", "s2", "s3", "s7"], what)
      if succeeded { #expect(left == ["s2"], what) }
      if !struck {
        #expect(succeeded, what)
        #expect(directory.names.filter { $0.hasPrefix("state/") } == [], what)
        break
      }
      number += 1
      try #require(number < 1000)
    }
    #expect(number > 10)
  }

  /// A folder that takes no new name, from the n-th renaming on and for as long as three quits: no message is doubled.
  @Test(arguments: [Kind.mbox, .maildir, .mh]) func quitsWithoutRoomForNames(_ kind: Kind) throws {
    for number in 1...8 {
      let directory = try TemporaryDirectory()
      let source = try make(kind, "source", [1, 2, 3], in: directory)
      let target = try make(.mbox, "target", [7], in: directory)
      var options = MboxOptions()
      options.stateDirectory = directory.file("state")
      for turn in 0..<3 {
        _ = FaultInjection.with(.noRoom, atCall: turn == 0 ? number : 1, of: .renaming) {
          guard let box = try? Mailboxes.open(source, options: options) else { return }
          var plan = QuitPlan()
          plan.secondary = target
          for place in 0..<box.count {
            let text = (try? box.header(of: place + 1)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            if !text.contains("s2") { plan.set(place + 1, to: .move([.read, .old])) }
          }
          _ = try? box.commit(plan)
        }
      }
      _ = try Mailboxes.open(source, options: options)
      let (left, moved) = (try subjects(source), try subjects(target))
      #expect((left + moved).sorted() == ["s1", "s2", "s3", "s7"], "call \(number): left \(left), moved \(moved)")
    }
  }

  @Test func whatALockKeptFromMovingLeavesNoNote() throws {
    let directory = try TemporaryDirectory()
    let source = try make(.mbox, "source", [1, 2], in: directory)
    let target = try make(.mbox, "target", [7], in: directory)
    var options = MboxOptions()
    options.stateDirectory = directory.file("state")
    let box = try Mailboxes.open(source, options: options)
    var plan = QuitPlan()
    plan.secondary = target
    plan.locks = LockPolicy(waiting: 0)
    plan.set(1, to: .move([.read, .old]))
    do {
      let lock = try DotLock.acquire(for: target, policy: LockPolicy(waiting: 0))
      #expect(throws: StoreError.self) { try box.commit(plan) }
      _ = consume lock
    }
    #expect(directory.names.filter { $0.hasPrefix("state/") } == [])
    #expect(try subjects(source) == ["s1", "s2"] && subjects(target) == ["s7"])
    _ = try box.commit(plan)
    #expect(try subjects(source) == ["s2"] && subjects(target) == ["s1", "s7"])
  }
}
