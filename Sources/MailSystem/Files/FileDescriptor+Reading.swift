import Glibc

extension FileDescriptor {
  /// Appends what the next read gives, at most `limit` bytes; 0 at the end of the file.
  public func read(into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
    try append(to: &buffer, limit: limit, at: nil)
  }

  /// Appends what one read at the offset gives, at most `limit` bytes; 0 at the end of the file.
  public func read(at offset: Int, into buffer: inout [UInt8], limit: Int) throws(SystemError) -> Int {
    try append(to: &buffer, limit: limit, at: offset)
  }

  /// Appends exactly `count` bytes from the offset, or fewer where the file ends before.
  public func readFully(at offset: Int, into buffer: inout [UInt8], count: Int) throws(SystemError) -> Int {
    var total = 0
    while total < count {
      let got = try append(to: &buffer, limit: count - total, at: offset + total)
      if got == 0 { break }
      total += got
    }
    return total
  }

  /// Everything from the current position to the end; fails when there is more than `limit`.
  public func readToEnd(limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while try append(to: &bytes, limit: max(65536, min(bytes.count, 1 << 20)), at: nil) > 0 {
      guard bytes.count <= limit else { throw SystemError(call: "read", subject: name, errno: EFBIG) }
    }
    return bytes
  }

  private func append(to buffer: inout [UInt8], limit: Int, at offset: Int?) throws(SystemError) -> Int {
    guard limit > 0 else { return 0 }
    var got = 0
    var failure: Int32 = 0
    buffer.append(addingCapacity: limit) { span in
      unsafe span.withUnsafeMutableBufferPointer { space, count in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(space)[count...])
        repeat {
          got =
            if let offset {
              unsafe Syscalls.pread(raw, UnsafeMutableRawBufferPointer(rebasing: target[..<limit]), offset)
            } else {
              unsafe Syscalls.read(raw, UnsafeMutableRawBufferPointer(rebasing: target[..<limit]))
            }
          failure = errno
        } while got < 0 && failure == EINTR
        if got > 0 { count += got }
      }
    }
    guard got >= 0 else { throw SystemError(call: "read", subject: name, errno: failure) }
    return got
  }
}
