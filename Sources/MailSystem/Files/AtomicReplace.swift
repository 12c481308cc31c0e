import Glibc

/// A new version of a file, written beside it and put in its place at once, with the same owner and rights.
public struct AtomicReplace: ~Copyable {
  /// The new file, open for writing at its start.
  private(set) var temporary: TemporaryFile
  /// The path that is replaced, symbolic links followed.
  public let path: String

  private init(temporary: consuming TemporaryFile, path: String) {
    self.temporary = temporary
    self.path = path
  }

  /// Begins a new version of a file, which need not exist.
  ///
  /// - Parameters:
  ///   - old: what is known of the present file; its owner and rights are kept, and it is an error when they cannot be.
  ///   - followsLinks: whether a symbolic link stays and what it leads to is replaced. Not where the path has been
  ///     resolved before: a link that has come to stand there since is somebody's trick.
  ///   - isLocked: whether the caller holds the locks of the file, so that no other writer can be at work.
  public static func begin(
    _ path: String, old: FileStatus?, mode: UInt32 = 0o600, followsLinks: Bool = true, isLocked: Bool = false
  ) throws(SystemError) -> AtomicReplace {
    let target = followsLinks ? FileSystem.realPath(path) ?? path : path
    if isLocked { removeRemains(of: target) }
    let temporary = try TemporaryFile.make(beside: target, prefix: temporaryPrefix)
    if let old {
      let own = try temporary.descriptor.status()
      if old.user != own.user || old.group != own.group {
        try temporary.descriptor.setOwner(user: old.user, group: old.group)
      }
      try temporary.descriptor.setMode(old.mode)
    } else if mode != 0o600 {
      try temporary.descriptor.setMode(mode)
    }
    return AtomicReplace(temporary: temporary, path: target)
  }

  /// The number of the new file's descriptor, for a child that writes it.
  public var rawDescriptor: Int32 { temporary.descriptor.raw }

  /// Adds bytes to the new version.
  public func write(_ bytes: [UInt8]) throws(SystemError) { try temporary.descriptor.write(bytes) }

  /// Adds a range of another file to the new version.
  public func copy(from source: borrowing FileDescriptor, range: Range<Int>) throws(SystemError) {
    try temporary.descriptor.copy(from: source, range: range)
  }

  /// Makes the new version durable and puts it in place.
  public consuming func commit() throws(SystemError) {
    try temporary.descriptor.sync()
    try FileSystem.rename(temporary.path, to: path)
    temporary.keep()
    try FileSystem.syncDirectory(FileSystem.directory(of: path))
  }

  /// What the names of new versions begin with.
  public static let temporaryPrefix = ".mail-"

  /// Removes what a killed writer has left beside a file; the caller holds its locks.
  static func removeRemains(of path: String) {
    let names = (try? FileSystem.names(in: FileSystem.directory(of: path))) ?? []
    TemporaryRemains(target: path, prefix: temporaryPrefix).remove(among: names, isLocked: true)
    TemporaryRemains(target: path, prefix: DotLock.temporaryPrefix).remove(among: names, isLocked: false)
  }

  /// Removes what a killed writer has left beside a file with its lock, unless another has the file locked now.
  public static func tidy(_ path: String) {
    guard FileSystem.exists(path + ".lock") else { return }
    let policy = LockPolicy(waiting: 0)
    do throws(SystemError) {
      let dotLock = try DotLock.acquire(for: path, policy: policy)
      let file = try FileDescriptor.open(path, .readWrite, options: [.noFollow, .nonBlocking])
      let lock = try FileLock.acquire(on: file, exclusive: true, by: policy.deadline)
      removeRemains(of: path)
      _ = consume lock
      _ = consume dotLock
    } catch {
      // Who has it locked may be writing it, or comes after us.
    }
  }

  /// Replaces a whole file, or makes it, with these bytes.
  public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(SystemError) {
    let replacement = try begin(path, old: try FileSystem.status(of: path), mode: mode)
    try replacement.write(bytes)
    try replacement.commit()
  }
}
