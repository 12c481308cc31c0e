import Glibc

/// What stat(2) tells about a file.
public struct FileStatus: Sendable, Equatable {
  /// The kind of a directory entry.
  public enum Kind: Sendable {
    /// A regular file.
    case file
    /// A directory.
    case directory
    /// A symbolic link.
    case link
    /// A pipe with or without a name.
    case pipe
    /// A socket.
    case socket
    /// A terminal or another character device.
    case characterDevice
    /// A block device.
    case blockDevice
  }

  /// The kind of the entry.
  public let kind: Kind
  /// The device that holds the file.
  public let device: UInt64
  /// The file's number on its device.
  public let inode: UInt64
  /// The size in bytes.
  public let size: Int
  /// Whether it is /dev/null, under whatever name.
  public let isNullDevice: Bool
  /// Access rights, the low 12 bits of the mode.
  public let mode: UInt32
  /// The owner.
  public let user: UInt32
  /// The owning group.
  public let group: UInt32
  /// How many names the file has.
  public let links: Int
  /// The last change of content, in nanoseconds since 1970.
  public let modified: Int64
  /// The last change of content or attributes, in nanoseconds since 1970.
  public let changed: Int64
  /// The last reading, in nanoseconds since 1970.
  public let accessed: Int64

  /// The numbers 1 and 3, which Linux has for /dev/null.
  private static let nullDevice: dev_t = 0x103

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .link
    case S_IFIFO: kind = .pipe
    case S_IFSOCK: kind = .socket
    case S_IFCHR: kind = .characterDevice
    case S_IFBLK: kind = .blockDevice
    default: kind = .file
    }
    isNullDevice = kind == .characterDevice && status.st_rdev == Self.nullDevice
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    mode = UInt32(status.st_mode & 0o7777)
    user = UInt32(status.st_uid)
    group = UInt32(status.st_gid)
    links = Int(status.st_nlink)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    accessed = Int64(status.st_atim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_atim.tv_nsec)
  }

  /// Whether size and times are the same, so that, unless it happened within a tick of the clock, nothing was written.
  public func hasSameContent(as other: FileStatus) -> Bool {
    size == other.size && modified == other.modified && changed == other.changed
  }

  /// Whether both are the same file, whatever its content.
  public func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
