import Glibc

/// Adds to the end of a file that others add to as well: locked, all or nothing, durable.
///
/// What was written is taken back, by truncation, unless `finish` succeeds.
public struct LockedAppend: ~Copyable {
  /// How the file is opened.
  public struct Options: Sendable {
    /// The access rights of a new file, narrowed by the umask.
    public var mode: UInt32 = 0o600
    /// The owner and group of a new file, where the caller may give files away; nil for the caller's.
    public var owner: (user: UInt32, group: UInt32)?
    /// Whether a symbolic link under the name is followed; never for a spool that others can write to.
    public var followsLinks = true
    /// Whether the file must be there already.
    public var mustExist = false
    /// How locks are waited for.
    public var locks = LockPolicy()
    /// Where the journal of a rewrite in place may lie that a crash cut short, and that is finished first; nil to leave it
    /// to others.
    public var journals: JournalFolders?

    /// A private file of the caller's.
    public init() {}
  }

  /// The path.
  public let path: String
  /// Whether the file was made by this.
  public let isNew: Bool
  /// Its size before.
  public let startSize: Int
  private let isRegular: Bool
  private let file: FileDescriptor
  private let dotLock: DotLock?
  private let usesDotLock: Bool
  private var buffer: [UInt8] = []
  private var isOver = false

  private init(
    path: String, isNew: Bool, startSize: Int, isRegular: Bool, file: consuming FileDescriptor,
    dotLock: consuming DotLock?
  ) {
    self.path = path
    self.isNew = isNew
    self.startSize = startSize
    self.isRegular = isRegular
    self.file = file
    usesDotLock = dotLock != nil
    self.dotLock = dotLock
  }

  deinit { if !isOver { takeBack() } }

  /// Opens or makes the file and locks it.
  public static func open(_ name: String, options: Options = Options()) throws(SystemError) -> LockedAppend {
    let found = try FileSystem.status(of: name, followLinks: options.followsLinks)
    let path = found == nil && options.followsLinks ? try FileSystem.destination(of: name) : name
    switch found?.kind {
    case .directory: throw SystemError(call: "open", subject: path, errno: EISDIR)
    case .link: throw SystemError(call: "open", subject: path, errno: ELOOP, detail: "is a symbolic link")
    case .file, .characterDevice, nil: break
    default: throw SystemError(call: "open", subject: path, errno: EINVAL, detail: "not a regular file")
    }
    if found?.kind == .characterDevice {
      return LockedAppend(
        path: path, isNew: false, startSize: 0, isRegular: false, file: try .open(path, .readWrite, options: .append),
        dotLock: nil)
    }
    while true {
      let dotLock = options.locks.usesDotLock ? try DotLock.acquire(for: path, policy: options.locks) : nil
      var isNew = false
      let file = try openOrMake(path, options, &isNew)
      do throws(SystemError) {
        try FileLock.take(file.raw, name: path, exclusive: true, by: options.locks.deadline)
        // Whoever replaced the file while we waited has left us with one that nobody sees any more.
        let status = try file.status()
        let named = try FileSystem.status(of: path, followLinks: options.followsLinks)
        guard let named, named.isSameFile(as: status), status.kind == .file else {
          guard !options.locks.deadline.hasPassed else { throw SystemError.timedOut("lock", path) }
          continue
        }
        if DotLock.followsStale(dotLock) { AtomicReplace.removeRemains(of: path) }
        if !isNew, let journals = options.journals { _ = try FileRewrite.recover(file, journals: journals) }
        let size = try file.status().size
        try file.seek(to: size)
        return LockedAppend(path: path, isNew: isNew, startSize: size, isRegular: true, file: file, dotLock: dotLock)
      } catch {
        if isNew { _ = Syscalls.unlink(path) }
        throw error
      }
    }
  }

  private static func openOrMake(
    _ path: String, _ options: Options, _ isNew: inout Bool
  ) throws(SystemError) -> FileDescriptor {
    let link: FileDescriptor.Options = options.followsLinks ? [] : .noFollow
    for _ in 0..<8 {
      do {
        return try .open(path, .readWrite, options: [link, .nonBlocking])
      } catch  where error.isMissing && !options.mustExist {
        do {
          let file = try FileDescriptor.open(path, .readWrite, options: .exclusive, mode: options.mode)
          if let owner = options.owner { try file.setOwner(user: owner.user, group: owner.group) }
          isNew = true
          return file
        } catch  where error.isExisting {
          continue
        }
      }
    }
    throw SystemError(call: "open", subject: path, errno: EAGAIN, detail: "is made and removed all the time")
  }

  /// The last bytes of the file as it was, at most so many.
  public func tail(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    guard isRegular else { return bytes }
    let start = max(0, startSize - count)
    _ = try file.readFully(at: start, into: &bytes, count: startSize - start)
    return bytes
  }

  /// The first bytes of the file as it was, at most so many.
  public func head(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    guard isRegular else { return bytes }
    _ = try file.readFully(at: 0, into: &bytes, count: min(count, startSize))
    return bytes
  }

  /// Adds bytes, collected into large writes.
  public mutating func write(_ bytes: [UInt8]) throws(SystemError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 17 { try flush() }
  }

  /// Adds bytes, collected into large writes.
  public mutating func write(_ bytes: Span<UInt8>) throws(SystemError) {
    for index in bytes.indices { buffer.append(bytes[index]) }
    if buffer.count >= 1 << 17 { try flush() }
  }

  /// Adds a range of another file, inside the kernel where it can.
  public mutating func copy(from source: borrowing FileDescriptor, range: Range<Int>) throws(SystemError) {
    try flush()
    try file.copy(from: source, range: range)
  }

  private mutating func flush() throws(SystemError) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes everything durable and unlocks; on an error the file is as it was.
  ///
  /// - Parameter start: where the new content begins that is to go before the old, by a replacement of the file; nil to
  ///   leave it at the end, where it also stays when the folder allows no replacement.
  public consuming func finish(movingToFrontFrom start: Int? = nil) throws(SystemError) {
    do {
      try flush()
      if isRegular {
        try file.sync()
        if isNew { try FileSystem.syncDirectory(FileSystem.directory(of: path)) }
      }
      isOver = true
    } catch {
      takeBack()
      isOver = true
      throw error
    }
    guard isRegular, let start, let target = FileSystem.realPath(path) else { return }
    var options = Options()
    // Nobody else has what arrived late, so that this waits longer than anything that can be done again.
    options.locks = LockPolicy(waiting: Self.lateWait, usesDotLock: usesDotLock)
    // Opened before, since only what stays open can be looked after; for reading, so as not to look like a writer.
    // Another name would go on showing the old file.
    guard let old = try? FileDescriptor.open(target, .read, options: [.nonBlocking, .noFollow]),
      let status = try? file.status(), status.links == 1
    else { return }
    let size = status.size
    do throws(SystemError) {
      try FileRewrite.replace(
        target, old: file, status: status, with: [.old(start..<size), .old(0..<startSize)])
    } catch {
      // They are safe where they are, unless the file was replaced and only then something failed.
      guard let now = try? FileSystem.status(of: target), !now.isSameFile(as: status) else { return }
    }
    // The locks end here.
    _ = consume self
    guard let late = try FileRewrite.lateArrivals(in: old, beyond: size) else { return }
    do throws(SystemError) {
      var append = try LockedAppend.open(target, options: options)
      try append.copy(from: old, range: late)
      try append.finish()
    } catch {
      // Not as a lock that could be waited for again: the rest is done.
      guard error.isLocked || error.isTimeout else { throw error }
      throw SystemError(
        call: "lock", subject: target, errno: EIO, detail: "mail that arrived meanwhile could not be added")
    }
  }

  /// Seconds.
  private static var lateWait: Int { 60 }

  private func takeBack() {
    guard isRegular else { return }
    try? file.truncate(to: startSize)
    if isNew { _ = Syscalls.unlink(path) }
  }
}
