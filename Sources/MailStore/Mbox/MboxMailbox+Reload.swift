import MailFormat
import MailSystem

extension MboxMailbox {
  /// Goes on with the new content after a commit; mail that was written to the replaced file in vain is added.
  func reload(_ change: MboxChange, wasReplaced: Bool) throws(SystemError) {
    let oldEnd = file.index.end
    let path = file.path
    let old = file.status
    if wasReplaced {
      let late = try FileRewrite.lateArrivals(in: file.descriptor, beyond: oldEnd)
      if let late {
        var options = LockedAppend.Options()
        options.locks.usesDotLock = false
        var append = try LockedAppend.open(path, options: options)
        try append.copy(from: file.descriptor, range: late)
        try append.finish()
      }
      let descriptor = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
      let hash = try MboxFile.hashOfTail(descriptor, end: change.size)
      let status = try descriptor.status()
      file = MboxFile(path: path, descriptor: descriptor, index: change.index, status: status, tailHash: hash)
    } else {
      file.index = change.index
      file.tailHash = try MboxFile.hashOfTail(file.descriptor, end: change.size)
      file.status = try file.descriptor.status()
    }
    if file.status.size > change.size { _ = try takeInGrowth(to: file.status) }
    if let folder = options.cacheDirectory, wasReplaced { IndexCache(folder: folder).remove(for: old) }
    if file.status.size >= options.cacheThreshold, let folder = options.cacheDirectory {
      IndexCache(folder: folder).store(file.index, status: file.status, tailHash: file.tailHash)
    }
  }

  /// The file holds nothing any more, or is not there.
  func becomeEmpty(isRemoved: Bool) throws(SystemError) {
    file.index = MboxIndex()
    file.tailHash = try MboxFile.hashOfTail(file.descriptor, end: 0)
    file.status = try file.descriptor.status()
  }
}
