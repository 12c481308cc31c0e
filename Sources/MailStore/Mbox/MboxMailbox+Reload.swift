import MailFormat
import MailSystem

extension MboxMailbox {
  /// Goes on with the new content after a commit; mail that was written to the replaced file in vain is added.
  func reload(_ change: MboxChange, wasReplaced: Bool) throws(SystemError) {
    let oldEnd = file.index.end
    forgetIdentities()
    let path = file.path
    let old = file.status
    if wasReplaced {
      _ = try rescueLate(beyond: oldEnd)
      let descriptor = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
      let hash = try MboxFile.hashOfTail(descriptor, end: change.size)
      let status = try descriptor.status()
      file = MboxFile(path: path, descriptor: descriptor, index: change.index, status: status, tailHash: hash)
    } else {
      file.index = change.index
      file.tailHash = try MboxFile.hashOfTail(file.descriptor, end: change.size)
      file.lookedAt = 0
      file.status = try file.descriptor.status()
    }
    if file.status.size > change.size { _ = try takeInGrowth(to: file.status) }
    if let folder = options.cacheDirectory, wasReplaced { IndexCache(folder: folder).remove(for: old) }
    if file.status.size >= options.cacheThreshold, let folder = options.cacheDirectory {
      IndexCache(folder: folder).store(file, isCertain: false)
    }
  }

  /// Adds what was written too late to the file without a name to the one that has the name now, or makes that.
  ///
  /// - Returns: whether there was any.
  private func rescueLate(beyond end: Int) throws(SystemError) -> Bool {
    guard let late = try FileRewrite.lateArrivals(in: file.descriptor, beyond: end) else { return false }
    var options = LockedAppend.Options()
    options.locks.usesDotLock = false
    options.followsLinks = false
    options.mode = file.status.mode
    if User.effectiveID == 0 { options.owner = (file.status.user, file.status.group) }
    var append = try LockedAppend.open(file.path, options: options)
    try append.copy(from: file.descriptor, range: late)
    try append.finish()
    return true
  }

  /// The file holds nothing any more, or is not there; mail that was written to the removed file in vain is kept.
  ///
  /// - Returns: how many messages came too late for the removed file, and are in a new one.
  func becomeEmpty(isRemoved: Bool) throws(SystemError) -> Int {
    if isRemoved, try rescueLate(beyond: file.index.end) {
      file = try MboxFile.open(path: file.path, options: options, isLocked: true)
      return file.index.count
    }
    file.index = MboxIndex()
    file.tailHash = try MboxFile.hashOfTail(file.descriptor, end: 0)
    file.status = try file.descriptor.status()
    return 0
  }
}
