import Foundation
import MailFormat
import MailStore
import MailSystem
import MailTesting
import Testing

/// Deliverers that lock in every known way against readers that delete: each message stays whole, and stays once
/// (security.md S63, R08, R09).
@Suite struct MboxConcurrencyTests {
  /// How a deliverer locks.
  enum Manner: Int, CaseIterable {
    case ours
    case dotLockOnly
    case fcntlOnly
    case flockOnly
  }

  /// What the threads tell each other.
  private final class Ledger: @unchecked Sendable {
    private let lock = NSLock()
    private var deletedNumbers: [Int] = []
    private var failures: [String] = []
    private var running = 0

    func add(deleted: [Int]) { lock.withLock { deletedNumbers += deleted } }
    func add(failure: String) { lock.withLock { failures.append(failure) } }
    var deleted: [Int] { lock.withLock { deletedNumbers } }
    var complaints: [String] { lock.withLock { failures } }
    func started() { lock.withLock { running += 1 } }
    func ended() { lock.withLock { running -= 1 } }
    var hasRunning: Bool { lock.withLock { running > 0 } }
  }

  private static let deliverers = 50
  private static let messagesEach = 2
  private static let readers = 5

  /// Half of the deliverers take all locks as we do, half only one, as old programs may: those of one kind at a time, since
  /// those of different kinds would not even notice each other.
  @Test(arguments: [Manner.dotLockOnly, .fcntlOnly, .flockOnly]) func deliverersAgainstReaders(
    _ other: Manner
  ) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("", to: "box")
    let ledger = Ledger()
    let group = DispatchGroup()
    for deliverer in 0..<Self.deliverers {
      ledger.started()
      run(in: group) {
        for turn in 0..<Self.messagesEach {
          let number = deliverer * Self.messagesEach + turn + 1
          let manner = deliverer % 2 == 0 ? Manner.ours : other
          do {
            try Self.deliver(SampleMail.message(number), to: path, manner)
          } catch { ledger.add(failure: "delivery \(number) \(manner): \(error)") }
        }
        ledger.ended()
      }
    }
    for reader in 0..<Self.readers {
      run(in: group) {
        var turn = 0
        while ledger.hasRunning || turn < 3 {
          turn += 1
          do {
            try Self.deleteSome(path, every: 2 + (reader + turn) % 3, ledger)
          } catch let error as StoreError where error.kind == .changed || error.kind == .locked {
            continue
          } catch { ledger.add(failure: "reader \(reader): \(error)") }
        }
      }
    }
    group.wait()
    #expect(ledger.complaints.isEmpty, "\(ledger.complaints)")
    let left = try #require(SampleMail.numbers(in: directory.text(of: "box") ?? ""))
    // Two readers may both have wanted a message away.
    let deleted = Set(ledger.deleted)
    #expect(Set(left).count == left.count)
    #expect(deleted.isDisjoint(with: left))
    #expect(deleted.union(left).sorted() == Array(1...Self.deliverers * Self.messagesEach))
    #expect(directory.names == ["box"])
  }

  private func run(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
    group.enter()
    let thread = Thread {
      body()
      group.leave()
    }
    thread.start()
  }

  private static func deliver(_ message: String, to path: String, _ manner: Manner) throws {
    if manner == .ours {
      var options = LockedAppend.Options()
      options.locks = LockPolicy(waiting: 60)
      var append = try LockedAppend.open(path, options: options)
      try append.write(Array(message.utf8))
      return try append.finish()
    }
    let dotLock = manner == .dotLockOnly ? try DotLock.acquire(for: path, policy: LockPolicy(waiting: 60)) : nil
    let file = Glibc.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemError(call: "open", subject: path, errno: errno) }
    defer { Glibc.close(file) }
    if manner == .flockOnly { while flock(file, LOCK_EX) != 0 {} }
    if manner == .fcntlOnly {
      // A lock of this description, since all of this happens in one process.
      let descriptor = FileDescriptor(borrowing: file, name: path)
      let lock = try FileLock.acquire(on: descriptor, exclusive: true, by: .after(seconds: 60))
      try write(message, file)
      _ = consume lock
      return
    }
    try write(message, file)
    _ = consume dotLock
  }

  private static func write(_ message: String, _ file: Int32) throws {
    // In two pieces: what is not locked out would come between.
    let bytes = Array(message.utf8)
    let half = bytes.count / 2
    guard Glibc.write(file, Array(bytes[..<half]), half) == half else { throw POSIXError(.EIO) }
    usleep(200)
    guard Glibc.write(file, Array(bytes[half...]), bytes.count - half) == bytes.count - half else {
      throw POSIXError(.EIO)
    }
  }

  private static func deleteSome(_ path: String, every: Int, _ ledger: Ledger) throws {
    let box = try MboxMailbox(path: path)
    var plan = QuitPlan()
    plan.locks = LockPolicy(waiting: 30)
    var chosen: [Int] = []
    for number in stride(from: 1, through: box.count, by: every) {
      let header = try String(decoding: box.header(of: number), as: UTF8.self)
      guard let range = header.range(of: "<message-"),
        let id = Int(header[range.upperBound...].prefix { $0.isNumber })
      else { continue }
      chosen.append(id)
      plan.set(number, to: .drop)
    }
    _ = try box.commit(plan)
    ledger.add(deleted: chosen)
  }
}
