import CPlatform
import Glibc
import MailBytes

/// Questions about and changes of names in the file system.
public enum FileSystem {
  /// What is known about a path, following symbolic links; nil when there is nothing.
  public static func status(of path: String, followLinks: Bool = true) throws(SystemError) -> FileStatus? {
    var result = stat()
    guard Syscalls.status(path, followLinks: followLinks, &result) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .last("stat", path)
    }
    return FileStatus(result)
  }

  /// Whether there is something under that name.
  public static func exists(_ path: String) -> Bool {
    permits(F_OK, path)
  }

  /// Whether the caller may read the file.
  public static func isReadable(_ path: String) -> Bool {
    permits(R_OK, path)
  }

  /// Whether the caller may write to the file or into the folder.
  public static func isWritable(_ path: String) -> Bool {
    permits(W_OK, path)
  }

  /// Whether the caller may run the file, or enter the folder.
  public static func isExecutable(_ path: String) -> Bool {
    permits(X_OK, path)
  }

  /// Asks by the rights that count when the file is opened.
  ///
  /// access(2) goes by those of the real user: a thread of root's that has taken somebody else's rights, and a program that
  /// was given some, are told the wrong thing. Everybody else asks access(2) all the same, for the filters of older
  /// containers do not let the other call through.
  private static func permits(_ mode: Int32, _ path: String) -> Bool {
    let isPlain = getuid() == geteuid() && getgid() == getegid()
    return unsafe path.withSystemString {
      unsafe (isPlain ? access($0, mode) : faccessat(AT_FDCWD, $0, mode, AT_EACCESS)) == 0
    }
  }

  /// Whether it is a folder.
  public static func isDirectory(_ path: String) -> Bool {
    (try? status(of: path))?.kind == .directory
  }

  /// The whole content of a file; fails when it is longer than the limit.
  public static func contents(of path: String, limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
    try FileDescriptor.openToRead(path).readToEnd(limit: limit)
  }

  /// The names in a folder, without `.` and `..`, in no order.
  public static func names(in directory: String) throws(SystemError) -> [String] {
    var names: [String] = []
    try forEachEntry(of: directory) { name, _ in names.append(name) }
    return names
  }

  /// The names in a folder with the numbers of their files, without `.` and `..`, in no order.
  public static func entries(in directory: String) throws(SystemError) -> [(name: String, inode: UInt64)] {
    var entries: [(name: String, inode: UInt64)] = []
    try forEachEntry(of: directory) { name, inode in entries.append((name, inode)) }
    return entries
  }

  private static func forEachEntry(
    of directory: String, _ body: (_ name: String, _ inode: UInt64) -> Void
  ) throws(SystemError) {
    guard let stream = unsafe directory.withSystemString({ unsafe opendir($0) }) else {
      throw .last("opendir", directory)
    }
    defer { unsafe closedir(stream) }
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(system: $0) }
      }
      if name != "." && name != ".." { body(name, UInt64(unsafe entry.pointee.d_ino)) }
      errno = 0
    }
    guard errno == 0 else { throw .last("readdir", directory) }
  }

  /// Makes a folder and those above it that are missing, each with the mode.
  public static func makeDirectories(_ path: String, mode: UInt32 = 0o700) throws(SystemError) {
    if isDirectory(path) { return }
    let parent = directory(of: path)
    if parent != path && parent != "." && !isDirectory(parent) { try makeDirectories(parent, mode: mode) }
    guard Syscalls.makeDirectory(path, mode) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
    guard isDirectory(path) else { throw SystemError(call: "mkdir", subject: path, errno: ENOTDIR) }
  }

  /// Makes one folder that must not have been there, for nobody but us.
  public static func makePrivateDirectory(_ path: String) throws(SystemError) {
    guard Syscalls.makeDirectory(path, 0o700) == 0 else { throw .last("mkdir", path) }
  }

  /// Gives a file another name, replacing what has it.
  public static func rename(_ from: String, to: String) throws(SystemError) {
    while Syscalls.rename(from, to) != 0 {
      guard errno == EINTR else { throw .last("rename", to) }
    }
  }

  /// Gives a file another name unless that is taken.
  ///
  /// - Returns: whether it has the new name.
  public static func renameKeeping(_ from: String, to: String) throws(SystemError) -> Bool {
    while Syscalls.rename(from, to, isKeeping: true) != 0 {
      switch errno {
      case EINTR: continue
      case EEXIST: return false
      case EINVAL, ENOSYS, EOPNOTSUPP:
        // A file system that cannot do it in one step, as NFS: a look is the best there is.
        if exists(to) { return false }
        try rename(from, to: to)
        return true
      default: throw .last("rename", to)
      }
    }
    return true
  }

  /// Gives a file a further name; fails when the name is taken.
  public static func link(_ from: String, to: String) throws(SystemError) {
    guard Syscalls.link(from, to) == 0 else { throw .last("link", to) }
  }

  /// Removes a name; it is no error when it is not there.
  public static func remove(_ path: String) throws(SystemError) { _ = try removeExisting(path) }

  /// Removes a name, and tells whether it was there.
  public static func removeExisting(_ path: String) throws(SystemError) -> Bool {
    while Syscalls.unlink(path) != 0 {
      if errno == ENOENT { return false }
      guard errno == EINTR else { throw .last("unlink", path) }
    }
    return true
  }

  /// Removes an empty folder.
  public static func removeDirectory(_ path: String) throws(SystemError) {
    guard unsafe path.withSystemString({ unsafe rmdir($0) }) == 0 || errno == ENOENT else { throw .last("rmdir", path) }
  }

  /// Makes sure that the names in a folder are on the disk.
  public static func syncDirectory(_ path: String) throws(SystemError) {
    do {
      try FileDescriptor.open(path, .read, options: .directory).sync()
    } catch  where error.isPermission {
      // A folder that cannot be read cannot be synced either; the rename itself was allowed.
    }
  }

  /// Where a symbolic link points, nil when it is none.
  public static func destinationOfLink(_ path: String) -> String? {
    var target = [UInt8](repeating: 0, count: 4096)
    let length = unsafe path.withSystemString { name in
      unsafe target.withUnsafeMutableBytes { unsafe cp_read_link(name, $0.baseAddress, 4096) }
    }
    return length > 0 && length < 4096 ? String(keeping: target[..<length]) : nil
  }

  /// Where a new file is made under a path: at the end of a symbolic link that leads to nothing yet, else at the path.
  ///
  /// A link that somebody else has laid where everybody may make files leads nowhere, whatever the kernel's settings are
  /// (`fs.protected_symlinks`): its owner would choose which file of ours is made.
  public static func destination(of path: String) throws(SystemError) -> String {
    var place = path
    for _ in 0..<40 {
      guard let next = destinationOfLink(place) else { return place }
      guard try isOurs(link: place) else {
        throw SystemError(
          call: "open", subject: place, errno: EACCES,
          detail: "is somebody else's symbolic link in a folder that everybody may write to")
      }
      place = next.utf8.first == UInt8(ascii: "/") ? next : directory(of: place) + "/" + next
    }
    return path
  }

  /// Whether a link may be followed: it is ours, or its folder's owner's, or nobody else could have laid it.
  private static func isOurs(link path: String) throws(SystemError) -> Bool {
    guard let link = try status(of: path, followLinks: false), let folder = try status(of: directory(of: path)) else {
      return true
    }
    let isShared = folder.mode & UInt32(S_ISVTX | S_IWOTH) == UInt32(S_ISVTX | S_IWOTH)
    return !isShared || link.user == User.effectiveID || link.user == folder.user
  }

  /// The path with all symbolic links followed; nil when something on the way is missing.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe path.withSystemString({ unsafe realpath($0, nil) }) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(system: resolved)
  }

  /// Why a path leads nowhere: there is nothing, or links lead in a circle, or the way is barred.
  public static func whyMissing(_ path: String) -> SystemError {
    do throws(SystemError) { _ = try status(of: path) } catch { return error }
    return .missing(path)
  }

  /// The path from the root on, links as they are; one that cannot be completed stays as it is.
  public static func absolutePath(_ path: String) -> String {
    guard path.utf8.first != UInt8(ascii: "/"), let folder = currentDirectory() else { return path }
    let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return folder == "/" ? "/" + name : folder + "/" + name
  }

  /// The current folder.
  public static func currentDirectory() -> String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(system: path)
  }

  /// Changes the current folder.
  public static func changeDirectory(to path: String) throws(SystemError) {
    guard unsafe path.withSystemString({ unsafe chdir($0) }) == 0 else { throw .last("chdir", path) }
  }

  /// The part before the last slash: `.` when there is none, `/` for a name in the root.
  public static func directory(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == bytes.startIndex ? "/" : String(path[..<slash])
  }

  /// The part behind the last slash.
  public static func lastComponent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// Narrows the rights of files made from now on, and returns the mask before.
  public static func setCreationMask(_ mask: UInt32) -> UInt32 { UInt32(umask(mode_t(mask))) }
}
