import MailSystem

extension MboxMailbox {
  /// The numbers of messages that another program has removed.
  public var gone: [Int] { places.gone }

  /// Goes over to the file as another program has left it: messages that are still there keep their numbers, what came
  /// gets the next ones.
  ///
  /// - Parameter isReplaced: whether the old file can still be read through our descriptor.
  /// - Returns: how many have come; nil where the messages cannot be known again without doubt, and nothing is different.
  func follow(isReplaced: Bool) throws(SystemError) -> Int? {
    // Half of one content and half of another tells nothing of what is gone.
    guard case .whole = try MboxCommit.readState(of: path, options: options) else { return nil }
    let named = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
    let deadline = Deadline.after(milliseconds: MboxFile.settlingTime)
    while FileSystem.exists(path + ".lock"), !deadline.hasPassed { Clock.sleep(milliseconds: 5) }
    guard let lock = try? FileLock.acquire(on: named, exclusive: false, by: deadline) else { return nil }
    let now = try MboxFile.open(path: path, options: options, isLocked: true)
    let keys = (0..<file.count).map { mergeKey(at: $0 + 1, isReadable: isReplaced) }
    let found = try MboxMerge(now).places(of: keys)
    _ = consume lock
    guard let found else { return nil }
    let before = count
    adopt(now)
    places = places.moved(to: found, in: file.count)
    return count - before
  }
}
