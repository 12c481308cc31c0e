import CPlatform
import Glibc

/// A private file that goes away by itself unless it is kept: random name, 0600, never an existing file.
public struct TemporaryFile: ~Copyable {
  /// The open file.
  public let descriptor: FileDescriptor
  /// Its path.
  public let path: String
  private var isKept = false

  init(descriptor: consuming FileDescriptor, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if !isKept { _ = Syscalls.unlink(path) }
  }

  /// Makes the file in a folder; the name starts with the prefix and ends with the suffix.
  public static func make(
    in directory: String, prefix: String = "mail-", suffix: String = "", mode: UInt32 = 0o600
  ) throws(SystemError) -> TemporaryFile {
    for _ in 0..<16 {
      let path = directory + "/" + prefix + RandomBytes.name(12) + suffix
      do {
        let descriptor = try FileDescriptor.open(path, .readWrite, options: [.exclusive, .noFollow], mode: mode)
        return TemporaryFile(descriptor: descriptor, path: path)
      } catch  where error.isExisting {
        continue
      }
    }
    throw SystemError(call: "open", subject: directory, errno: EEXIST, detail: "no unused name found")
  }

  /// Leaves the file where it is, for instance because it has been renamed.
  public mutating func keep() { isKept = true }

  /// A file without a name in the folder for temporary files; its space is free again when it is closed.
  public static func makeNameless(in directory: String? = nil) throws(SystemError) -> FileDescriptor {
    let folder = directory ?? defaultDirectory()
    let path = folder + "/mail-" + RandomBytes.name(12)
    let descriptor = try FileDescriptor.open(path, .readWrite, options: [.exclusive, .noFollow])
    _ = Syscalls.unlink(path)
    return descriptor
  }

  /// A file without a name in memory, for what must be a file where no folder takes one.
  public static func makeInMemory() throws(SystemError) -> FileDescriptor {
    let descriptor = cp_memory_file()
    guard descriptor >= 0 else { throw .last("memfd_create", "temporary file") }
    return FileDescriptor(owning: descriptor, name: "temporary file")
  }

  /// TMPDIR where it is a folder, else /tmp: a wrong name must not cost anybody's text.
  public static func defaultDirectory() -> String {
    guard let path = Environment.value(of: "TMPDIR"), !path.isEmpty, FileSystem.isDirectory(path) else {
      return "/tmp"
    }
    return path
  }
}
