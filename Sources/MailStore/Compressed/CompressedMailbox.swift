public import MailFormat
import MailSystem

/// An mbox that lies compressed in its file; the plain text is kept in a temporary file without a name.
public final class CompressedMailbox: Mailbox {
  /// The path as it was given.
  public let name: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  private let path: String
  private let filter: CompressionFilter
  private let options: MboxOptions
  private var status: FileStatus
  private var plain: MboxMailbox

  /// Opens a file through the programs of a filter.
  public init(path: String, filter: CompressionFilter, options: MboxOptions = MboxOptions()) throws(StoreError) {
    name = path
    self.filter = filter
    self.options = options
    let real = FileSystem.realPath(path) ?? path
    self.path = real
    isReadOnly = options.isReadOnly || !FileSystem.isWritable(real)
    do {
      let file = try FileDescriptor.open(real, .read, options: [.nonBlocking, .noFollow])
      status = try file.status()
    } catch { throw StoreError(error) }
    plain = try CompressedMailbox.load(real, filter, options)
  }

  private static func load(
    _ path: String, _ filter: CompressionFilter, _ options: MboxOptions
  ) throws(StoreError) -> MboxMailbox {
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
      let text = try TemporaryFile.makeNameless()
      if try file.status().size > 0 {
        let outcome = try Launcher.run(filter.load, input: .descriptor(file.raw), output: .descriptor(text.raw))
        guard outcome.isSuccess else { throw Self.failure(path, filter.load, outcome) }
      }
      return try MboxMailbox(plain: text, name: path, options: options)
    } catch { throw StoreError(error) }
  }

  private static func failure(_ path: String, _ command: [String], _ outcome: ChildOutcome) -> SystemError {
    SystemError(
      call: "filter", subject: path, errno: 0, detail: "\(command.joined(separator: " ")) failed with \(outcome.words)")
  }

  /// How many messages there are.
  public var count: Int { plain.count }
  /// Size, lines and status of a message.
  public func summary(of number: Int) throws(StoreError) -> MessageSummary { try plain.summary(of: number) }
  /// The status of a message.
  public func flags(of number: Int) throws(StoreError) -> MessageFlags { try plain.flags(of: number) }
  /// The From_ line without its end.
  public func fromLine(of number: Int) throws(StoreError) -> [UInt8] { try plain.fromLine(of: number) }
  /// The header fields, without the empty line behind them.
  public func header(of number: Int) throws(StoreError) -> [UInt8] { try plain.header(of: number) }
  /// Appends up to `limit` bytes of the message from an offset; nothing at its end.
  public func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    try plain.read(number, at: offset, limit: limit, into: &buffer)
  }

  /// Nothing new comes in while it is open, or it is an error.
  public func refresh() throws(StoreError) -> Int {
    let found = try StoreError.wrapping { () throws(SystemError) in try FileSystem.status(of: path) }
    guard let now = found,
      now == status || (now.isSameFile(as: status) && now.size == status.size && now.modified == status.modified)
    else { throw .changed(name) }
    return 0
  }

  /// Writes the whole file anew, compressed, and puts it in place at once.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    var report = try plan.begin(on: self)
    if plan.isEmpty { return report }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      let dotLock = try StoreError.wrapping { () throws(SystemError) in
        plan.locks.usesDotLock ? try DotLock.acquire(for: path, policy: plan.locks) : nil
      }
      _ = try refresh()
      try plan.move(from: plain, &report)
      let change = try MboxChange(plain, plan: plan)
      report.held = change.held
      report.dropped = change.dropped
      report.restated = change.restated
      report.isChanged = change.isChange
      if change.isChange {
        try write(change)
        plain = try CompressedMailbox.load(path, filter, options)
      }
      _ = consume dotLock
      return report
    }
  }

  private func write(_ change: MboxChange) throws(StoreError) {
    do throws(SystemError) {
      let text = try TemporaryFile.makeNameless()
      try FileRewrite.write(change.pieces, of: plain.file.descriptor, to: text)
      try text.seek(to: 0)
      let replacement = try AtomicReplace.begin(path, old: status, followsLinks: false)
      let outcome = try Launcher.run(
        filter.save, input: .descriptor(text.raw), output: .descriptor(replacement.rawDescriptor))
      guard outcome.isSuccess else { throw Self.failure(path, filter.save, outcome) }
      try replacement.commit()
      status = try FileSystem.status(of: path) ?? status
    } catch { throw StoreError(error, "\(name): could not be updated") }
  }

  /// Adds messages to a compressed file, or makes it.
  static func append(
    _ items: [MboxAppender.Item], to path: String, filter: CompressionFilter, options: MboxAppender.Options
  ) throws(StoreError) -> AppendReceipt {
    do {
      let folder = try TemporaryDirectoryForText.make()
      defer { folder.remove() }
      if !filter.concatenates, let old = try FileSystem.status(of: path), old.size > 0 {
        return try appendByRewriting(items, to: FileSystem.realPath(path) ?? path, old, filter, options, folder.file)
      }
      var receipt = try MboxAppender.append(items, to: folder.file)
      let text = try FileDescriptor.open(folder.file, .read)
      var append = LockedAppend.Options()
      append.mode = options.mode
      append.locks = options.locks
      var target = try LockedAppend.open(path, options: append)
      receipt.isNew = target.isNew
      var child = try Launcher.start(filter.save, input: .descriptor(text.raw), output: .pipe)
      var block: [UInt8] = []
      while try child.read(into: &block) > 0 {
        try target.write(block)
        block.removeAll(keepingCapacity: true)
      }
      let outcome = try child.wait()
      guard outcome.isSuccess else { throw Self.failure(path, filter.save, outcome) }
      try target.finish()
      return receipt
    } catch let error as SystemError {
      throw StoreError(error)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(.system, path)
    }
  }

  /// Adds messages where two compressed files one behind the other are none: the whole file is written anew.
  private static func appendByRewriting(
    _ items: [MboxAppender.Item], to path: String, _ old: FileStatus, _ filter: CompressionFilter,
    _ options: MboxAppender.Options, _ text: String
  ) throws -> AppendReceipt {
    let dotLock = options.locks.usesDotLock ? try DotLock.acquire(for: path, policy: options.locks) : nil
    do {
      let file = try FileDescriptor.open(path, .read, options: [.nonBlocking, .noFollow])
      let plain = try FileDescriptor.open(text, .write, options: .exclusive)
      let outcome = try Launcher.run(filter.load, input: .descriptor(file.raw), output: .descriptor(plain.raw))
      guard outcome.isSuccess else { throw Self.failure(path, filter.load, outcome) }
    }
    let receipt = try MboxAppender.append(items, to: text)
    let plain = try FileDescriptor.open(text, .read)
    let replacement = try AtomicReplace.begin(path, old: old, followsLinks: false)
    let outcome = try Launcher.run(
      filter.save, input: .descriptor(plain.raw), output: .descriptor(replacement.rawDescriptor))
    guard outcome.isSuccess else { throw Self.failure(path, filter.save, outcome) }
    guard let now = try FileSystem.status(of: path), now.isSameFile(as: old), now.size == old.size,
      now.modified == old.modified
    else { throw StoreError.changed(path) }
    try replacement.commit()
    _ = consume dotLock
    return receipt
  }
}
