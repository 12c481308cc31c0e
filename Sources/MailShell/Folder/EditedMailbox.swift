import MailBytes
import MailFormat
import MailStore

/// A mailbox with some messages changed in an editor: everything else is asked of the mailbox beneath.
final class EditedMailbox: Mailbox {
  private let base: any Mailbox
  private var edited: [Int: [UInt8]] = [:]
  private var written: Set<Int> = []
  /// By how much the edited messages are larger than they were.
  private var growth: [Int: (bytes: Int, lines: Int)] = [:]

  /// Puts changes over a mailbox.
  init(over base: any Mailbox) { self.base = base }

  /// The messages that are to be written as they were changed, with their new content.
  var changes: [(number: Int, content: [UInt8])] {
    written.sorted().compactMap { number in edited[number].map { (number, $0) } }
  }

  /// Gives a message other content for as long as the mailbox is open, or for good where it is to be written.
  func replace(_ number: Int, by content: [UInt8], isWritten: Bool) throws(StoreError) {
    let before = Self.measure(try base.content(of: number))
    let after = Self.measure(content)
    growth[number] = (after.bytes - before.bytes, after.lines - before.lines)
    edited[number] = content
    if isWritten { written.insert(number) } else { written.remove(number) }
  }

  var name: String { base.name }
  var count: Int { base.count }
  var isReadOnly: Bool { base.isReadOnly }

  func summary(of number: Int) throws(StoreError) -> MessageSummary {
    var summary = try base.summary(of: number)
    if let content = edited[number], let growth = growth[number] {
      // What the file has around a message stays around it, and is counted as before.
      summary.size += growth.bytes
      summary.length += growth.bytes
      summary.lines += growth.lines
      summary.headerSize = Self.headerSize(of: content)
    }
    return summary
  }

  /// Bytes and lines of a message; a last line without its end gets one when it is written.
  private static func measure(_ content: [UInt8]) -> (bytes: Int, lines: Int) {
    let missing = content.isEmpty || content.last == 0x0a ? 0 : 1
    return (content.count + missing, Kernels.count(0x0a, in: content.span) + missing)
  }

  func fromLine(of number: Int) throws(StoreError) -> [UInt8] { try base.fromLine(of: number) }

  func header(of number: Int) throws(StoreError) -> [UInt8] {
    guard let content = edited[number] else { return try base.header(of: number) }
    return Array(content[..<Self.headerSize(of: content)])
  }

  func read(_ number: Int, at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(StoreError) {
    guard let content = edited[number] else { return try base.read(number, at: offset, limit: limit, into: &buffer) }
    guard offset >= 0, offset < content.count, limit > 0 else { return }
    buffer += content[offset..<min(content.count, offset + min(limit, content.count))]
  }

  func confirm() throws(StoreError) { try base.confirm() }

  func remember() { base.remember() }

  var gone: [Int] { base.gone }

  func refresh() throws(StoreError) -> Int { try base.refresh() }

  /// Carries the plan out; the messages have other numbers then, and what was not written is forgotten.
  func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    let report = try base.commit(plan)
    edited = [:]
    written = []
    growth = [:]
    return report
  }

  private static func headerSize(of content: [UInt8]) -> Int {
    var index = 0
    while index + 1 < content.count {
      if content[index] == 0x0a && content[index + 1] == 0x0a { return index + 1 }
      index += 1
    }
    return content.count
  }
}
