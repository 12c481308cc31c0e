import MailSystem

extension MboxCommit {
  /// How a mailbox is told of that was left half rewritten, and that we cannot know the whole of.
  static let leftToOthers = "was left half rewritten by a run that was cut short"

  /// What a mailbox that we cannot write to is to become by a rewrite in place that a crash cut short; nil when it is whole,
  /// or another program is at it.
  ///
  /// - Throws: an error with `leftToOthers` when the journal is not ours to read, so that nobody knows which bytes belong
  ///   together.
  static func finishedCopy(_ path: String, options: MboxOptions) throws(SystemError) -> FileDescriptor? {
    let journals = options.journals(for: path)
    guard let before = try FileSystem.status(of: path, followLinks: false), before.kind == .file,
      isDoubtful(before, at: path, journals)
    else { return nil }
    let file = try FileDescriptor.open(path, .read, options: [.noFollow, .nonBlocking])
    // A journal is there as long as the file is rewritten, too: who does that has locked it.
    let deadline = Deadline.after(milliseconds: MboxFile.settlingTime)
    while FileSystem.exists(path + ".lock"), !deadline.hasPassed { Clock.sleep(milliseconds: 5) }
    guard let lock = try? FileLock.acquire(on: file, exclusive: false, by: deadline) else { return nil }
    let now = try file.status()
    guard !FileRewrite.isLeftToOthers(now, at: path, journals: journals) else {
      throw SystemError(call: "open", subject: path, errno: 0, detail: leftToOthers)
    }
    let copy = try FileRewrite.finishedCopy(of: file, journals: journals)
    _ = consume lock
    return copy
  }

  /// Finishes a rewrite in place that a crash cut short, if there is one and the disk has room for it.
  ///
  /// - Returns: what the disk said where it has none; the file is as it was then.
  static func recoverWhereThereIsRoom(_ path: String, options: MboxOptions) throws(SystemError) -> SystemError? {
    do {
      try recover(path, options: options)
      return nil
    } catch  where error.isFull {
      return error
    }
  }

  private static func isDoubtful(_ status: FileStatus, at path: String, _ journals: JournalFolders) -> Bool {
    FileRewrite.needsRecovery(status, at: path, journals: journals)
      || FileRewrite.isLeftToOthers(status, at: path, journals: journals)
  }
}
