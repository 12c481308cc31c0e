import CPlatform
import Glibc

/// An open file, pipe or device; closed when it goes out of scope.
public struct FileDescriptor: ~Copyable, Sendable {
  /// How a file is opened.
  public enum Access: Sendable {
    /// Only reading.
    case read
    /// Only writing.
    case write
    /// Both.
    case readWrite
  }

  /// What else open(2) is to see to.
  public struct Options: OptionSet, Sendable {
    /// The flags of open(2).
    public let rawValue: Int32
    /// Takes the flags of open(2).
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// Make the file if it is not there.
    public static let create = Options(rawValue: O_CREAT)
    /// Fail if the file is there already, also as a symbolic link.
    public static let exclusive = Options(rawValue: O_CREAT | O_EXCL)
    /// Every write goes to the end.
    public static let append = Options(rawValue: O_APPEND)
    /// Drop the old content.
    public static let truncate = Options(rawValue: O_TRUNC)
    /// Fail on a symbolic link.
    public static let noFollow = Options(rawValue: O_NOFOLLOW)
    /// Do not wait for the other end of a pipe or for a device.
    public static let nonBlocking = Options(rawValue: O_NONBLOCK)
    /// Fail on anything but a directory.
    public static let directory = Options(rawValue: O_DIRECTORY)
  }

  /// The number the kernel knows it by.
  public let raw: Int32
  /// The name errors tell.
  public let name: String
  private var isOwned: Bool

  /// Takes over an open descriptor.
  public init(owning raw: Int32, name: String) {
    self.raw = raw
    self.name = name
    isOwned = true
  }

  /// Uses a descriptor that stays open, such as standard input.
  public init(borrowing raw: Int32, name: String) {
    self.raw = raw
    self.name = name
    isOwned = false
  }

  deinit {
    if isOwned { _ = Syscalls.close(raw) }
  }

  /// Opens a file; a new one gets the mode as it is narrowed by the umask.
  public static func open(
    _ path: String, _ access: Access, options: Options = [], mode: UInt32 = 0o600
  ) throws(SystemError) -> FileDescriptor {
    let flags =
      switch access {
      case .read: O_RDONLY
      case .write: O_WRONLY
      case .readWrite: O_RDWR
      }
    while true {
      let raw = Syscalls.open(path, flags | options.rawValue, mode)
      if raw >= 0 { return FileDescriptor(owning: raw, name: path) }
      guard errno == EINTR else { throw .last("open", path) }
    }
  }

  /// Opens a file that a person named to add to its end, or makes it; never waits for the reader of a named pipe.
  ///
  /// Only regular files and character devices are taken, and what stands open under /dev, as /dev/stdout may be a pipe.
  public static func openToAppend(_ path: String, mode: UInt32 = 0o600) throws(SystemError) -> FileDescriptor {
    let refusal = SystemError(call: "open", subject: path, errno: EINVAL, detail: "not a regular file")
    let file: FileDescriptor
    do throws(SystemError) {
      file = try open(path, .write, options: [.create, .append, .nonBlocking], mode: mode)
    } catch {
      // A pipe without a reader, or a socket.
      throw error.errno == ENXIO ? refusal : error
    }
    switch try file.status().kind {
    case .file, .characterDevice: return file
    case .pipe where path.utf8.starts(with: "/dev/".utf8): return file
    default: throw refusal
    }
  }

  /// Opens a file to be read from start to end; a named pipe that nobody writes to is empty instead of waited for.
  static func openToRead(_ path: String) throws(SystemError) -> FileDescriptor {
    let file = try open(path, .read, options: .nonBlocking)
    // Terminals and pipes with a writer are waited for as usual.
    guard cp_set_nonblocking(file.raw, 0) == 0 else { throw .last("fcntl", path) }
    return file
  }

  /// Closes now and reports what a late write had to say.
  public consuming func close() throws(SystemError) {
    guard isOwned else { return }
    isOwned = false
    guard Syscalls.close(raw) == 0 || errno == EINTR else { throw .last("close", name) }
  }

  /// What fstat(2) tells.
  public func status() throws(SystemError) -> FileStatus {
    var result = stat()
    guard Syscalls.status(raw, &result) == 0 else { throw .last("fstat", name) }
    return FileStatus(result)
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool { isatty(raw) == 1 }
}
