import MailSystem

extension MboxCommit {
  /// What a mailbox that we cannot write to is.
  enum ReadState: ~Copyable {
    /// Whole, or another program is at it.
    case whole
    /// Half rewritten; this is what it is to become.
    case finished(FileDescriptor)
    /// Half rewritten, and the journal is not ours to read, so that nobody knows which bytes belong together.
    case leftToOthers
  }

  /// What a mailbox that we cannot write to is to become by a rewrite in place that a crash cut short.
  static func readState(of path: String, options: MboxOptions) throws(SystemError) -> ReadState {
    let journals = options.journals(for: path)
    guard let before = try FileSystem.status(of: path, followLinks: false), before.kind == .file,
      FileRewrite.journalHolder(before, at: path, journals: journals) != nil
    else { return .whole }
    let file = try FileDescriptor.open(path, .read, options: [.noFollow, .nonBlocking])
    // A journal is there as long as the file is rewritten, too: who does that has locked it.
    let deadline = Deadline.after(milliseconds: MboxFile.settlingTime)
    while FileSystem.exists(path + ".lock"), !deadline.hasPassed { Clock.sleep(milliseconds: 5) }
    guard let lock = try? FileLock.acquire(on: file, exclusive: false, by: deadline) else { return .whole }
    // Whoever was at it may have finished meanwhile.
    guard let holder = FileRewrite.journalHolder(try file.status(), at: path, journals: journals) else { return .whole }
    guard holder == .us else { return .leftToOthers }
    let copy = try FileRewrite.finishedCopy(of: file, journals: journals)
    _ = consume lock
    if let copy { return .finished(copy) }
    return .whole
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
}
