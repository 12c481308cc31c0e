public import MailFormat
import MailSystem

/// A folder with a file for each message, named by its number, and `.mh_sequences` for their status.
public final class MHMailbox: Mailbox {
  private struct Entry {
    var file: Int
    var flags: MessageFlags
    var summary: MessageSummary?
    /// What tells its message from others, once it was read.
    var mark: MessageMark?
    /// What the file was like when it was listed: a number that is free again is given to another message.
    var seen: FileStatus?
  }

  /// The path.
  public let name: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  private var entries: [Entry] = []
  private var current: (number: Int, file: FileContent)?
  private let options: MboxOptions

  /// Whether a path is an MH folder: it has a file of sequences, or a message of a number.
  public static func isMH(_ path: String) -> Bool {
    if FileSystem.exists(path + "/.mh_sequences") { return true }
    return ((try? FileSystem.names(in: path)) ?? []).contains { fileNumber($0) != nil }
  }

  /// Opens a folder; only names and sequences are read.
  public init(path: String, options: MboxOptions = MboxOptions()) throws(StoreError) {
    name = path
    self.options = options
    isReadOnly = options.isReadOnly || !FileSystem.isWritable(path)
    entries = try list(try sequences(), after: 0)
    if !isReadOnly, let record = try record { record.finish(self) }
  }

  /// The note of messages that move from this folder.
  private var record: MoveRecord? {
    get throws(StoreError) {
      let status = try StoreError.wrapping { () throws(SystemError) in try FileSystem.status(of: name) }
      return status.map { MoveRecord(of: $0, at: name, options: options) }
    }
  }

  /// How many messages there are.
  public var count: Int { entries.count }

  static func fileNumber(_ name: String) -> Int? {
    guard name.utf8.count < 10, name.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(name), number > 0
    else { return nil }
    return number
  }

  private func list(_ sequences: MHSequences, after last: Int) throws(StoreError) -> [Entry] {
    let names = try StoreError.wrapping { () throws(SystemError) in try FileSystem.names(in: name) }
    return names.compactMap(Self.fileNumber).filter { $0 > last }.sorted().map { listed($0, sequences) }
  }

  private func listed(_ file: Int, _ sequences: MHSequences) -> Entry {
    Entry(file: file, flags: Self.flags(file, sequences), seen: try? FileSystem.status(of: "\(name)/\(file)"))
  }

  /// Whether the number of a message has been given to another since it was listed; one that is gone has not, and one whose
  /// header alone another program has changed, as anno(1) does, is the same.
  private func isReplaced(_ number: Int) throws(StoreError) -> Bool {
    let path = "\(name)/\(try entry(number).file)"
    let now = try StoreError.wrapping { () throws(SystemError) in try FileSystem.status(of: path) }
    guard let now, try !isAsSeen(number, now) else { return false }
    do throws(StoreError) { return try isReplaced(number, by: Self.open(path)) } catch {
      guard error.kind == .missing else { throw error }
      return false
    }
  }

  /// The same of a file that is open.
  private func isReplaced(_ number: Int, by content: FileContent) throws(StoreError) -> Bool {
    let now = try StoreError.wrapping { () throws(SystemError) in try content.status() }
    if try isAsSeen(number, now) { return false }
    guard let mark = try entry(number).mark, try MessageMark(MessageFile(content: content)) == mark else { return true }
    entries[number - 1].seen = now
    entries[number - 1].summary = nil
    return false
  }

  private func isAsSeen(_ number: Int, _ now: FileStatus) throws(StoreError) -> Bool {
    guard let seen = try entry(number).seen else { return false }
    return now.isSameFile(as: seen) && now.size == seen.size && now.modified == seen.modified
  }

  private static func open(_ path: String) throws(StoreError) -> FileContent {
    try StoreError.wrapping { () throws(SystemError) in try FileContent(path: path) }
  }

  private func sequences() throws(StoreError) -> MHSequences {
    guard FileSystem.exists(name + "/.mh_sequences") else { return MHSequences() }
    return MHSequences(
      try StoreError.wrapping { () throws(SystemError) in
        try FileSystem.contents(of: name + "/.mh_sequences", limit: 1 << 24)
      })
  }

  private static func flags(_ file: Int, _ sequences: MHSequences) -> MessageFlags {
    var flags: MessageFlags = sequences.contains(file, in: "unseen") ? [] : [.read, .old]
    if sequences.contains(file, in: "flagged") { flags.insert(.flagged) }
    if sequences.contains(file, in: "replied") { flags.insert(.answered) }
    return flags
  }

  private func entry(_ number: Int) throws(StoreError) -> Entry {
    guard number >= 1, number <= entries.count else { throw .noSuchMessage(number, in: name) }
    return entries[number - 1]
  }

  private func file(_ number: Int) throws(StoreError) -> MessageFile {
    if let current, current.number == number { return MessageFile(content: current.file) }
    let path = name + "/" + String(try entry(number).file)
    let content = try Self.open(path)
    if try isReplaced(number, by: content) {
      throw StoreError(
        .changed, "\(path): another program has put another message there", hint: StoreError.wayToOpenAgain(name))
    }
    current = (number, content)
    return MessageFile(content: content)
  }

  /// The status by the sequences.
  public func flags(of number: Int) throws(StoreError) -> MessageFlags { try entry(number).flags }

  /// Size, lines and status; the file is read once for it.
  public func summary(of number: Int) throws(StoreError) -> MessageSummary {
    if let known = try entry(number).summary { return known }
    var head: [UInt8] = []
    return try readHead(of: number, into: &head).summary
  }

  /// The summary, and the header in place of what a buffer holds; notes what tells the message from others.
  public func readHead(
    of number: Int, into buffer: inout [UInt8]
  ) throws(StoreError) -> (summary: MessageSummary, headerStart: Int) {
    let file = try file(number)
    let entry = try entry(number)
    if let known = entry.summary {
      buffer = try file.header()
      return (known, 0)
    }
    var (mark, isKnown): (MessageMark?, Bool) = (nil, false)
    let summary = try file.readHead(flags: entry.flags, into: &buffer) { content, start in
      (mark, isKnown) = (MessageMark(content, bodyStart: start), true)
    }
    entries[number - 1].summary = summary
    if entry.mark == nil { entries[number - 1].mark = try isKnown ? mark : MessageMark(file) }
    return (summary, 0)
  }

  /// None: MH has no From_ lines.
  public func fromLine(of number: Int) throws(StoreError) -> [UInt8] {
    _ = try entry(number)
    return []
  }

  /// The header fields with their line ends, without the empty line behind them.
  public func header(of number: Int) throws(StoreError) -> [UInt8] { try file(number).header() }

  /// Appends up to `limit` bytes of the message from an offset; nothing at its end.
  public func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    try file(number).read(at: offset, limit: limit, into: &buffer)
  }

  /// Looks for files with higher numbers than the last.
  public func refresh() throws(StoreError) -> Int {
    let last = entries.last?.file ?? 0
    let arrived = try list(try sequences(), after: last)
    entries += arrived
    return arrived.count
  }

  /// Rewrites the sequences and sets removed messages aside under a name with a comma, as rmm(1) does; where there is no
  /// room for new names they go at once.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    var report = try plan.begin(on: self)
    if plan.isEmpty { return report }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      var plan = plan
      var replaced = Set<Int>()
      for (number, _) in plan.fates where try isReplaced(number) { replaced.insert(number) }
      plan.forget { number, _ in replaced.contains(number) }
      report.missed = replaced.count
      report.arrived = try refresh()
      let record = try record
      if let record {
        try plan.move(from: self, at: name, noting: record, with: options, &report)
      }
      current = nil
      if let names = try? FileSystem.names(in: name) { MHAppender.removeRemains(in: name, among: names) }
      let before = try sequences()
      var after = before
      var gone = Set<Int>()
      for (number, fate) in plan.fates {
        let file = entries[number - 1].file
        switch fate {
        case .keep(let flags):
          if Self.restate(file, flags, &after) { report.restated += 1 }
          entries[number - 1].flags = Self.flags(file, after)
          entries[number - 1].summary = nil
        case .replace(let content, let flags):
          try StoreError.wrapping { () throws(SystemError) in
            try AtomicReplace.write(StatusHeader.rewritten(message: content, status: []), to: "\(name)/\(file)")
          }
          entries[number - 1].seen = try? FileSystem.status(of: "\(name)/\(file)")
          entries[number - 1].mark = nil
          _ = Self.restate(file, flags, &after)
          report.restated += 1
          entries[number - 1].flags = Self.flags(file, after)
          entries[number - 1].summary = nil
        case .drop, .move:
          if fate == .drop { report.dropped += 1 }
          gone.insert(number)
          after.remove(file)
          try setAside(file)
        }
      }
      if after != before {
        try StoreError.wrapping { () throws(SystemError) in
          try AtomicReplace.write(after.bytes, to: name + "/.mh_sequences")
        }
      }
      report.isChanged = after != before || !gone.isEmpty || report.restated > 0
      if report.isChanged {
        try StoreError.wrapping { () throws(SystemError) in try FileSystem.syncDirectory(name) }
      }
      record?.end()
      report.held -= gone.count
      // They are messages like any other from now on.
      for number in replaced { entries[number - 1] = listed(entries[number - 1].file, after) }
      var number = 0
      entries.removeAll { _ in
        number += 1
        return gone.contains(number)
      }
      return report
    }
  }

  private static func restate(_ file: Int, _ flags: MessageFlags, _ sequences: inout MHSequences) -> Bool {
    let old = Self.flags(file, sequences)
    sequences.set(file, in: "unseen", !flags.contains(.read))
    sequences.set(file, in: "flagged", flags.contains(.flagged))
    sequences.set(file, in: "replied", flags.contains(.answered))
    return Self.flags(file, sequences) != old
  }

  private func setAside(_ file: Int) throws(StoreError) {
    do {
      try FileSystem.rename("\(name)/\(file)", to: "\(name)/,\(file)")
    } catch  where error.isMissing {
      // Another program was faster.
    } catch  where error.isFull {
      // What stayed would move once more at each quit, and removing makes room.
      try StoreError.wrapping { () throws(SystemError) in try FileSystem.remove("\(name)/\(file)") }
    } catch { throw StoreError(error) }
  }
}
