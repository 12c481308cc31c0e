extension FileRewrite {
  /// Finishes a rewrite in place that was cut short, if there is one, by us or, where we are root, by the file's owner.
  ///
  /// The caller holds the locks; the file is open for reading and writing.
  /// - Returns: whether there was one.
  public static func recover(_ file: borrowing FileDescriptor, journals: JournalFolders) throws(SystemError) -> Bool {
    let wasOurs = try RewriteJournal.replay(on: file, journals: journals)
    let status = try file.status()
    guard let others = OwnersJournals(of: status, at: file.name), others.holds(RewriteJournal.name(for: status)) else {
      return wasOurs
    }
    let (raw, name) = (file.raw, file.name)
    let outcome = others.run { journals in
      do throws(SystemError) {
        return .success(try RewriteJournal.replay(on: FileDescriptor(borrowing: raw, name: name), journals: journals))
      } catch { return .failure(error) }
    }
    return try outcome.get() || wasOurs
  }

  /// Whether a rewrite in place of the file at a path was cut short that we can finish.
  public static func needsRecovery(
    _ status: FileStatus, at path: String, journals: JournalFolders
  ) -> Bool {
    let name = RewriteJournal.name(for: status)
    return journals.holds(name) || OwnersJournals(of: status, at: path)?.holds(name) ?? false
  }

  /// In whose hands the journal of a rewrite in place that was cut short is.
  public enum JournalHolder: Sendable, Equatable {
    /// Ours: what the file is to become can be known.
    case us
    /// The file's owner's or root's, so that only they can finish it.
    case others
  }

  /// Who has the journal of a file at a path that was left half rewritten, as far as that can be seen; nil for nobody.
  ///
  /// Folders of another user's are asked last and once: they may lie on a server that does not answer.
  public static func journalHolder(
    _ status: FileStatus, at path: String, journals: JournalFolders
  ) -> JournalHolder? {
    let name = RewriteJournal.name(for: status)
    if journals.holds(name) { return .us }
    let beside = FileSystem.directory(of: path) + "/" + name
    if let found = try? FileSystem.status(of: beside, followLinks: false), found.kind == .file,
      found.user != User.effectiveID, found.user == status.user || found.user == 0
    {
      return .others
    }
    return OwnersJournals(of: status, at: path)?.holds(name) == true ? .others : nil
  }

  /// What a file is to become by a rewrite in place that was cut short, in a file without a name, for who may not write to
  /// the file itself; nil when the file is whole.
  ///
  /// The caller holds a lock for reading.
  public static func finishedCopy(
    of file: borrowing FileDescriptor, journals: JournalFolders
  ) throws(SystemError) -> FileDescriptor? {
    try RewriteJournal.finishedCopy(of: file, journals: journals)
  }
}
