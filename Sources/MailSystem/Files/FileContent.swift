import Glibc

/// A file's content, read in windows when it is needed; stays readable when the name goes away.
public final class FileContent: Sendable {
  private let descriptor: FileDescriptor
  /// The size when it was opened.
  public let count: Int
  /// The name errors tell.
  public let name: String

  /// Opens a regular file; folders and devices are refused, but for /dev/null, which is an empty one.
  public convenience init(path: String) throws(SystemError) {
    let descriptor = try FileDescriptor.open(path, .read, options: .nonBlocking)
    let status = try descriptor.status()
    switch status.kind {
    case .file: break
    case .characterDevice where status.isNullDevice: break
    case .directory: throw SystemError(call: "open", subject: path, errno: EISDIR)
    default: throw SystemError(call: "open", subject: path, errno: EINVAL, detail: "not a regular file")
    }
    self.init(descriptor: descriptor, count: status.size, name: path)
  }

  /// Takes over an open file of known size.
  public init(descriptor: consuming FileDescriptor, count: Int, name: String) {
    self.descriptor = descriptor
    self.count = count
    self.name = name
  }

  /// What fstat(2) tells of the open file.
  public func status() throws(SystemError) -> FileStatus { try descriptor.status() }

  /// Appends up to `limit` bytes from the offset; nothing at the end.
  ///
  /// An early end is an error: the file became shorter.
  public func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(SystemError) {
    guard offset >= 0, offset < count, limit > 0 else { return }
    let wanted = min(limit, count - offset)
    guard try descriptor.readFully(at: offset, into: &buffer, count: wanted) == wanted else {
      throw SystemError(call: "read", subject: name, errno: EIO, detail: "the file became shorter while it was read")
    }
  }
}
