import CPlatform
import Glibc

extension FileDescriptor {
  /// Writes all bytes at the current position, however many calls it takes.
  public func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes.span) }

  /// Writes all bytes at the current position, however many calls it takes.
  public func write(_ bytes: Span<UInt8>) throws(SystemError) { try writeAll(bytes, at: nil) }

  /// Writes all bytes at the offset; the current position stays.
  public func write(_ bytes: Span<UInt8>, at offset: Int) throws(SystemError) { try writeAll(bytes, at: offset) }

  /// Throws where nothing can be written, as far as a write of nothing tells: /dev/full says so.
  public func checkTakesBytes() throws(SystemError) {
    let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    guard unsafe Syscalls.write(raw, nothing) >= 0 else { throw .last("write", name) }
  }

  private func writeAll(_ bytes: Span<UInt8>, at offset: Int?) throws(SystemError) {
    let failure: Int32 = unsafe bytes.withUnsafeBytes { all in
      var done = 0
      while done < all.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: all[done...])
        let written =
          if let offset { unsafe Syscalls.pwrite(raw, rest, offset + done) } else { unsafe Syscalls.write(raw, rest) }
        if written > 0 {
          done += written
        } else if written == 0 {
          return EIO
        } else if errno == EAGAIN {
          _ = Waiting.isReady(raw, for: .writing, by: .never, gate: nil)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    guard failure == 0 else { throw SystemError(call: "write", subject: name, errno: failure) }
  }

  /// Appends a range of another file at the current position, inside the kernel where it can.
  public func copy(from source: borrowing FileDescriptor, range: Range<Int>) throws(SystemError) {
    var position = range.lowerBound
    while position < range.upperBound {
      let copied = Syscalls.copyRange(source.raw, position, raw, min(range.upperBound - position, Self.stretch))
      if copied > 0 {
        position += copied
        if copied == Self.stretch { writeBehind() }
        continue
      }
      if copied < 0 && errno == EINTR { continue }
      if copied < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EIO || errno == EFBIG) {
        throw .last("copy_file_range", name)
      }
      // Not possible between these files: in blocks through memory; this also finds out about an early end.
      return try copyInBlocks(from: source, range: position..<range.upperBound)
    }
  }

  /// Bytes after which the disk is given something to do while more is copied.
  static var stretch: Int { 1 << 23 }

  /// Lets the disk begin with what was written, so that less is left for `sync`.
  func writeBehind() { cp_write_behind(raw, 0, 0) }

  private func copyInBlocks(from source: borrowing FileDescriptor, range: Range<Int>) throws(SystemError) {
    var block: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      block.removeAll(keepingCapacity: true)
      let got = try source.read(at: position, into: &block, limit: min(1 << 18, range.upperBound - position))
      guard got > 0 else {
        throw SystemError(call: "read", subject: source.name, errno: EIO, detail: "the file became shorter")
      }
      try write(block)
      position += got
    }
  }

  /// Makes sure that content and size are on the disk.
  public func sync() throws(SystemError) {
    while Syscalls.fsync(raw) != 0 {
      // Some file systems and devices cannot; there is nothing to wait for then.
      if errno == EINVAL || errno == ENOTSUP || errno == EROFS { return }
      guard errno == EINTR else { throw .last("fsync", name) }
    }
  }

  /// Cuts the file, or lengthens it with zeros.
  public func truncate(to size: Int) throws(SystemError) {
    while Syscalls.truncate(raw, size) != 0 {
      guard errno == EINTR else { throw .last("ftruncate", name) }
    }
  }

  /// Makes sure that the disk has room for a range, and that the file is as long; where there is none, the file stays as it
  /// was.
  func allocate(_ range: Range<Int>) throws(SystemError) {
    let size = try status().size
    while Syscalls.allocate(raw, range.lowerBound, range.count) != 0 {
      if errno == EINTR { continue }
      // A file system that cannot promise room: only the length is set then.
      guard errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL else {
        let failure = SystemError.last("fallocate", name)
        if let now = try? status().size, now > size { try? truncate(to: size) }
        throw failure
      }
      if size < range.upperBound { try truncate(to: range.upperBound) }
      return
    }
  }

  /// Moves the current position to an offset from the start.
  public func seek(to offset: Int) throws(SystemError) {
    guard Syscalls.seek(raw, offset, SEEK_SET) >= 0 else { throw .last("lseek", name) }
  }

  /// Moves the current position to the end and tells it.
  public func seekToEnd() throws(SystemError) -> Int {
    let end = Syscalls.seek(raw, 0, SEEK_END)
    guard end >= 0 else { throw .last("lseek", name) }
    return end
  }

  /// Sets the access rights.
  public func setMode(_ mode: UInt32) throws(SystemError) {
    guard Syscalls.changeMode(raw, mode) == 0 else { throw .last("fchmod", name) }
  }

  /// Sets owner and group.
  public func setOwner(user: UInt32, group: UInt32) throws(SystemError) {
    guard Syscalls.changeOwner(raw, user, group) == 0 else { throw .last("fchown", name) }
  }
}
