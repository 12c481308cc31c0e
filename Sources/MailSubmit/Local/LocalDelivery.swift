import MailBytes
public import MailFormat
public import MailSystem
import MailWire

/// Delivers to the mailboxes of users of this machine, where there is no sendmail: appended under locks, synced, all or nothing.
public final class LocalDelivery: Submission {
  /// The folder of the users' mailboxes on this machine.
  public static var systemFolder: String { FileSystem.isDirectory("/var/mail") ? "/var/mail" : "/var/spool/mail" }

  private let folder: String
  private let localDomains: [String]
  private let stateDirectory: String?
  private let locks: LockPolicy

  /// Makes a delivery into a folder that holds one mbox for each user.
  ///
  /// - Parameters:
  ///   - localDomains: names of this machine besides `localhost`; addresses without a domain are local too.
  ///   - stateDirectory: where the journals of rewritten mailboxes are kept, such as `$XDG_STATE_HOME/mail`.
  ///   - locks: until when locks are waited for, those of all mailboxes together; each is tried once in any case.
  public init(
    folder: String, localDomains: [String], stateDirectory: String? = nil, locks: LockPolicy = LockPolicy()
  ) {
    self.folder = folder
    self.locks = locks
    self.stateDirectory = stateDirectory
    self.localDomains = localDomains.map { $0.lowercased() } + ["localhost", "localhost.localdomain"]
  }

  /// Appends the message to each recipient's mailbox; all recipients are checked before the first is written to.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    var users: [User] = []
    for recipient in recipients { users.append(try user(for: recipient)) }
    var fates: [Receipt.Entry] = []
    var delivered: [UInt32] = []
    var failure: SubmitError?
    for (recipient, user) in zip(recipients, users) {
      guard !delivered.contains(user.id) else {
        fates.append(Receipt.Entry(recipient, .accepted("in the same mailbox already")))
        continue
      }
      do throws(SubmitError) {
        try append(message, to: user, from: reversePath)
        delivered.append(user.id)
        fates.append(Receipt.Entry(recipient, .accepted("delivered to \(folder)/\(user.name)")))
      } catch {
        failure = failure ?? error
        let why = error.summary + (error.cause.map { ": " + $0.summary } ?? "")
        fates.append(
          Receipt.Entry(recipient, error.isTemporary || error.kind == .interrupted ? .deferred(why) : .rejected(why)))
      }
    }
    if let failure, delivered.isEmpty {
      throw SubmitError(
        failure.summary, hint: failure.hint, cause: failure.cause, exitStatus: failure.exitStatus,
        isTemporary: failure.isTemporary, receipt: Receipt(fates), kind: failure.kind)
    }
    return Receipt(fates)
  }

  private func user(for recipient: Address) throws(SubmitError) -> User {
    let shown: String
    do throws(WireError) {
      shown = try EnvelopePath(recipient).text
    } catch {
      throw SubmitError(error.summary, hint: error.hint, exitStatus: error.exitStatus, isTemporary: false)
    }
    guard recipient.domain.isEmpty || localDomains.contains(recipient.domain.lowercased()) else {
      throw SubmitError(
        "cannot send to \(shown): this machine has no mail transport agent, and no mail server is set",
        hint: "Add `set smtp=HOST` with your provider's server to ~/.mailrc, or install a mail transport agent.",
        exitStatus: .configuration, isTemporary: false)
    }
    // The name becomes a file's name.
    guard !recipient.localPart.utf8.contains(UInt8(ascii: "/")), !recipient.localPart.utf8.starts(with: ".".utf8),
      let user = User.named(recipient.localPart)
    else {
      throw SubmitError(
        "cannot deliver to \(shown): no such user on this machine",
        hint: "Check the name, or set smtp to a mail server.",
        exitStatus: .noUser, isTemporary: false)
    }
    return user
  }

  // MARK: One mailbox

  private func append(_ message: OutgoingMessage, to user: User, from reversePath: Address?) throws(SubmitError) {
    let path = folder + "/" + user.name
    do throws(MessageWriter.Failure<SystemError>) {
      try append(message, to: path, options(for: user), from: reversePath)
    } catch {
      switch error {
      case .content(let error): throw SubmitError(error.summary, exitStatus: error.exitStatus, isTemporary: false)
      case .sink(let error): throw failure(path, error)
      }
    }
  }

  private func append(
    _ message: OutgoingMessage, to path: String, _ options: LockedAppend.Options, from reversePath: Address?
  ) throws(MessageWriter.Failure<SystemError>) {
    var file = try Self.system { () throws(SystemError) in try LockedAppend.open(path, options: options) }
    let separator = try separator(behind: file, from: reversePath)
    try Self.system { () throws(SystemError) in try file.write(separator) }
    var quoter = MboxQuoter(.quote)
    var quoted: [UInt8] = []
    try MessageWriter.write(message, style: .local) { (block: Span<UInt8>) throws(SystemError) in
      quoted.removeAll(keepingCapacity: true)
      quoter.pass(block, into: &quoted)
      try file.write(quoted)
    }
    quoted.removeAll()
    quoter.finish(into: &quoted)
    quoted.append(10)
    try Self.system { () throws(SystemError) in try file.write(quoted) }
    do throws(SystemError) { try file.finish() } catch { throw .sink(error) }
  }

  /// Runs a system call for a caller that streams.
  private static func system<Result: ~Copyable>(
    _ call: () throws(SystemError) -> Result
  ) throws(MessageWriter.Failure<SystemError>) -> Result {
    do throws(SystemError) { return try call() } catch { throw .sink(error) }
  }

  private func options(for user: User) -> LockedAppend.Options {
    var options = LockedAppend.Options()
    options.followsLinks = false
    options.locks = locks
    // What a crash has left half written in the mailbox is finished first, so that the message does not end up inside.
    options.journals = JournalFolders(preferred: stateDirectory, beside: folder + "/" + user.name)
    let folderGroup = (try? FileSystem.status(of: folder))?.group
    if User.effectiveID == 0 { options.owner = (user.id, folderGroup ?? user.group) }
    // The group of the spool may read and write, as delivery agents leave it; a folder of one's own is private.
    options.mode = User.effectiveID == 0 || folderGroup != user.group ? 0o660 : 0o600
    return options
  }

  /// What stands before the message: the end of an unfinished line, an empty line, the From_ line.
  private func separator(
    behind file: borrowing LockedAppend, from reversePath: Address?
  ) throws(MessageWriter.Failure<SystemError>) -> [UInt8] {
    var text: [UInt8] = []
    let tail: [UInt8]
    do throws(SystemError) { tail = try file.tail(2) } catch { throw .sink(error) }
    if let last = tail.last {
      if last != 10 { text.append(10) }
      if tail != [10, 10] { text.append(10) }
    }
    let now = Clock.wallSeconds()
    text += "From ".utf8
    let sender = reversePath.flatMap { try? EnvelopePath($0) }?.bytes ?? Array("MAILER-DAEMON".utf8)
    text += sender.map { $0 == 32 ? UInt8(ascii: "_") : $0 }
    text.append(32)
    text += DateFormat.fromLine(now, offsetMinutes: TimeZone.offset(at: now) / 60)
    text.append(10)
    return text
  }

  private func failure(_ path: String, _ error: SystemError) -> SubmitError {
    let isLocked = error.isTimeout || error.call == "lock"
    return SubmitError(
      "cannot deliver into \(path)",
      hint: error.isPermission
        ? "You may not write there; add `set smtp=HOST` with a mail server to ~/.mailrc, or install a mail transport agent."
        : error.hint, cause: error,
      exitStatus: isLocked ? .temporaryFailure : error.isPermission ? .noPermission : .cannotCreate,
      isTemporary: !error.isInterruption && (isLocked || error.isFull),
      kind: error.isInterruption ? .interrupted : .other)
  }
}
