import CPlatform
import Glibc

/// Every call on files goes through here, so that tests can make any one of them fail.
///
/// The functions keep the manner of C: -1 with errno. Calls that may be repeated as they are go on after EINTR here; loops
/// over short counts belong to the callers.
enum Syscalls {
  static func open(_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32 {
    guard cp_fault(Int32(CP_OPEN.rawValue)) == 0 else { return -1 }
    let result = unsafe path.withSystemString { unsafe cp_open($0, flags, mode) }
    if flags & O_CREAT != 0, result >= 0 {
      OperationLog.note(.create(path: path, inode: OperationLog.inode(result)))
    }
    return result
  }

  static func close(_ descriptor: Int32) -> Int32 {
    // A close that reports a fault has closed all the same, as on Linux.
    let fault = cp_fault(Int32(CP_CLOSE.rawValue))
    let saved = errno
    let result = Glibc.close(descriptor)
    if fault != 0 { errno = saved }
    return fault == 0 ? result : -1
  }

  static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard cp_fault(Int32(CP_READ.rawValue)) == 0 else { return -1 }
    return unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
  }

  static func pread(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) -> Int {
    guard cp_fault(Int32(CP_READ.rawValue)) == 0 else { return -1 }
    return unsafe Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
  }

  static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    let fault = cp_fault(Int32(CP_WRITE.rawValue))
    guard fault >= 0 else { return -1 }
    let result = unsafe Glibc.write(descriptor, buffer.baseAddress, shortened(buffer.count, fault))
    OperationLog.note(OperationLog.written(descriptor, result))
    return result
  }

  static func pwrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    let fault = cp_fault(Int32(CP_WRITE.rawValue))
    guard fault >= 0 else { return -1 }
    let result = unsafe Glibc.pwrite(descriptor, buffer.baseAddress, shortened(buffer.count, fault), off_t(offset))
    OperationLog.note(OperationLog.written(descriptor, result, at: offset))
    return result
  }

  /// Copies inside the kernel from one offset to the target's current position.
  static func copyRange(_ source: Int32, _ offset: Int, _ target: Int32, _ count: Int) -> Int {
    let fault = cp_fault(Int32(CP_COPY.rawValue))
    guard fault >= 0 else { return -1 }
    let result = cp_copy_range(source, Int64(offset), target, shortened(count, fault))
    OperationLog.note(OperationLog.written(target, result))
    return result
  }

  static func seek(_ descriptor: Int32, _ offset: Int, _ whence: Int32) -> Int {
    // lseek(2) is never interrupted.
    Int(lseek(descriptor, off_t(offset), whence))
  }

  static func fsync(_ descriptor: Int32) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_SYNC.rawValue)) == 0 else { return -1 }
      let result = Glibc.fsync(descriptor)
      OperationLog.note(result == 0 ? .sync(inode: OperationLog.inode(descriptor)) : nil)
      return result
    }
  }

  static func truncate(_ descriptor: Int32, _ size: Int) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_TRUNCATE.rawValue)) == 0 else { return -1 }
      let result = ftruncate(descriptor, off_t(size))
      OperationLog.note(result == 0 ? .truncate(inode: OperationLog.inode(descriptor), size: size) : nil)
      return result
    }
  }

  static func allocate(_ descriptor: Int32, _ offset: Int, _ count: Int) -> Int32 {
    guard cp_fault(Int32(CP_ALLOCATE.rawValue)) == 0 else { return -1 }
    let result = cp_allocate(descriptor, Int64(offset), Int64(count))
    OperationLog.note(result == 0 ? .truncate(inode: OperationLog.inode(descriptor), size: offset + count) : nil)
    return result
  }

  static func status(_ descriptor: Int32, _ result: inout stat) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_STAT.rawValue)) == 0 else { return -1 }
      return unsafe fstat(descriptor, &result)
    }
  }

  static func status(_ path: String, followLinks: Bool, _ result: inout stat) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_STAT.rawValue)) == 0 else { return -1 }
      return unsafe path.withSystemString { name in
        unsafe followLinks ? stat(name, &result) : lstat(name, &result)
      }
    }
  }

  static func rename(_ from: String, _ to: String, isKeeping: Bool = false) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_RENAME.rawValue)) == 0 else { return -1 }
      let result = unsafe from.withSystemString { source in
        unsafe to.withSystemString { target in
          unsafe isKeeping ? cp_rename_keeping(source, target) : Glibc.rename(source, target)
        }
      }
      OperationLog.note(result == 0 ? .rename(from: from, to: to) : nil)
      return result
    }
  }

  static func link(_ from: String, _ to: String) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_LINK.rawValue)) == 0 else { return -1 }
      let result = unsafe from.withSystemString { source in
        unsafe to.withSystemString { target in unsafe Glibc.link(source, target) }
      }
      OperationLog.note(result == 0 ? .link(from: from, to: to) : nil)
      return result
    }
  }

  static func unlink(_ path: String) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_UNLINK.rawValue)) == 0 else { return -1 }
      let result = unsafe path.withSystemString { unsafe Glibc.unlink($0) }
      OperationLog.note(result == 0 ? .unlink(path: path) : nil)
      return result
    }
  }

  static func makeDirectory(_ path: String, _ mode: UInt32) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_MKDIR.rawValue)) == 0 else { return -1 }
      let result = unsafe path.withSystemString { unsafe mkdir($0, mode_t(mode)) }
      OperationLog.note(result == 0 ? .makeDirectory(path: path) : nil)
      return result
    }
  }

  static func changeMode(_ descriptor: Int32, _ mode: UInt32) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_CHMOD.rawValue)) == 0 else { return -1 }
      return fchmod(descriptor, mode_t(mode))
    }
  }

  static func changeOwner(_ descriptor: Int32, _ user: UInt32, _ group: UInt32) -> Int32 {
    uninterrupted {
      guard cp_fault(Int32(CP_CHOWN.rawValue)) == 0 else { return -1 }
      return fchown(descriptor, uid_t(user), gid_t(group))
    }
  }

  /// Kind 0 unlocks, 1 shares, 2 excludes; never waits.
  static func lock(_ descriptor: Int32, _ kind: Int32) -> Int32 {
    guard cp_fault(Int32(CP_LOCK.rawValue)) == 0 else { return -1 }
    return cp_file_lock(descriptor, kind)
  }

  private static func uninterrupted(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }

  private static func shortened(_ count: Int, _ fault: Int32) -> Int {
    fault == 1 && count > 1 ? count / 2 : count
  }
}
