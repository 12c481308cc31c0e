import MailFormat
import MailSystem

extension MaildirMailbox {
  /// Gives files their new status and removes those that go; each change is safe by itself.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    var report = try plan.begin(on: self)
    if plan.isEmpty { return report }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      report.arrived = try refresh()
      var plan = plan
      plan.forget { number, _ in entries[number - 1].isGone }
      var gone = Set(entries.indices.filter { entries[$0].isGone }.map { $0 + 1 })
      report.missed = gone.count
      let record = try record
      if let record {
        try plan.move(from: self, at: name, noting: record, with: options, &report)
      }
      closeCurrent()
      MaildirAppender.removeRemains(in: name)
      for (number, fate) in plan.fates {
        switch fate {
        case .keep(let flags): if try restate(number, flags) { report.restated += 1 }
        case .replace(let content, let flags):
          try replace(number, by: content)
          _ = try restate(number, flags)
          report.restated += 1
        case .drop, .move:
          try remove(number)
          gone.insert(number)
          if fate == .drop { report.dropped += 1 }
        }
      }
      report.isChanged = report.restated > 0 || gone.count > report.missed
      if report.isChanged {
        try StoreError.wrapping { () throws(SystemError) in
          try FileSystem.syncDirectory(name + "/new")
          try FileSystem.syncDirectory(name + "/cur")
        }
      }
      record?.end()
      report.held -= gone.count
      var number = 0
      entries.removeAll { _ in
        number += 1
        return gone.contains(number)
      }
      return report
    }
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
        guard try FileSystem.renameKeeping(path(of: entry), to: name + "/cur/" + file) else {
          return try restateBesides(number, wanted)
        }
        entries[number - 1] = Entry(name: MaildirName(file), file: file, isNew: false, inode: entry.inode)
        return true
      } catch {
        guard error.isMissing, attempt == 0 else { throw StoreError(error) }
        guard (try? findAgain(number)) != nil else { return false }
      }
    }
    return false
  }

  /// Gives a message its status under a name of its own, because another message has the one that is due to it.
  private func restateBesides(_ number: Int, _ wanted: MessageFlags) throws(SystemError) -> Bool {
    let entry = entries[number - 1]
    for count in 1...99 {
      var other = entry.name
      other.base += "_\(count)"
      let file = other.named(wanted)
      if try FileSystem.renameKeeping(path(of: entry), to: name + "/cur/" + file) {
        entries[number - 1] = Entry(name: MaildirName(file), file: file, isNew: false, inode: entry.inode)
        return true
      }
    }
    return false
  }

  /// Puts a new file under the name of a message.
  private func replace(_ number: Int, by content: [UInt8]) throws(StoreError) {
    var entry = try entry(number)
    if !FileSystem.exists(path(of: entry)) {
      try findAgain(number)
      entry = try self.entry(number)
    }
    do {
      var file = try TemporaryFile.make(in: name + "/tmp", prefix: "mail-", mode: 0o600)
      try file.descriptor.write(StatusHeader.rewritten(message: content, status: []))
      try file.descriptor.sync()
      try FileSystem.rename(file.path, to: path(of: entry))
      file.keep()
    } catch { throw StoreError(error) }
    entries[number - 1].summary = nil
    entries[number - 1].inode = (try? FileSystem.status(of: path(of: entry)))?.inode ?? 0
  }

  private func remove(_ number: Int) throws(StoreError) {
    for _ in 0..<2 {
      let path = path(of: try entry(number))
      do throws(SystemError) {
        if try FileSystem.removeExisting(path) { return }
      } catch { throw StoreError(error) }
      // Under another status, or gone already.
      guard (try? findAgain(number)) != nil else { return }
    }
  }
}
