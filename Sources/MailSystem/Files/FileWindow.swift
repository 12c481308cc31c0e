import Glibc

/// A buffer of fixed size that is laid over one part of a file after another.
public struct FileWindow: ~Copyable {
  private var storage: [UInt8]
  /// The offset of the first byte held.
  public private(set) var offset = 0
  /// How many bytes are held.
  public private(set) var count = 0

  /// Makes a window of so many bytes.
  public init(capacity: Int) { storage = [UInt8](repeating: 0, count: max(1, capacity)) }

  /// How many bytes fit.
  public var capacity: Int { storage.count }

  /// The bytes held.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self) get { storage.span.extracting(first: count) }
  }

  /// Makes room for more bytes at once; what is held is lost.
  public mutating func grow(to capacity: Int) {
    count = 0
    if capacity > storage.count { storage = [UInt8](repeating: 0, count: capacity) }
  }

  /// Reads from an offset of the file, as much as fits or until `end`.
  public mutating func load(from file: borrowing FileDescriptor, at offset: Int, end: Int) throws(SystemError) {
    self.offset = offset
    count = 0
    let wanted = min(storage.count, max(0, end - offset))
    var failure: Int32 = 0
    var done = 0
    let descriptor = file.raw
    unsafe storage.withUnsafeMutableBytes { bytes in
      while done < wanted {
        let got = unsafe Syscalls.pread(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: bytes[done..<wanted]), offset + done)
        if got == 0 { break }
        if got > 0 {
          done += got
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    guard failure == 0 else { throw SystemError(call: "read", subject: file.name, errno: failure) }
    count = done
  }
}
