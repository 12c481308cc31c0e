import Glibc

/// The temporary files beside a file, found again when a killed writer has left one.
///
/// Their names are random, but for a mark at the end that follows from the name of the file: so one is known by a look at
/// the folder, which is only taken under the locks of the file, when it is rewritten or its lock was left over.
///
/// A writer locks the file it makes for as long as it has it open; one that nobody has locked is left over. Where locks do
/// not reach, as between some hosts, either the locks of the file beside which it lies are held, or time has to pass.
struct TemporaryRemains {
  /// Nanoseconds after which a file that nobody has locked is left over, when the file beside it is not locked either.
  static let longestWriting: Int64 = 300 * 1_000_000_000
  /// Random letters and digits of a name, and those of its mark.
  private static let lengths = (random: 8, mark: 4)

  /// The file beside which they are.
  let target: String
  /// What their names begin with; twelve letters and digits follow, of which the last four are the mark.
  let prefix: String

  /// A new name.
  func newPath() -> String { folder + "/" + prefix + RandomBytes.name(Self.lengths.random) + mark }

  private var folder: String { FileSystem.directory(of: target) }

  /// What follows from the name of the file.
  private var mark: String {
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in FileSystem.lastComponent(of: target).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return RandomBytes.name(of: (0..<Self.lengths.mark).map { UInt8(truncatingIfNeeded: hash >> UInt64(4 + 5 * $0)) })
  }

  /// Removes what was left.
  ///
  /// - Parameters:
  ///   - names: what the folder holds.
  ///   - isLocked: whether the caller holds the locks of the file, so that no other writer can be at work.
  func remove(among names: [String], isLocked: Bool) {
    let mark = mark
    for name in names where Self.isTemporary(name, prefix) && name.hasSuffix(mark) {
      _ = Self.remove(folder + "/" + name, isLocked: isLocked)
    }
  }

  private static func isTemporary(_ name: String, _ prefix: String) -> Bool {
    name.utf8.count == prefix.utf8.count + lengths.random + lengths.mark && name.hasPrefix(prefix)
  }

  /// Removes what writers of whatever file have left in a folder, when it is old enough for nobody to write it any more.
  static func remove(in folder: String, among names: [String], prefix: String, olderThan age: Int64) {
    for name in names where isTemporary(name, prefix) {
      _ = remove(folder + "/" + name, isLocked: false, olderThan: age)
    }
  }

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
  /// Makes a file in the folder of another, under a name by which it is known when it is left over.
  ///
  /// - Parameter target: the file that it is to replace, or whatever stands for its purpose.
  public static func make(
    beside target: String, prefix: String, mode: UInt32 = 0o600
  ) throws(SystemError) -> TemporaryFile {
    let remains = TemporaryRemains(target: target, prefix: prefix)
    while true {
      do throws(SystemError) {
        if let file = try make(at: remains.newPath(), mode: mode) { return file }
      } catch { guard error.isExisting else { throw error } }
    }
  }

  /// Removes such files that killed writers have left in a folder, when they are old enough for nobody to write them any
  /// more.
  ///
  /// - Parameters:
  ///   - names: what the folder holds.
  ///   - age: nanoseconds after which one that nobody has locked is left over; less than the usual for what nobody misses.
  public static func removeRemains(
    in folder: String, among names: [String], prefixes: [String], olderThan age: Int64? = nil
  ) {
    for prefix in prefixes {
      TemporaryRemains.remove(
        in: folder, among: names, prefix: prefix, olderThan: age ?? TemporaryRemains.longestWriting)
    }
  }

  /// Makes the file of a name; nil when another takes it for left over.
  private static func make(at path: String, mode: UInt32) throws(SystemError) -> TemporaryFile? {
    var file = TemporaryFile(
      descriptor: try .open(path, .readWrite, options: [.exclusive, .noFollow], mode: mode), path: path)
    let isTaken = Syscalls.lock(file.descriptor.raw, 2) != 0 && (errno == EAGAIN || errno == EACCES)
    // Between the two calls somebody may have removed it.
    guard !isTaken, try file.descriptor.status().links > 0 else {
      file.keep()
      return nil
    }
    return file
  }
}
