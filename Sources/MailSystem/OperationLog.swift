import CPlatform
import Glibc

/// Notes what this thread's calls did to files, so that a test can play a power cut at any point of it.
package final class OperationLog {
  /// One thing that was done.
  package enum Operation: Sendable {
    /// A name was made for a new file.
    case create(path: String, inode: UInt64)
    /// Bytes were written.
    case write(inode: UInt64, offset: Int, bytes: [UInt8])
    /// The length was set.
    case truncate(inode: UInt64, size: Int)
    /// A file got another name.
    case rename(from: String, to: String)
    /// A file got a further name.
    case link(from: String, to: String)
    /// A name was removed.
    case unlink(path: String)
    /// A folder was made.
    case makeDirectory(path: String)
    /// The content of a file, or the names of a folder, are on the disk.
    case sync(inode: UInt64)
  }

  /// All that was done, in order.
  package private(set) var operations: [Operation] = []

  /// Runs the body and returns what it did.
  package static func record(_ body: () -> Void) -> [Operation] {
    let log = OperationLog()
    unsafe cp_log_set(Unmanaged.passUnretained(log).toOpaque())
    body()
    cp_log_set(nil)
    return log.operations
  }

  private static var current: OperationLog? {
    guard let pointer = unsafe cp_log() else { return nil }
    return unsafe Unmanaged<OperationLog>.fromOpaque(pointer).takeUnretainedValue()
  }

  @inline(__always) static func note(_ operation: @autoclosure () -> Operation?) {
    guard unsafe cp_log() != nil else { return }
    noteSlowly(operation())
  }

  @inline(never) private static func noteSlowly(_ operation: Operation?) {
    let saved = errno
    if let operation { current?.operations.append(operation) }
    errno = saved
  }

  static func inode(_ descriptor: Int32) -> UInt64 {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : 0
  }

  /// What has just been written before the current position.
  static func written(_ descriptor: Int32, _ count: Int) -> Operation? {
    guard count > 0 else { return nil }
    return written(descriptor, count, at: Int(lseek(descriptor, 0, SEEK_CUR)) - count)
  }

  /// What has just been written at an offset.
  static func written(_ descriptor: Int32, _ count: Int, at offset: Int) -> Operation? {
    guard count > 0, offset >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe Glibc.pread(descriptor, &bytes, count, off_t(offset))
    return got == count ? .write(inode: inode(descriptor), offset: offset, bytes: bytes) : nil
  }
}
