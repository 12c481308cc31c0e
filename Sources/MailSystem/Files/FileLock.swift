import Glibc

/// An fcntl lock on a whole open file; it goes with the descriptor, or earlier when this value does.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    if descriptor >= 0 { _ = Syscalls.lock(descriptor, 0) }
  }

  /// Locks the file of the descriptor, waiting until the deadline; the descriptor must outlive the lock.
  ///
  /// A file system without locks (some network ones) gives none and no error: the dot lock has to do.
  public static func acquire(
    on file: borrowing FileDescriptor, exclusive: Bool, by deadline: Deadline
  ) throws(SystemError) -> FileLock {
    var pause = 5
    while Syscalls.lock(file.raw, exclusive ? 2 : 1) != 0 {
      switch errno {
      case EAGAIN, EACCES: break
      case EINTR: continue
      case ENOLCK, EINVAL, ENOSYS, ENOTSUP: return FileLock(descriptor: -1)
      default: throw .last("lock", file.name)
      }
      guard !deadline.hasPassed else {
        throw SystemError(
          call: "lock", subject: file.name, errno: EAGAIN, detail: "another program has it locked")
      }
      Clock.sleep(milliseconds: min(pause, max(1, Int(deadline.pollTimeout))))
      pause = min(pause * 2, 200)
    }
    return FileLock(descriptor: file.raw)
  }
}
