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
    guard let real = FileSystem.realPath(path) else { throw StoreError(FileSystem.whyMissing(path)) }
    self.path = real
    let isWritable = FileSystem.isWritable(real)
    isReadOnly = options.isReadOnly || !isWritable
    do {
      if isWritable { try MboxCommit.recover(real, options: options) }
      let file = try FileDescriptor.open(real, .read, options: [.nonBlocking, .noFollow])
      status = try file.status()
    } catch { throw StoreError(error) }
    plain = try CompressedMailbox.load(real, filter, options)
    if !isReadOnly { record.finish(self) }
  }

  /// The note of messages that move from the file as it is now.
  private var record: MoveRecord { MoveRecord(of: status, at: path, options: options) }

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

  static func failure(_ path: String, _ command: [String], _ outcome: ChildOutcome) -> SystemError {
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

  /// Writes the whole file anew, compressed: a new one in its place, or where the folder is not ours, in place under a
  /// journal.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    var report = try plan.begin(on: self)
    if plan.isEmpty { return report }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      let dotLock = try StoreError.wrapping { () throws(SystemError) in
        plan.locks.usesDotLock ? try DotLock.acquire(for: path, policy: plan.locks) : nil
      }
      let target = try StoreError.wrapping { () throws(SystemError) in
        try FileDescriptor.open(path, .readWrite, options: [.nonBlocking, .noFollow])
      }
      let lock = try StoreError.wrapping { () throws(SystemError) in
        try FileLock.acquire(on: target, exclusive: true, by: plan.locks.deadline)
      }
      _ = try refresh()
      let record = record
      try plan.move(from: plain, at: path, noting: record, with: options, &report)
      let change = try MboxChange(plain, plan: plan)
      report.held = change.held
      report.dropped = change.dropped
      report.restated = change.restated
      report.isChanged = change.isChange
      if change.isChange {
        try write(change, over: target)
        plain = try CompressedMailbox.load(path, filter, options)
      }
      record.end()
      _ = consume lock
      _ = consume dotLock
      return report
    }
  }

  /// The plain text.
  var text: MboxMailbox { plain }

  private func write(_ change: MboxChange, over target: borrowing FileDescriptor) throws(StoreError) {
    do throws(SystemError) {
      let text = try TemporaryFile.makeNameless()
      try FileRewrite.write(change.pieces, of: plain.file.descriptor, to: text)
      try Self.write(text, as: filter, over: target, path, options.journals(for: path))
      status = try FileSystem.status(of: path) ?? status
    } catch { throw StoreError(error, "\(name): could not be updated") }
  }

  /// Puts a text, compressed, in the place of a locked file, or behind its first bytes.
  static func write(
    _ text: borrowing FileDescriptor, as filter: CompressionFilter, behind kept: Int = 0,
    over target: borrowing FileDescriptor, _ path: String, _ journals: JournalFolders
  ) throws(SystemError) {
    let packed = try TemporaryFile.makeNameless()
    try pack(text, as: filter, into: packed, path)
    let pieces: [FileRewrite.Piece] = [.old(0..<kept), .other(packed.raw, 0..<(try packed.status().size))]
    _ = try FileRewrite.apply(pieces.filter { $0.count > 0 }, to: path, old: target, journals: journals)
  }

  /// Compresses a text.
  static func pack(
    _ text: borrowing FileDescriptor, as filter: CompressionFilter, into packed: borrowing FileDescriptor,
    _ path: String
  ) throws(SystemError) {
    try text.seek(to: 0)
    let outcome = try Launcher.run(filter.save, input: .descriptor(text.raw), output: .descriptor(packed.raw))
    guard outcome.isSuccess else { throw failure(path, filter.save, outcome) }
  }
}
