import Glibc

/// Where the temporary files beside a file are, so that what a killed writer has left is found again without a look at the
/// whole folder, which may be everybody's.
///
/// There are a few names for each file. That they can be guessed gives nobody a hold: a file is always made anew, and where
/// somebody else has taken the names a random one is used, as it is in folders for temporary files.
///
/// A writer locks the file it makes for as long as it has it open; one that nobody has locked is left over. Where locks do
/// not reach, as between some hosts, either the locks of the file beside which it lies are held, or time has to pass.
struct TemporaryRemains {
  /// How many writers find a name; one more takes a random one.
  static let places = 8
  /// Nanoseconds after which a file that nobody has locked is left over, when the file beside it is not locked either.
  static let longestWriting: Int64 = 300 * 1_000_000_000

  /// The file beside which they are.
  let target: String
  /// What their names begin with; twelve letters and digits follow.
  let prefix: String

  /// The name of one place.
  func path(_ place: Int) -> String {
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in [UInt8(place)] + Array(FileSystem.lastComponent(of: target).utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let letters = (0..<12).map { UInt8(truncatingIfNeeded: hash >> UInt64(4 + 5 * $0)) }
    return FileSystem.directory(of: target) + "/" + prefix + RandomBytes.name(of: letters)
  }

  /// Removes what was left at the first place, where writers that hold the locks of the file always are.
  ///
  /// The caller holds these locks.
  func remove() { _ = Self.remove(path(0), isLocked: true) }

  /// Whether there is something at the first place that may be ours to remove.
  var mayExist: Bool { Self.ours(path(0)) != nil }

  /// Removes a file that nobody writes any more.
  ///
  /// - Parameters:
  ///   - isLocked: whether the caller holds the locks of the file beside it.
  ///   - age: how old it must be otherwise.
  /// - Returns: whether it is gone.
  static func remove(_ path: String, isLocked: Bool, olderThan age: Int64 = longestWriting) -> Bool {
    guard let found = ours(path), isLocked || Clock.wallNanoseconds() - found.changed > age,
      let file = try? FileDescriptor.open(path, .readWrite, options: [.noFollow, .nonBlocking]),
      Syscalls.lock(file.raw, 2) == 0
    else { return false }
    // The writer may have given it its name, or another cleaner may have been faster. From here on nobody else touches it.
    guard let opened = try? file.status(), let now = ours(path), now.isSameFile(as: opened) else { return false }
    return Syscalls.unlink(path) == 0
  }

  private static func ours(_ path: String) -> FileStatus? {
    guard let found = try? FileSystem.status(of: path, followLinks: false), found.kind == .file, found.links == 1,
      found.user == User.effectiveID
    else { return nil }
    return found
  }
}

extension TemporaryFile {
  /// Makes a file in the folder of another, under a name at which later writers look for what was left.
  ///
  /// - Parameters:
  ///   - target: the file that it is to replace, or whatever stands for its purpose.
  ///   - isLocked: whether the caller holds the locks of that file, so that no other writer can be at work.
  public static func make(
    beside target: String, prefix: String, mode: UInt32 = 0o600, isLocked: Bool = false
  ) throws(SystemError) -> TemporaryFile {
    let remains = TemporaryRemains(target: target, prefix: prefix)
    for place in 0..<TemporaryRemains.places {
      if let file = try make(at: remains.path(place), mode: mode, isLocked: isLocked) { return file }
    }
    return try make(in: FileSystem.directory(of: target), prefix: prefix, mode: mode)
  }

  /// Makes the file of a name; nil when another has the name and keeps it.
  private static func make(at path: String, mode: UInt32, isLocked: Bool) throws(SystemError) -> TemporaryFile? {
    for _ in 0..<2 {
      do throws(SystemError) {
        var file = TemporaryFile(
          descriptor: try .open(path, .readWrite, options: [.exclusive, .noFollow], mode: mode), path: path)
        if Syscalls.lock(file.descriptor.raw, 2) != 0, errno == EAGAIN || errno == EACCES {
          // Somebody takes it for left over, and removes it.
          file.keep()
          return nil
        }
        // Between the two calls somebody may have.
        guard try file.descriptor.status().links > 0 else {
          file.keep()
          return nil
        }
        return file
      } catch {
        guard error.isExisting else { throw error }
        guard TemporaryRemains.remove(path, isLocked: isLocked) else { return nil }
      }
    }
    return nil
  }
}
