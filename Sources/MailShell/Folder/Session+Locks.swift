import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// How long an operation waits for all the locks it needs, from now on.
  var lockPolicy: LockPolicy {
    operationLocks ?? LockPolicy(waiting: settings.number(.lockTimeout) ?? LockPolicy.usualWait)
  }

  /// Appends to a file of messages under its locks.
  func append(
    _ items: [MboxAppender.Item], to path: String, options: MboxAppender.Options
  ) throws(StoreError) -> AppendReceipt {
    try waitingForLocks { (locks) throws(StoreError) in
      var options = options
      options.locks = locks
      return try Mailboxes.append(items, to: path, options: options)
    }
  }

  /// Does what needs locks; a person is told after a second that another program has them.
  ///
  /// - Parameter work: does all or nothing, and is done again where the locks were not had within that second.
  func waitingForLocks<Result>(
    _ work: (LockPolicy) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let locks = lockPolicy
    guard world.input.isTerminal else { return try work(locks) }
    var short = locks
    short.deadline = min(locks.deadline, .after(milliseconds: Self.silentWait))
    do {
      return try work(short)
    } catch {
      guard error.kind == .locked, !locks.deadline.hasPassed else { throw error }
      world.output.flush()
      world.errors.write("\(world.programName): waiting: ")
      world.errors.write(TerminalText(cleaning: error.wholeSummary).bytes + [0x0a])
      world.errors.flush()
      return try work(locks)
    }
  }

  /// Milliseconds that nobody asks about.
  private static var silentWait: Int { 1000 }
}
