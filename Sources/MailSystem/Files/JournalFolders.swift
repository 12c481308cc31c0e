import Glibc

/// Where notes are kept that the next start needs to finish what a crash cut short: the first of several folders that takes
/// them, so that a home that is missing, full or not ours does not keep anybody from changing a mailbox.
///
/// A note is looked for in all of them, since what could be used when it was written may not be usable now, and the reverse.
public struct JournalFolders: Sendable {
  private struct Candidate {
    var path: String
    /// Whether it lies where everybody may make files, so that it may be somebody else's.
    var isExposed = false
  }
  private let candidates: [Candidate]

  /// The folders for notes about a file.
  ///
  /// - Parameters:
  ///   - preferred: the first choice, such as `$XDG_STATE_HOME/mail`.
  ///   - path: the file that the notes are about; its own folder is the second choice. Last come private folders in
  ///     `/var/tmp`, which outlives a restart of the machine, and in the folder for temporary files.
  public init(preferred: String?, beside path: String) {
    var all: [Candidate] = []
    if let preferred { all.append(Candidate(path: preferred)) }
    all.append(Candidate(path: FileSystem.directory(of: path)))
    for folder in ["/var/tmp", TemporaryFile.defaultDirectory()] {
      let own = folder + "/mail-" + String(User.effectiveID)
      if !all.contains(where: { $0.path == own }) { all.append(Candidate(path: own, isExposed: true)) }
    }
    candidates = all
  }

  /// Folders in places where everybody may make files, and no others.
  init(exposed paths: [String]) { candidates = paths.map { Candidate(path: $0, isExposed: true) } }

  /// The notes of a name that are there and ours.
  func existing(_ name: String) -> [String] {
    candidates.compactMap { candidate in
      let path = candidate.path + "/" + name
      guard FileSystem.exists(path), !candidate.isExposed || Self.isPrivate(candidate.path),
        let status = try? FileSystem.status(of: path, followLinks: false), status.kind == .file,
        status.user == User.effectiveID
      else { return nil }
      return path
    }
  }

  /// Does something in the first folder in which it can be done.
  func first<Result: ~Copyable>(
    _ body: (_ folder: String) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    var failure: SystemError?
    for candidate in candidates {
      do throws(SystemError) {
        try Self.make(candidate)
        return try body(candidate.path)
      } catch { if failure == nil { failure = error } }
    }
    throw failure ?? .missing("journal")
  }

  /// Whether any of the folders would take a note.
  public var areUsable: Bool {
    candidates.contains { (try? Self.make($0)) != nil && FileSystem.isWritable($0.path) }
  }

  private static func make(_ candidate: Candidate) throws(SystemError) {
    guard candidate.isExposed else { return try makeDurably(candidate.path) }
    do throws(SystemError) {
      try FileSystem.makePrivateDirectory(candidate.path)
      try FileSystem.syncDirectory(FileSystem.directory(of: candidate.path))
    } catch {
      guard error.isExisting else { throw error }
      guard isPrivate(candidate.path) else {
        throw SystemError(call: "open", subject: candidate.path, errno: EACCES, detail: "is not a folder of ours alone")
      }
    }
  }

  /// Makes a folder and those above it that are missing, so that they are there after a power cut.
  private static func makeDurably(_ path: String) throws(SystemError) {
    var parents: [String] = []
    var folder = path
    while !FileSystem.isDirectory(folder), folder != "/", folder != "." {
      folder = FileSystem.directory(of: folder)
      parents.append(folder)
    }
    guard !parents.isEmpty else { return }
    try FileSystem.makeDirectories(path)
    for parent in parents.reversed() { try FileSystem.syncDirectory(parent) }
  }

  private static func isPrivate(_ path: String) -> Bool {
    guard let status = try? FileSystem.status(of: path, followLinks: false) else { return false }
    return status.kind == .directory && status.user == User.effectiveID && status.mode & 0o077 == 0
  }
}

extension JournalFolders {
  /// Whether there is a note of this name that is ours.
  public func holds(_ name: String) -> Bool { !existing(name).isEmpty }

  /// The names of our notes that begin so.
  public func names(beginning prefix: String) -> [String] {
    var found: [String] = []
    for candidate in candidates {
      for name in (try? FileSystem.names(in: candidate.path)) ?? []
      where name.hasPrefix(prefix) && !found.contains(name) && holds(name) { found.append(name) }
    }
    return found
  }

  /// The contents of all notes of a name.
  public func contents(of name: String, limit: Int = 1 << 28) -> [[UInt8]] {
    existing(name).compactMap { try? FileSystem.contents(of: $0, limit: limit) }
  }

  /// Writes a note, in place of any other of its name, and makes it durable.
  public func write(_ bytes: [UInt8], as name: String) throws(SystemError) {
    let written = try first { folder throws(SystemError) in
      Self.tidy(folder)
      var temporary = try TemporaryFile.make(in: folder, prefix: Self.temporaryPrefix)
      try temporary.descriptor.write(bytes)
      try temporary.descriptor.sync()
      let path = folder + "/" + name
      try FileSystem.rename(temporary.path, to: path)
      temporary.keep()
      try FileSystem.syncDirectory(folder)
      return path
    }
    for path in existing(name) where path != written { try? FileSystem.remove(path) }
  }

  /// What the name of a note begins with that is being written.
  static let temporaryPrefix = ".mail-note-"
  /// Nanoseconds after which such a file is what a killed writer has left.
  private static let longestWriting: Int64 = 3600 * 1_000_000_000

  /// Removes what killed writers of ours have left in a folder.
  private static func tidy(_ folder: String) {
    guard let names = try? FileSystem.names(in: folder) else { return }
    for name in names where name.hasPrefix(temporaryPrefix) {
      let path = folder + "/" + name
      guard let status = try? FileSystem.status(of: path, followLinks: false), status.kind == .file,
        status.user == User.effectiveID, Clock.wallNanoseconds() - status.modified > longestWriting
      else { continue }
      try? FileSystem.remove(path)
    }
  }

  /// Removes all notes of a name.
  public func remove(_ name: String) { for path in existing(name) { try? FileSystem.remove(path) } }
}
