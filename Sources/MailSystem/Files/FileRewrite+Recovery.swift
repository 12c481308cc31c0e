extension FileRewrite {
  /// Finishes a rewrite in place that was cut short, if there is one, by us or, where we are root, by the file's owner.
  ///
  /// The caller holds the locks; the file is open for reading and writing.
  /// - Returns: whether there was one.
  public static func recover(_ file: borrowing FileDescriptor, journals: JournalFolders) throws(SystemError) -> Bool {
    let wasOurs = try RewriteJournal.replay(on: file, journals: journals)
    guard let others = OwnersJournals(of: try file.status(), at: file.name) else { return wasOurs }
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
    if journals.holds(name) { return true }
    guard let others = OwnersJournals(of: status, at: path) else { return false }
    return (try? others.run { .success($0.holds(name)) }.get()) ?? false
  }
}
