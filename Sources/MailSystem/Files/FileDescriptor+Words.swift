import Glibc

extension FileDescriptor {
  /// Reads 32-bit numbers in the machine's order from the current position, as our own cache files hold them.
  ///
  /// - Returns: fewer than asked for where the file ends before.
  public func readWords(_ count: Int) throws(SystemError) -> [UInt32] {
    guard count > 0, count < 1 << 28 else { return [] }
    var words = [UInt32](repeating: 0, count: count)
    var done = 0
    let failure: Int32 = unsafe words.withUnsafeMutableBytes { bytes in
      while done < bytes.count {
        let got = unsafe Syscalls.read(raw, UnsafeMutableRawBufferPointer(rebasing: bytes[done...]))
        if got == 0 { break }
        if got > 0 { done += got } else if errno != EINTR { return errno }
      }
      return 0
    }
    guard failure == 0 else { throw SystemError(call: "read", subject: name, errno: failure) }
    if done < count * 4 { words.removeSubrange((done / 4)...) }
    return words
  }

  /// Writes 32-bit numbers in the machine's order.
  public func write(words: [UInt32]) throws(SystemError) {
    try write(words.span.bytes8)
  }
}

extension Span where Element == UInt32 {
  /// The same memory as bytes.
  fileprivate var bytes8: Span<UInt8> {
    @_lifetime(copy self) get { unsafe Span<UInt8>(_bytes: bytes) }
  }
}
