import MailFormat
import MailSystem

/// What the commits of all drivers have in common.
extension QuitPlan {
  /// The report that a commit begins with, for a plan that may be carried out.
  func begin(on mailbox: some Mailbox) throws(StoreError) -> CommitReport {
    var report = CommitReport()
    report.held = mailbox.count
    if isEmpty { return report }
    guard !mailbox.isReadOnly else {
      throw StoreError(.readOnly, "\(mailbox.name): may only be read", hint: "Leave with `exit` to change nothing.")
    }
    for (number, _) in fates where number < 1 || number > mailbox.count {
      throw .noSuchMessage(number, in: mailbox.name)
    }
    return report
  }

  /// The messages that move, with their status there.
  var moved: [(number: Int, flags: MessageFlags)] {
    fates.compactMap { if case .move(let flags) = $0.fate { ($0.number, flags) } else { nil } }
  }

  /// Puts the messages that move into the secondary mailbox, safely, before they leave the mailbox; not those that an
  /// earlier try has brought there already.
  ///
  /// - Parameters:
  ///   - record: the note of it, to be ended when they have left the mailbox.
  ///   - own: how the mailbox was opened.
  func move(
    from mailbox: any Mailbox, at path: String, noting record: MoveRecord, with own: MboxOptions,
    _ report: inout CommitReport
  ) throws(StoreError) {
    let moved = moved
    guard !moved.isEmpty else { return }
    guard let secondary else {
      throw StoreError(.system, "\(mailbox.name): no secondary mailbox to move messages to")
    }
    guard FileSystem.realPath(secondary).map({ $0 != FileSystem.realPath(path) }) ?? true else {
      throw StoreError(.system, "\(secondary): is the mailbox itself", hint: "Set MBOX to another file.")
    }
    var options = MboxAppender.Options()
    options.prepends = !appends
    options.locks = locks
    options.filters = own.filters
    options.stateDirectory = own.stateDirectory
    let arrived = record.arrived(of: moved.map { $0.number }, in: mailbox)
    record.begin(moved, of: mailbox, to: secondary)
    let items = moved.filter { !arrived.contains($0.number) }
      .map { MboxAppender.Item.stored(mailbox, number: $0.number, flags: $0.flags) }
    if !items.isEmpty {
      let before = try? FileSystem.status(of: secondary)
      do throws(StoreError) {
        report.secondary = try Mailboxes.append(items, to: secondary, options: options)
      } catch {
        // Nothing is on its way, and the next start need not wait for that lock to find out.
        if error.kind == .locked, arrived.isEmpty, Self.isUntouched(secondary, since: before) { record.end() }
        throw error
      }
    }
    report.moved = moved.count
  }

  private static func isUntouched(_ path: String, since before: FileStatus?) -> Bool {
    guard let now = try? FileSystem.status(of: path) else { return before == nil }
    return before.map { now.isSameFile(as: $0) && now.size == $0.size && now.modified == $0.modified } ?? false
  }
}
