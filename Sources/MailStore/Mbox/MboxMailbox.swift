public import MailFormat
public import MailSystem

/// A file of messages, each begun by a From_ line.
///
/// The file is read through windows and never held or mapped as a whole; what is kept is where its messages are.
public final class MboxMailbox: Mailbox {
  /// The path as it was given.
  public let name: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  var file: MboxFile
  /// Hashes of the headers of messages that were looked at, by their places, to know them again after another program's changes.
  private var seenHeaders: [Int: UInt64] = [:]
  /// Hashes of headers that were read since `confirm` was called.
  private var unconfirmed: [(place: Int, hash: UInt64)] = []
  /// Whether what is shown must be known again, because other programs can only change it in its place.
  private lazy var notesWhatIsShown = !isReadOnly && !canBeReplaced
  /// Where the messages stand in the file.
  var places = MessagePlaces() { didSet { numbersArePlaces = places.areNumbers } }
  /// The usual case, which is asked for with each line of a summary.
  private var numbersArePlaces = true
  /// Of how many messages, from the first, `remember` has looked at the headers.
  private var remembered = 0
  let options: MboxOptions
  /// Whether this is what the file is to become by a rewrite that was cut short, which we cannot finish.
  public let isFinishedCopy: Bool
  /// Why the rewrite could not be finished in the file itself, where that is no matter of rights.
  public let obstacle: SystemError?

  /// Opens and indexes a file; a rewrite that a crash cut short is finished first, in a copy where we may only read or the disk is full.
  public init(path: String, options: MboxOptions = MboxOptions()) throws(StoreError) {
    name = path
    self.options = options
    guard let real = FileSystem.realPath(path) else { throw StoreError(FileSystem.whyMissing(path)) }
    let isWritable = FileSystem.isWritable(real)
    let obstacle = try Self.told(path) { () throws(SystemError) in
      isWritable ? try MboxCommit.recoverWhereThereIsRoom(real, options: options) : nil
    }
    self.obstacle = obstacle
    let state = try Self.told(path) { () throws(SystemError) in
      isWritable && obstacle == nil ? .whole : try MboxCommit.readState(of: real, options: options)
    }
    switch consume state {
    case .finished(let copy):
      isFinishedCopy = true
      do { file = try MboxFile(plain: copy, path: real) } catch { throw Self.failure(error, path) }
    case .whole:
      // Half of one content and half of another is nothing to show.
      if let obstacle { throw Self.failure(obstacle, path) }
      isFinishedCopy = false
      file = try Self.told(path) { () throws(SystemError) in try MboxFile.open(path: real, options: options) }
    case .leftToOthers:
      throw StoreError(
        .changed, "\(path): was left half rewritten by a run that was cut short",
        hint: "It is whole again when its owner has opened it.")
    }
    isReadOnly = options.isReadOnly || !isWritable || obstacle != nil
    if !isReadOnly { MoveRecord(of: status, at: path, options: options).finish(self) }
  }

  private static func told<Result: ~Copyable>(
    _ path: String, _ body: () throws(SystemError) -> Result
  ) throws(StoreError) -> Result {
    do { return try body() } catch { throw failure(error, path) }
  }

  /// How it is told that the file cannot be opened.
  private static func failure(_ error: SystemError, _ path: String) -> StoreError {
    error.errno == 0
      ? StoreError(.notMailbox, path + ": " + (error.detail ?? "cannot be read")) : StoreError(error)
  }

  /// Takes text that has no name of its own.
  init(plain text: consuming FileDescriptor, name: String, options: MboxOptions) throws(SystemError) {
    self.name = name
    self.options = options
    isReadOnly = true
    isFinishedCopy = false
    obstacle = nil
    file = try MboxFile(plain: text, path: name)
  }

  /// How many messages there are.
  public var count: Int { places.count(of: file.count) }

  /// The path with symbolic links followed.
  public var path: String { file.path }
  /// The size of what is indexed, in bytes.
  public var size: Int { file.index.end }
  /// What stat(2) told when the file was last looked at.
  public var status: FileStatus { file.status }

  /// Where a message is and what its header says of it.
  public func extent(of number: Int) throws(StoreError) -> MessageExtent {
    guard let extent = file.extent(of: try place(of: number)) else { throw .noSuchMessage(number, in: name) }
    return extent
  }

  /// Where a message stands in the file.
  func place(of number: Int) throws(StoreError) -> Int {
    if numbersArePlaces { return number }
    guard let place = places.place(of: number) else { throw .noSuchMessage(number, in: name) }
    guard place > 0 || number < 1 else { throw .removed(number, from: name) }
    return place
  }

  /// The status, from the index alone.
  public func flags(of number: Int) throws(StoreError) -> MessageFlags { try extent(of: number).status }

  /// The status of a message and of all behind it, from the index alone.
  public func flags(from number: Int) -> [MessageFlags] {
    guard !places.areNumbers else { return file.index.statuses(from: max(0, number - 1)) }
    return stride(from: max(1, number), through: count, by: 1).map { (try? flags(of: $0)) ?? [] }
  }

  /// Size, lines and status of a message, from the index alone.
  public func summary(of number: Int) throws(StoreError) -> MessageSummary { Self.summary(try extent(of: number)) }

  static func summary(_ extent: MessageExtent) -> MessageSummary {
    let fromLine = min(extent.fromLineLength, extent.length)
    return MessageSummary(
      size: extent.length - fromLine, length: extent.length, lines: extent.lineCount,
      headerSize: max(0, extent.headerLength - fromLine), fromLineSize: fromLine, flags: extent.status)
  }

  /// The From_ line without its end.
  public func fromLine(of number: Int) throws(StoreError) -> [UInt8] {
    let extent = try extent(of: number)
    var line = try bytes(extent.offset..<extent.offset + min(extent.fromLineLength, extent.length))
    while line.last == 0x0A || line.last == 0x0D { line.removeLast() }
    return line
  }

  /// The header fields with their line ends, without the empty line behind them.
  public func header(of number: Int) throws(StoreError) -> [UInt8] {
    let extent = try extent(of: number)
    var header = try bytes(extent.offset..<extent.offset + extent.headerLength)
    let fromLine = min(extent.fromLineLength, header.count)
    seenHeaders[try place(of: number)] = MboxMerge.hash(header.span)
    header.removeFirst(fromLine)
    if header.last == 0x0A, header.count == 1 || header[header.count - 2] == 0x0A {
      header.removeLast()
    } else if header.count >= 2, header[header.count - 2] == 0x0D, header.last == 0x0A,
      header.count == 2 || header[header.count - 3] == 0x0A
    {
      header.removeLast(2)
    }
    return header
  }

  /// Appends up to `limit` bytes of header and body from an offset, without the empty line that parts messages.
  public func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    let extent = try extent(of: number)
    let start = extent.offset + min(extent.fromLineLength, extent.length)
    let end = extent.offset + extent.length
    guard offset >= 0, limit > 0, offset < end - start else { return }
    let from = start + offset
    let to = min(end, from + min(limit, end - from))
    try read(from..<to, into: &buffer)
    if to >= end - 1 { try trimSeparator(extent, from: start, readTo: to, &buffer, from: from) }
  }

  /// Takes the empty line off again that belongs to the file, not to the message.
  private func trimSeparator(
    _ extent: MessageExtent, from start: Int, readTo: Int, _ buffer: inout [UInt8], from: Int
  ) throws(StoreError) {
    let end = extent.offset + extent.length
    let separator = try separatorLength(extent)
    let surplus = readTo - max(from, end - separator)
    if surplus > 0 { buffer.removeLast(min(surplus, buffer.count)) }
  }

  /// How many bytes at the end of a message part it from the next: an empty line, where there is one.
  func separatorLength(_ extent: MessageExtent) throws(StoreError) -> Int {
    let end = extent.offset + extent.length
    let tail = try bytes(max(extent.offset + extent.headerLength - 1, end - 4, extent.offset)..<end)
    let count = tail.count
    if count >= 2, tail[count - 1] == 0x0A, tail[count - 2] == 0x0A { return end - 1 >= extent.body.lowerBound ? 1 : 0 }
    if count >= 3, tail[count - 1] == 0x0A, tail[count - 2] == 0x0D, tail[count - 3] == 0x0A {
      return end - 2 >= extent.body.lowerBound ? 2 : 0
    }
    return 0
  }

  /// Bytes of the file; fewer than asked for are an error, since the index says that they are there.
  func bytes(_ range: Range<Int>) throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(range, into: &bytes)
    return bytes
  }

  private func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(StoreError) {
    let got = try StoreError.wrapping { () throws(SystemError) in
      try file.descriptor.readFully(at: range.lowerBound, into: &buffer, count: range.count)
    }
    guard got == range.count else { throw becameShorter }
    try confirm()
  }

  /// Makes sure, after bytes were read, that they are those that the index tells of.
  public func confirm() throws(StoreError) {
    let isConfirmed: Bool
    do { isConfirmed = try file.confirm(seenHeaders) } catch { throw StoreError(error) }
    let read = unconfirmed
    unconfirmed.removeAll(keepingCapacity: true)
    guard isConfirmed else { throw changedByOther() }
    for (place, hash) in read { seenHeaders[place] = hash }
  }

  /// Takes down what a header that somebody is going to see says, until it is confirmed.
  func note(header: Span<UInt8>, at place: Int) {
    guard notesWhatIsShown, place > remembered, seenHeaders[place] == nil else { return }
    unconfirmed.append((place, MboxMerge.hash(header)))
  }

  /// Whether nothing but the age of a message changes.
  func isAgeing(at place: Int, _ fate: QuitPlan.Fate) -> Bool {
    guard case .keep(let flags) = fate, let extent = file.extent(of: place) else { return false }
    return flags == extent.status.union(.old)
  }

  /// Looks at all headers where other programs can only rewrite the file in place, as on a system spool, so that the
  /// messages are known again afterwards.
  public func remember() {
    guard remembered < file.count, !isReadOnly, !canBeReplaced else { return }
    var hashes = seenHeaders
    for place in (remembered + 1)...file.count where hashes[place] == nil {
      // One that cannot be read is not known; the others are, and are not read again for its sake.
      guard let extent = file.extent(of: place) else { continue }
      hashes[place] = try? MboxMerge.headerHash(extent, of: file.descriptor)
    }
    remembered = file.count
    // What has changed before it was looked at is not what anybody has in mind.
    if (try? file.confirm(seenHeaders)) == true { seenHeaders = hashes }
  }

  /// Whether we can put another file in the place of this one.
  var canBeReplaced: Bool {
    let status = file.status
    guard status.links == 1, User.effectiveID == 0 || User.effectiveID == status.user else { return false }
    return FileSystem.isWritable(FileSystem.directory(of: file.path))
  }

  /// Forgets what messages are known by, before they get other numbers.
  func forgetIdentities() {
    seenHeaders = [:]
    unconfirmed = []
    remembered = 0
  }

  /// Told when there are fewer bytes than the index says.
  var becameShorter: StoreError {
    StoreError(.changed, "\(name): became shorter since it was read", hint: StoreError.wayToOpenAgain(name))
  }

  /// Calls the body with windows over all the bytes of the file, for a search at the speed of memory.
  ///
  /// - Parameter body: gets a window and the offset of its first byte, and returns where the next one is to begin;
  ///   returning the offset it was given makes the next window larger.
  public func forEachWindow(
    from start: Int = 0, size: Int = 1 << 18, _ body: (Span<UInt8>, _ offset: Int, _ isLast: Bool) -> Int
  ) throws(StoreError) {
    var offset = start
    var window = FileWindow(capacity: size)
    while offset < file.index.end {
      do { try window.load(from: file.descriptor, at: offset, end: file.index.end) } catch { throw StoreError(error) }
      guard window.count > 0 else { throw becameShorter }
      try confirm()
      let isLast = offset + window.count >= file.index.end
      let next = body(window.bytes, offset, isLast)
      if isLast { return }
      if next <= offset { window.grow(to: window.capacity * 2) } else { offset = next }
    }
  }

  /// Looks for new mail behind what is indexed.
  public func refresh() throws(StoreError) -> Int { try refresh(isLocked: false) }

  func refresh(isLocked: Bool) throws(StoreError) -> Int {
    if isFinishedCopy { return 0 }
    let found = try StoreError.wrapping { () throws(SystemError) in
      try FileSystem.status(of: file.path, followLinks: false)
    }
    guard let found else { return 0 }
    if found.isSameFile(as: file.status), found.size == file.index.end, file.isAsIndexed(found) { return 0 }
    let isReplaced = !found.isSameFile(as: file.status)
    do throws(StoreError) {
      guard !isReplaced else { throw changedByOther() }
      try confirm()
    } catch {
      // Who commits knows what is to become of whom, and merges with less.
      guard error.kind == .changed, !isLocked else { throw error }
      let arrived = try StoreError.wrapping { () throws(SystemError) in try follow(isReplaced: isReplaced) }
      guard let arrived else { throw .changedBeyondRecognition(name) }
      return arrived
    }
    return try StoreError.wrapping { () throws(SystemError) in
      try takeInGrowth(to: isLocked ? found : MboxFile.settledStatus(file.descriptor))
    }
  }

  /// Another program has changed what is indexed; opening it again must not meet the index that was kept of it.
  private func changedByOther() -> StoreError {
    if let folder = options.cacheDirectory { IndexCache(folder: folder).remove(for: file.status) }
    return .changedWhileRead(name)
  }

  /// What tells a message from others; nil when it was never looked at and cannot be read any more.
  func mergeKey(at place: Int, isReadable: Bool) -> MboxMerge.Key? {
    guard let extent = file.extent(of: place) else { return nil }
    let hash = isReadable ? try? MboxMerge.headerHash(extent, of: file.descriptor) : seenHeaders[place]
    return hash.map { MboxMerge.Key(header: $0, bodyLength: extent.body.count) }
  }

  /// Goes over to the file as another program has left it.
  func adopt(_ other: consuming MboxFile) {
    file = other
    forgetIdentities()
  }

  /// Indexes what stands behind the old end.
  func takeInGrowth(to status: FileStatus) throws(SystemError) -> Int {
    let before = file.index.count
    guard status.size > file.index.end else {
      file.status = status
      return 0
    }
    file.index = try MboxFile.scan(file.descriptor, MboxIndexer(continuing: file.index), end: status.size)
    file.status = status
    file.tailHash = try MboxFile.hashOfTail(file.descriptor, end: file.index.end)
    places.grow(from: before, to: file.index.count)
    return max(0, file.index.count - before)
  }
}
