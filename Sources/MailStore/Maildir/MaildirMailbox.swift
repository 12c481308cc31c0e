public import MailFormat
import MailSystem

/// A folder with a file for each message: `new` for what no program has seen, `cur` for the rest, `tmp` for deliveries.
///
/// No locks: every change is one rename or removal.
public final class MaildirMailbox: Mailbox {
  /// One message and where it is.
  struct Entry {
    var name: MaildirName
    /// The name of the file.
    var file: String
    /// Whether it is in `new`.
    var isNew: Bool
    /// The number of the file, which stays when its name changes.
    var inode: UInt64
    /// Whether it was looked for in vain.
    var isGone = false
    var summary: MessageSummary?
  }

  /// The path.
  public let name: String
  /// Whether nothing may be changed.
  public let isReadOnly: Bool
  var entries: [Entry] = []
  private var current: (number: Int, file: FileContent)?
  let options: MboxOptions
  /// How often the folders were listed.
  private(set) var listings = 0

  /// Whether a path is a Maildir: a folder that holds the three.
  public static func isMaildir(_ path: String) -> Bool {
    FileSystem.isDirectory(path + "/cur") && FileSystem.isDirectory(path + "/new")
  }

  /// Opens a Maildir; only the names are read.
  public init(path: String, options: MboxOptions = MboxOptions()) throws(StoreError) {
    name = path
    self.options = options
    guard MaildirMailbox.isMaildir(path) else {
      throw StoreError(.notMailbox, "\(path): is a folder without messages: neither Maildir nor MH")
    }
    isReadOnly = options.isReadOnly || !FileSystem.isWritable(path + "/cur")
    entries = MaildirMailbox.sorted(try list())
    if !isReadOnly, let record = try record { record.finish(self) }
  }

  /// The note of messages that move from this folder.
  var record: MoveRecord? {
    get throws(StoreError) {
      let status = try StoreError.wrapping { () throws(SystemError) in try FileSystem.status(of: name) }
      return status.map { MoveRecord(of: $0, at: name, options: options) }
    }
  }

  /// How many messages there are.
  public var count: Int { entries.count }

  /// In the order of delivery; places are sorted rather than entries, which cost more to move.
  private static func sorted(_ entries: [Entry]) -> [Entry] {
    let times = entries.map(\.name.time)
    let places = entries.indices.sorted { one, other in
      times[one] == times[other] ? entries[one].name.base < entries[other].name.base : times[one] < times[other]
    }
    return places.map { entries[$0] }
  }

  private func list() throws(StoreError) -> [Entry] {
    listings += 1
    var found: [Entry] = []
    for (folder, isNew) in [("cur", false), ("new", true)] {
      let all = try StoreError.wrapping { () throws(SystemError) in try FileSystem.entries(in: name + "/" + folder) }
      for (file, inode) in all where file.utf8.first != UInt8(ascii: ".") {
        found.append(Entry(name: MaildirName(file), file: file, isNew: isNew, inode: inode))
      }
    }
    return found
  }

  func entry(_ number: Int) throws(StoreError) -> Entry {
    guard number >= 1, number <= entries.count else { throw .noSuchMessage(number, in: name) }
    return entries[number - 1]
  }

  func path(of entry: Entry) -> String { name + (entry.isNew ? "/new/" : "/cur/") + entry.file }

  /// The status by the name alone.
  public func flags(of number: Int) throws(StoreError) -> MessageFlags {
    let entry = try entry(number)
    return entry.isNew ? entry.name.flags : entry.name.flags.union(.old)
  }

  /// Size, lines and status; the file is read once for it.
  public func summary(of number: Int) throws(StoreError) -> MessageSummary {
    if let known = try entry(number).summary { return known }
    let summary = try MessageFile(content: try content(number)).summary(flags: try flags(of: number))
    entries[number - 1].summary = summary
    return summary
  }

  /// The summary, and the header in place of what a buffer holds.
  public func readHead(
    of number: Int, into buffer: inout [UInt8]
  ) throws(StoreError) -> (summary: MessageSummary, headerStart: Int) {
    let file = MessageFile(content: try content(number))
    if let known = try entry(number).summary {
      buffer = try file.header()
      return (known, 0)
    }
    let summary = try file.readHead(flags: try flags(of: number), into: &buffer)
    entries[number - 1].summary = summary
    return (summary, 0)
  }

  /// None: a Maildir has no From_ lines.
  public func fromLine(of number: Int) throws(StoreError) -> [UInt8] {
    _ = try entry(number)
    return []
  }

  /// The header fields with their line ends, without the empty line behind them.
  public func header(of number: Int) throws(StoreError) -> [UInt8] {
    try MessageFile(content: try content(number)).header()
  }

  /// Appends up to `limit` bytes of the message from an offset; nothing at its end.
  public func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    let file = try content(number)
    try StoreError.wrapping { () throws(SystemError) in try file.read(at: offset, limit: limit, into: &buffer) }
  }

  /// The open file of a message, looked for again when another program has given it another status meanwhile.
  private func content(_ number: Int) throws(StoreError) -> FileContent {
    if let current, current.number == number { return current.file }
    let entry = try entry(number)
    var opened = try? FileContent(path: path(of: entry))
    if opened == nil {
      try findAgain(number)
      opened = try StoreError.wrapping { () throws(SystemError) in try FileContent(path: path(of: entries[number - 1]))
      }
    }
    guard let opened else { throw .noSuchMessage(number, in: name) }
    current = (number, opened)
    return opened
  }

  /// Looks for the file of a message under another status, and with it for those of all others.
  func findAgain(_ number: Int) throws(StoreError) {
    if try !entry(number).isGone { _ = try follow() }
    guard try !entry(number).isGone else {
      throw .removed(number, from: name)
    }
  }

  /// The numbers of messages that another program has removed, as far as that was met.
  public var gone: [Int] { entries.indices.filter { entries[$0].isGone }.map { $0 + 1 } }

  /// Looks for new files; what other programs removed keeps its number until the next commit.
  public func refresh() throws(StoreError) -> Int {
    let arrived = MaildirMailbox.sorted(try follow())
    entries += arrived
    return arrived.count
  }

  /// Lists the folders and gives each message its file as it is called now.
  ///
  /// - Returns: the files that belong to none.
  private func follow() throws(StoreError) -> [Entry] {
    var unclaimed: [Entry?] = try list()
    var byInode: [UInt64: Int] = [:]
    var byBase: [String: [Int]] = [:]
    for (place, entry) in unclaimed.enumerated() {
      guard let entry else { continue }
      byInode[entry.inode] = place
      byBase[entry.name.base, default: []].append(place)
    }
    var lost: [Int] = []
    for index in entries.indices where !entries[index].isGone {
      guard let place = byInode[entries[index].inode], let found = unclaimed[place],
        found.name.base == entries[index].name.base
      else {
        lost.append(index)
        continue
      }
      unclaimed[place] = nil
      adopt(found, at: index)
    }
    // A program may write a message anew under its name, and not every file system keeps the numbers.
    for index in lost {
      let place = byBase[entries[index].name.base]?.first { unclaimed[$0] != nil }
      if let place, let found = unclaimed[place] {
        unclaimed[place] = nil
        adopt(found, at: index)
      } else {
        entries[index].isGone = true
      }
    }
    return unclaimed.compactMap { $0 }
  }

  private func adopt(_ found: Entry, at index: Int) {
    guard
      found.file != entries[index].file || found.isNew != entries[index].isNew || found.inode != entries[index].inode
    else { return }
    entries[index] = found
    if current?.number == index + 1 { current = nil }
  }

  /// Forgets the open file, as before its name changes.
  func closeCurrent() { current = nil }
}
