import CPlatform
import Glibc

/// An fcntl lock, and where the file system has them a flock lock, on a whole open file.
///
/// It goes with this value, or with the descriptor when that is closed first.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  private init(on descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor >= 0 { Self.release(descriptor) } }

  /// Locks the file of the descriptor, waiting until the deadline; the descriptor must outlive the lock.
  ///
  /// A file system without locks (some network ones) gives none and no error: the dot lock has to do.
  public static func acquire(
    on file: borrowing FileDescriptor, exclusive: Bool, by deadline: Deadline
  ) throws(SystemError) -> FileLock {
    FileLock(on: try take(file.raw, name: file.name, exclusive: exclusive, by: deadline) ? file.raw : -1)
  }

  /// Locks without a value that unlocks: closing the descriptor does.
  ///
  /// False where there are no locks.
  @discardableResult
  static func take(
    _ descriptor: Int32, name: String, exclusive: Bool, by deadline: Deadline
  ) throws(SystemError) -> Bool {
    let kind: Int32 = exclusive ? 2 : 1
    var pause = 5
    while true {
      if Syscalls.lock(descriptor, kind) == 0 {
        // Both or none: who waits for the second with the first in hand waits for ever on who does it the other way.
        if cp_flock(descriptor, kind) == 0 || (errno != EAGAIN && errno != EINTR) { return true }
        _ = Syscalls.lock(descriptor, 0)
      } else {
        switch errno {
        case EAGAIN, EACCES: break
        case EINTR: continue
        case ENOLCK, EINVAL, ENOSYS, ENOTSUP: return false
        default: throw .last("lock", name)
        }
      }
      guard !deadline.hasPassed else {
        throw SystemError(call: "lock", subject: name, errno: EAGAIN, detail: "another program has it locked")
      }
      let left = deadline == .never ? pause : max(1, Int(deadline.pollTimeout))
      try Waiting.pause(forLockOf: name, milliseconds: min(pause, left))
      pause = min(pause * 2, 200)
    }
  }

  /// Runs the body while no other process has the lock of a file that is made for that; nil when another has it.
  public static func whileAlone<Result>(_ path: String, _ body: () throws -> Result) throws -> Result? {
    let file = try FileDescriptor.open(path, .readWrite, options: [.create, .noFollow], mode: 0o600)
    let lock: FileLock
    do throws(SystemError) {
      lock = try acquire(on: file, exclusive: true, by: .after(milliseconds: 0))
    } catch {
      if error.isTimeout || error.isLocked { return nil }
      throw error
    }
    let result = try body()
    _ = consume lock
    return result
  }

  static func release(_ descriptor: Int32) {
    _ = cp_flock(descriptor, 0)
    _ = Syscalls.lock(descriptor, 0)
  }
}
