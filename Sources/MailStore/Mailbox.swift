public import MailFormat
import MailSystem

// The story of MailStore.
//
// A mailbox is opened, looked at, changed in memory, and committed: all or nothing. Drivers: Mbox, Maildir (later POP3, IMAP).
// Nothing here prints; `CommitReport` tells what happened and the session words it.

/// An open mailbox: an ordered set of messages that are read in pieces and changed only by `commit`.
///
/// Messages are numbered from 1. A number stays with its message until the next commit; arrivals get higher ones.
public protocol Mailbox: AnyObject {
  /// The path or URL.
  var name: String { get }
  /// How many messages there are.
  var count: Int { get }
  /// Whether nothing may be changed: asked for, or the file is not writable.
  var isReadOnly: Bool { get }
  /// Size, lines and status of a message, without reading its body.
  func summary(of number: Int) throws(StoreError) -> MessageSummary
  /// The status of a message, without reading anything.
  func flags(of number: Int) throws(StoreError) -> MessageFlags
  /// The status of a message and of all behind it, without reading anything.
  func flags(from number: Int) throws(StoreError) -> [MessageFlags]
  /// The From_ line of an mbox without its end; empty where the driver has none.
  func fromLine(of number: Int) throws(StoreError) -> [UInt8]
  /// The header fields, up to but not including the empty line behind them.
  func header(of number: Int) throws(StoreError) -> [UInt8]
  /// The From_ line with its end and the header fields behind it in one piece, and where the header begins.
  ///
  /// What a line of the header summary needs, at the cost of one read where the driver can do so.
  func head(of number: Int) throws(StoreError) -> (bytes: [UInt8], headerStart: Int)
  /// Puts the same into a buffer in place of what it holds, and tells the summary as well: for a list of messages, which
  /// so takes one buffer and as few steps as the driver can do with. What was read counts when `confirm` has been called
  /// behind it.
  func readHead(
    of number: Int, into buffer: inout [UInt8]
  ) throws(StoreError) -> (summary: MessageSummary, headerStart: Int)
  /// Appends up to `limit` bytes of the message from an offset; nothing at its end.
  ///
  /// Offset 0 is the first byte of the header; quoting of From_ lines stands as it is in the file.
  func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError)
  /// Makes sure that what `readHead` gave since is of the messages it was asked for, where another program may have
  /// changed them in their place.
  func confirm() throws(StoreError)
  /// Takes note of what tells the messages from each other, where another program may change them in their place while
  /// somebody decides about them; costs nothing when it was done already.
  func remember()
  /// The numbers of messages that another program has removed; they stay theirs until the next commit.
  var gone: [Int] { get }
  /// Looks for new mail and returns how many messages were added at the end.
  func refresh() throws(StoreError) -> Int
  /// Makes the changes of the plan durable, and keeps everything that arrived meanwhile.
  ///
  /// Afterwards the mailbox holds what the plan left, renumbered; on an error nothing has changed, except that moved
  /// messages may be in the secondary mailbox already.
  func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport
}

extension Mailbox {
  /// Most drivers know their messages by names.
  public func remember() {}

  /// A driver that does not follow other programs has none.
  public var gone: [Int] { [] }

  /// Most drivers have a file for each message.
  public func confirm() throws(StoreError) {}

  /// Asks for the From_ line and the header one after the other.
  public func head(of number: Int) throws(StoreError) -> (bytes: [UInt8], headerStart: Int) {
    var bytes = try fromLine(of: number)
    if !bytes.isEmpty { bytes.append(0x0a) }
    let start = bytes.count
    return (bytes + (try header(of: number)), start)
  }

  /// Asks for the summary and the head one after the other.
  public func readHead(
    of number: Int, into buffer: inout [UInt8]
  ) throws(StoreError) -> (summary: MessageSummary, headerStart: Int) {
    let summary = try summary(of: number)
    let headerStart: Int
    (buffer, headerStart) = try head(of: number)
    return (summary, headerStart)
  }

  /// The status as the summary has it.
  public func flags(of number: Int) throws(StoreError) -> MessageFlags { try summary(of: number).flags }

  /// The status of one after the other.
  public func flags(from number: Int) throws(StoreError) -> [MessageFlags] {
    var all: [MessageFlags] = []
    all.reserveCapacity(max(0, count - number + 1))
    for number in stride(from: number, through: count, by: 1) { all.append(try flags(of: number)) }
    return all
  }

  /// The whole message, header and body.
  ///
  /// Throws `tooLarge` where there is no memory for it and for what is made of it.
  public func content(of number: Int) throws(StoreError) -> [UInt8] {
    let size = try summary(of: number).size
    guard Memory.hasRoom(for: size, copies: 4) else { throw .tooLarge(number, size: size) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    while bytes.count < size {
      let before = bytes.count
      try read(number, at: before, limit: size - before, into: &bytes)
      if bytes.count == before { break }
    }
    return bytes
  }
}
