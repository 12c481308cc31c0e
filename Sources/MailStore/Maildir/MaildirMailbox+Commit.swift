import MailFormat
import MailSystem

extension MaildirMailbox {
  /// Gives files their new status and removes those that go; each change is safe by itself.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    var report = CommitReport()
    report.held = count
    if plan.isEmpty { return report }
    guard !isReadOnly else {
      throw StoreError(.readOnly, "\(name): may only be read", hint: "Leave with `exit` to change nothing.")
    }
    for (number, _) in plan.fates where number < 1 || number > count { throw .noSuchMessage(number, in: name) }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      report.arrived = try refresh()
      closeCurrent()
      try move(plan, &report)
      var gone = Set<Int>()
      for (number, fate) in plan.fates {
        switch fate {
        case .keep(let flags): if try restate(number, flags) { report.restated += 1 }
        case .drop, .move:
          try remove(number)
          gone.insert(number)
          if fate == .drop { report.dropped += 1 }
        }
      }
      report.isChanged = report.restated > 0 || !gone.isEmpty
      if report.isChanged {
        try StoreError.wrapping { () throws(SystemError) in
          try FileSystem.syncDirectory(name + "/new")
          try FileSystem.syncDirectory(name + "/cur")
        }
      }
      report.held -= gone.count
      var number = 0
      entries.removeAll { _ in
        number += 1
        return gone.contains(number)
      }
      return report
    }
  }

  /// Puts messages into the secondary mailbox, safely, before they leave this one.
  private func move(_ plan: QuitPlan, _ report: inout CommitReport) throws(StoreError) {
    var items: [MboxAppender.Item] = []
    for case (let number, .move(let flags)) in plan.fates {
      items.append(.stored(self, number: number, flags: flags))
    }
    guard !items.isEmpty else { return }
    guard let path = plan.secondary else {
      throw StoreError(.system, "\(name): no secondary mailbox to move messages to")
    }
    var options = MboxAppender.Options()
    options.prepends = !plan.appends
    options.locks = plan.locks
    report.secondary = try Mailboxes.append(items, to: path, options: options)
    report.moved = items.count
    closeCurrent()
  }

  private func restate(_ number: Int, _ flags: MessageFlags) throws(StoreError) -> Bool {
    let wanted = flags.subtracting(.old)
    for attempt in 0..<2 {
      let entry = try entry(number)
      if !entry.isNew, entry.name.flags == wanted { return false }
      // New and without any status it stays where it is.
      if entry.isNew, flags.isEmpty, entry.name.letters.isEmpty { return false }
      let file = entry.name.named(wanted)
      do {
        try FileSystem.rename(path(of: entry), to: name + "/cur/" + file)
        entries[number - 1] = Entry(name: MaildirName(file), file: file, isNew: false)
        return true
      } catch {
        guard error.isMissing, attempt == 0 else { throw StoreError(error) }
        try findAgain(number)
      }
    }
    return false
  }

  private func remove(_ number: Int) throws(StoreError) {
    let entry = try entry(number)
    if !FileSystem.exists(path(of: entry)) {
      // Under another status, or gone already.
      guard (try? findAgain(number)) != nil else { return }
    }
    let path = path(of: try self.entry(number))
    try StoreError.wrapping { () throws(SystemError) in try FileSystem.remove(path) }
  }
}
