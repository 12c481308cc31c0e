import MailSystem

extension CompressedMailbox {
  /// Adds messages to a compressed file, or makes it; it never holds a part of what was added.
  static func append(
    _ items: [MboxAppender.Item], to path: String, filter: CompressionFilter, options: MboxAppender.Options
  ) throws(StoreError) -> AppendReceipt {
    do {
      let folder = try TemporaryDirectoryForText.make()
      defer { folder.remove() }
      while true {
        if let receipt = try appendToNew(items, path, filter, options, folder) { return receipt }
        if let receipt = try appendToOld(items, FileSystem.realPath(path) ?? path, filter, options, folder) {
          return receipt
        }
        guard !options.locks.deadline.hasPassed else { throw SystemError.timedOut("lock", path) }
      }
    } catch let error as SystemError {
      throw StoreError(error)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(.system, path)
    }
  }

  /// Makes the file; nil when it is there.
  private static func appendToNew(
    _ items: [MboxAppender.Item], _ path: String, _ filter: CompressionFilter, _ options: MboxAppender.Options,
    _ folder: TemporaryDirectoryForText
  ) throws -> AppendReceipt? {
    guard try FileSystem.status(of: path) == nil else { return nil }
    let target = try FileSystem.destination(of: path)
    folder.empty()
    var receipt = try MboxAppender.append(items, to: folder.file)
    receipt.isNew = true
    var packed = try TemporaryFile.make(beside: target, prefix: ".mail-", mode: options.mode)
    try pack(FileDescriptor.open(folder.file, .read), as: filter, into: packed.descriptor, path)
    try packed.descriptor.sync()
    guard try FileSystem.renameKeeping(packed.path, to: target) else { return nil }
    packed.keep()
    try FileSystem.syncDirectory(FileSystem.directory(of: target))
    return receipt
  }

  /// Adds to the file under its locks; nil when it was replaced or removed meanwhile.
  private static func appendToOld(
    _ items: [MboxAppender.Item], _ path: String, _ filter: CompressionFilter, _ options: MboxAppender.Options,
    _ folder: TemporaryDirectoryForText
  ) throws -> AppendReceipt? {
    let dotLock = options.locks.usesDotLock ? try DotLock.acquire(for: path, policy: options.locks) : nil
    let target: FileDescriptor
    do throws(SystemError) {
      target = try FileDescriptor.open(path, .readWrite, options: [.nonBlocking, .noFollow])
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
    let lock = try FileLock.acquire(on: target, exclusive: true, by: options.locks.deadline)
    let opened = try target.status()
    guard let named = try FileSystem.status(of: path, followLinks: false), named.isSameFile(as: opened) else {
      return nil
    }
    guard opened.kind == .file else {
      throw SystemError(call: "open", subject: path, errno: 0, detail: "not a regular file")
    }
    let journals = options.journals(for: path)
    _ = try FileRewrite.recover(target, journals: journals)
    let size = try target.status().size
    folder.empty()
    // Where two compressed files one behind the other are none, the whole file is written anew.
    let isRewritten = !filter.concatenates && size > 0
    if isRewritten {
      let plain = try FileDescriptor.open(folder.file, .write, options: .exclusive)
      let outcome = try Launcher.run(filter.load, input: .descriptor(target.raw), output: .descriptor(plain.raw))
      guard outcome.isSuccess else { throw failure(path, filter.load, outcome) }
    }
    var receipt = try MboxAppender.append(items, to: folder.file)
    receipt.isNew = false
    try write(
      FileDescriptor.open(folder.file, .read), as: filter, behind: isRewritten ? 0 : size, over: target, path, journals)
    _ = consume lock
    _ = consume dotLock
    return receipt
  }
}
