import Glibc

/// The lock file `NAME.lock` beside a mailbox, as mail programs agree on it; removed when the value goes.
public struct DotLock: ~Copyable {
  /// The path of the lock file.
  public let path: String
  private let status: FileStatus
  private let followsStale: Bool
  /// What the names of the files begin with from which locks are made.
  static let temporaryPrefix = ".lk"

  deinit {
    // Only our own: somebody may have taken it for stale and made theirs.
    if let now = try? FileSystem.status(of: path, followLinks: false), now.isSameFile(as: status) {
      _ = Syscalls.unlink(path)
    }
  }

  /// Makes the lock file, waiting until the deadline while another has it.
  ///
  /// A temporary file with our process number is linked to the name, which either works or does not on every file
  /// system, NFS included; a symbolic link under the name is never followed.
  /// - Returns: nil where the folder does not let us make files or has no room: fcntl locks have to do, as on a system
  ///   spool; a lock of another program is waited for there too.
  public static func acquire(for mailbox: String, policy: LockPolicy) throws(SystemError) -> DotLock? {
    let target = FileSystem.realPath(mailbox) ?? mailbox
    let path = target + ".lock"
    let own: TemporaryFile
    do {
      own = try Self.makeOwn(beside: target)
    } catch  where error.isPermission || error.isMissing || error.isFull || error.errno == ENOTSUP {
      try waitForOthers(path: path, policy: policy)
      return nil
    }
    var pause = 10
    var followsStale = false
    while true {
      let result = Syscalls.link(own.path, path)
      let failure = errno
      let status = try own.descriptor.status()
      // The answer of a link over NFS can get lost; the number of names tells the truth.
      if result == 0 || status.links == 2 { return DotLock(path: path, status: status, followsStale: followsStale) }
      switch failure {
      case EEXIST: break
      case EINTR: continue
      case EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV: return try acquireWithoutLinks(path: path, policy: policy)
      default: throw SystemError(call: "link", subject: path, errno: failure)
      }
      if try wait(path: path, policy: policy, pause: &pause) { followsStale = true }
    }
  }

  /// Whether a lock that was left over had to go first: its owner has left more, perhaps.
  static func followsStale(_ lock: borrowing DotLock?) -> Bool {
    switch lock {
    case .some(let lock): lock.followsStale
    case nil: false
    }
  }

  private static func makeOwn(beside target: String) throws(SystemError) -> TemporaryFile {
    let own = try TemporaryFile.make(beside: target, prefix: temporaryPrefix, mode: 0o644)
    try own.descriptor.write(Array((String(Environment.processID) + "\n").utf8))
    return own
  }

  /// Waits until no living program has the lock; one that is stale is passed over, since it cannot be removed.
  private static func waitForOthers(path: String, policy: LockPolicy) throws(SystemError) {
    var pause = 10
    while try FileSystem.status(of: path, followLinks: false) != nil, try staleLock(path, policy) == nil {
      try pauseOrGiveUp(path: path, policy: policy, pause: &pause)
    }
  }

  /// For file systems without hard links.
  private static func acquireWithoutLinks(path: String, policy: LockPolicy) throws(SystemError) -> DotLock? {
    var pause = 10
    var followsStale = false
    while true {
      do {
        let file = try FileDescriptor.open(path, .readWrite, options: [.exclusive, .noFollow], mode: 0o444)
        try? file.write(Array((String(Environment.processID) + "\n").utf8))
        return DotLock(path: path, status: try file.status(), followsStale: followsStale)
      } catch  where error.isExisting {
        if try wait(path: path, policy: policy, pause: &pause) { followsStale = true }
      }
    }
  }

  /// Waits a while, unless the lock is left over.
  ///
  /// - Returns: whether it was, and is gone.
  private static func wait(path: String, policy: LockPolicy, pause: inout Int) throws(SystemError) -> Bool {
    if try removeIfStale(path, policy) { return true }
    try pauseOrGiveUp(path: path, policy: policy, pause: &pause)
    return false
  }

  private static func pauseOrGiveUp(path: String, policy: LockPolicy, pause: inout Int) throws(SystemError) {
    guard !policy.deadline.hasPassed else {
      throw SystemError(
        call: "lock", subject: path, errno: EAGAIN, detail: "another program has it locked; if none does, remove it")
    }
    let left = policy.deadline == .never ? pause : max(1, Int(policy.deadline.pollTimeout))
    try Waiting.pause(forLockOf: path, milliseconds: min(pause, left))
    pause = min(pause * 2, 250)
  }

  /// Removes a lock left behind: its owner is dead, or nobody can tell the owner and it is old.
  private static func removeIfStale(_ path: String, _ policy: LockPolicy) throws(SystemError) -> Bool {
    guard try FileSystem.status(of: path, followLinks: false) != nil else { return true }
    guard let found = try staleLock(path, policy) else { return false }
    // Somebody else may just have done the same and made a new lock: only the file that was looked at goes. It is
    // renamed to a name of ours first, so that two cleaners cannot remove each other's fresh lock.
    let aside = path + "." + RandomBytes.name(8)
    guard Syscalls.rename(path, aside) == 0 else { return errno == ENOENT }
    if let moved = try FileSystem.status(of: aside, followLinks: false), !moved.isSameFile(as: found) {
      _ = Syscalls.link(aside, path)
    }
    _ = Syscalls.unlink(aside)
    return true
  }

  /// The lock file when its owner is dead, or when nobody can tell the owner and it is old; nil for any other.
  private static func staleLock(_ path: String, _ policy: LockPolicy) throws(SystemError) -> FileStatus? {
    guard let found = try FileSystem.status(of: path, followLinks: false), found.kind == .file else { return nil }
    let age = (Clock.wallNanoseconds() - found.changed) / 1_000_000_000
    // A young lock may not have been written yet by programs that make it first and fill it then.
    guard age >= 2 else { return nil }
    if let owner = owner(of: path) { return kill(owner, 0) != 0 && errno == ESRCH ? found : nil }
    return age < Int64(policy.staleAfter) ? nil : found
  }

  /// The process number inside, nil when there is none (an empty lock, or one of another machine).
  private static func owner(of path: String) -> Int32? {
    guard let file = try? FileDescriptor.open(path, .read, options: [.noFollow, .nonBlocking]) else { return nil }
    var text: [UInt8] = []
    guard (try? file.read(into: &text, limit: 32)) != nil else { return nil }
    var number = 0
    var digits = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else {
        guard byte == 0x0A || byte == 0x20 || byte == 0 else { return nil }
        break
      }
      number = number * 10 + Int(byte - 0x30)
      digits += 1
      if digits > 9 { return nil }
    }
    return number > 1 ? Int32(number) : nil
  }
}
