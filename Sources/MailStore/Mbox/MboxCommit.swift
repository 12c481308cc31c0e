import MailFormat
import MailSystem

extension MboxMailbox {
  /// Makes the changes of the plan durable, and keeps everything that arrived meanwhile.
  public func commit(_ plan: QuitPlan) throws(StoreError) -> CommitReport {
    let report = try plan.begin(on: self)
    if plan.isEmpty { return report }
    return try SignalGate.withoutInterruption { () throws(StoreError) in
      let numbers = places
      // The file is what is changed; its messages have their places for numbers meanwhile, and afterwards.
      places = MessagePlaces()
      let before = file.count
      var commit = MboxCommit(self, plan: numbers.placed(plan))
      do throws(StoreError) { return try commit.run() } catch {
        places = numbers
        if let found = commit.found {
          places = numbers.moved(to: found, in: file.count)
        } else {
          places.grow(from: before, to: file.count)
        }
        throw error
      }
    }
  }
}

/// One commit of an mbox, from the lock to the new index.
struct MboxCommit {
  private let mailbox: MboxMailbox
  private var plan: QuitPlan
  private var report = CommitReport()
  /// Where the messages stand now in the file that another program has left, once that was gone over to.
  private(set) var found: [Int]?
  /// The note of messages on their way, where there are any.
  private var noted: MoveRecord?
  /// How a commit left the file.
  private enum Outcome {
    case untouched
    case emptied
    case removed
    case changed(MboxChange, FileRewrite.Method)
  }

  init(_ mailbox: MboxMailbox, plan: QuitPlan) {
    self.mailbox = mailbox
    self.plan = plan
  }

  /// The note of messages that move from the file as it is now.
  private var record: MoveRecord { MoveRecord(of: mailbox.status, at: mailbox.path, options: mailbox.options) }

  mutating func run() throws(StoreError) -> CommitReport {
    let path = mailbox.path
    let dotLock = try StoreError.wrapping { () throws(SystemError) in
      plan.locks.usesDotLock ? try DotLock.acquire(for: path, policy: plan.locks) : nil
    }
    let record = record
    let outcome = try changeFile(path)
    record.end()
    noted?.end()
    do {
      switch outcome {
      case .untouched: break
      case .emptied: _ = try mailbox.becomeEmpty(isRemoved: false)
      case .removed:
        let late = try mailbox.becomeEmpty(isRemoved: true)
        report.arrived += late
        report.isRemoved = late == 0
      case .changed(let change, let method): try mailbox.reload(change, wasReplaced: method == .replaced)
      }
    } catch { throw StoreError(error, "\(mailbox.name): was updated, but cannot be read again") }
    // Not before: deliverers that know only the dot lock must not come between.
    _ = consume dotLock
    return report
  }

  /// Does the work under the locks of the open file, which end with this function.
  private mutating func changeFile(_ path: String) throws(StoreError) -> Outcome {
    let target = try StoreError.wrapping { () throws(SystemError) in
      try FileDescriptor.open(path, .readWrite, options: [.noFollow, .nonBlocking])
    }
    let lock = try StoreError.wrapping { () throws(SystemError) in
      try FileLock.acquire(on: target, exclusive: true, by: plan.locks.deadline)
    }
    try takeInArrivals(target)
    try check(target)
    let change = try MboxChange(mailbox, plan: plan)
    try requireWay(for: change)
    try move()
    report.held = change.held - report.arrived
    report.dropped = change.dropped
    report.restated = change.restated
    guard change.isChange else { return .untouched }
    report.isChanged = true
    let outcome: Outcome
    do {
      outcome = change.size == 0 ? try empty(path, target) : .changed(change, try apply(change, path, target))
    } catch {
      throw StoreError(error, "\(mailbox.name): could not be updated")
    }
    _ = consume lock
    return outcome
  }

  /// Looks at the file again now that it is locked: it must be the one that was read, and may only have grown.
  private mutating func takeInArrivals(_ target: borrowing FileDescriptor) throws(StoreError) {
    let now: FileStatus
    let named: FileStatus?
    do {
      now = try target.status()
      named = try FileSystem.status(of: mailbox.path, followLinks: false)
    } catch { throw StoreError(error) }
    guard let named, named.isSameFile(as: now) else { throw .changed(mailbox.name) }
    do throws(StoreError) {
      guard now.isSameFile(as: mailbox.file.status) else { throw .changed(mailbox.name) }
      report.arrived = try mailbox.refresh(isLocked: true)
    } catch {
      guard error.kind == .changed else { throw error }
      try merge(isReplaced: !now.isSameFile(as: mailbox.file.status), otherwise: error)
    }
  }

  /// Another program has removed or marked messages: those of the plan are looked for in what it left.
  private mutating func merge(isReplaced: Bool, otherwise failure: StoreError) throws(StoreError) {
    do {
      let before = mailbox.count
      let file = try MboxFile.open(path: mailbox.path, options: mailbox.options, isLocked: true)
      let merge = try MboxMerge(file)
      // A replaced file can still be read through our descriptor, one rewritten in place cannot.
      let keys = (0..<before).map { mailbox.mergeKey(at: $0 + 1, isReadable: isReplaced) }
      // That a message is not new any more is worth no refusal.
      plan.forget { place, fate in keys[place - 1] == nil && mailbox.isAgeing(at: place, fate) }
      let (decided, read) = (plan, mailbox.file.index)
      let translated = merge.translated(plan, of: mailbox.file.index, keys: keys)
      guard let translated else { throw failure }
      report.missed = translated.missed
      plan = translated.plan
      report.arrived = max(0, file.index.count - before)
      mailbox.adopt(file)
      let places = merge.places(of: keys)
      if let places { keepStatus(of: places, before: read, decided) }
      // What is not known for certain is no number of anything, should the commit fail.
      found = places ?? [Int](repeating: 0, count: before)
    } catch let error as SystemError {
      throw StoreError(error)
    } catch {
      throw failure
    }
  }

  /// Leaves what another program did to the status of messages, but for what was decided here.
  private mutating func keepStatus(of places: [Int], before: MboxIndex, _ decided: QuitPlan) {
    var merged: [Int: QuitPlan.Fate] = [:]
    for (old, fate) in decided.fates where places[old - 1] > 0 {
      let place = places[old - 1]
      let (base, theirs) = (before[old - 1].status, mailbox.file.index[place - 1].status)
      guard theirs != base else { continue }
      let join = { (ours: MessageFlags) in theirs.union(ours.subtracting(base)).subtracting(base.subtracting(ours)) }
      switch fate {
      case .keep(let ours): merged[place] = .keep(join(ours))
      case .replace(let content, let ours): merged[place] = .replace(content, join(ours))
      case .move(let ours): merged[place] = .move(join(ours))
      case .drop: break
      }
    }
    let translated = plan.fates
    plan.removeAll()
    for (place, fate) in translated { plan.set(place, to: merged[place] ?? fate) }
  }

  /// Every message that is to change must still begin and end where the index says, and its header must.
  private func check(_ target: borrowing FileDescriptor) throws(StoreError) {
    let now: FileStatus
    do { now = try target.status() } catch { throw StoreError(error) }
    if mailbox.file.isUntouched(now) { return }
    var checked = -1
    for (number, _) in plan.fates {
      for place in max(number - 1, checked + 1)..<min(number + 1, mailbox.file.index.count) {
        checked = place
        let extent = mailbox.file.index[place]
        try expect(Self.from, at: extent.offset)
        guard mailbox.file.index.hasPlainHeader(place) else { continue }
        try expect([0x0a, 0x0a], at: extent.offset + extent.headerLength - 2)
      }
    }
    try mailbox.confirm()
  }

  private func expect(_ wanted: [UInt8], at offset: Int) throws(StoreError) {
    var found: [UInt8] = []
    let got = try StoreError.wrapping { () throws(SystemError) in
      try mailbox.file.descriptor.readFully(at: offset, into: &found, count: wanted.count)
    }
    guard got == wanted.count, found == wanted else { throw .changed(mailbox.name) }
  }

  private static let from: [UInt8] = Array("From ".utf8)

  /// Puts messages into the secondary mailbox, safely, before they leave this one.
  private mutating func move() throws(StoreError) {
    let record = record
    noted = record
    try plan.move(from: mailbox, at: mailbox.path, noting: record, with: mailbox.options, &report)
  }

  /// Makes sure that what moves can leave the mailbox, before it is put elsewhere: else there would be one more of it each
  /// time.
  private func requireWay(for change: MboxChange) throws(StoreError) {
    guard change.isChange, change.size > 0, !mailbox.canBeReplaced,
      !mailbox.options.journals(for: mailbox.path).areUsable
    else { return }
    throw StoreError(
      .readOnly, "\(mailbox.name): cannot be updated, since no folder can be written to for its journal",
      hint: "Nothing was changed; set XDG_STATE_HOME or TMPDIR to a folder of yours.")
  }

  private func apply(
    _ change: MboxChange, _ path: String, _ target: borrowing FileDescriptor
  ) throws(SystemError) -> FileRewrite.Method {
    try FileRewrite.apply(change.pieces, to: path, old: target, journals: mailbox.options.journals(for: path))
  }

  private func empty(_ path: String, _ target: borrowing FileDescriptor) throws(SystemError) -> Outcome {
    if plan.whenEmpty == .remove {
      do {
        try FileSystem.remove(path)
        try FileSystem.syncDirectory(FileSystem.directory(of: path))
        return .removed
      } catch  where error.isPermission {
        // Not in a folder that is not ours: an empty file, then.
      }
    }
    try target.truncate(to: 0)
    try target.sync()
    return .emptied
  }

  /// Finishes a rewrite in place that a crash cut short, and removes the new file of another.
  ///
  /// The first even for a mailbox that will not be changed: what it held and holds is nowhere else whole.
  static func recover(_ path: String, options: MboxOptions) throws(SystemError) {
    if !options.isReadOnly { AtomicReplace.tidy(path) }
    let journals = options.journals(for: path)
    guard let status = try FileSystem.status(of: path, followLinks: false),
      FileRewrite.needsRecovery(status, at: path, journals: journals)
    else { return }
    let policy = LockPolicy(waiting: options.lockSeconds)
    let dotLock = try DotLock.acquire(for: path, policy: policy)
    let target = try FileDescriptor.open(path, .readWrite, options: [.noFollow, .nonBlocking])
    let lock = try FileLock.acquire(on: target, exclusive: true, by: policy.deadline)
    _ = try FileRewrite.recover(target, journals: journals)
    _ = consume lock
    _ = consume dotLock
  }
}
