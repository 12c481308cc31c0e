import MailBytes
import MailFormat
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Applies what was done to the folder and tells about it; the folder stays open with its messages renumbered.
  func leaveFolder() throws {
    let ids = try idsOfRead()
    try applyChanges()
    noteRead(ids)
  }

  /// The Message-IDs that `-T` wants of what was read or deleted, each on a line.
  private func idsOfRead() throws -> [UInt8] {
    guard idFile != nil, let folder else { return [] }
    var lines: [UInt8] = []
    for (index, state) in folder.states.enumerated()
    where !state.contains(.gone) && (state.contains(.read) || state.contains(.deleted)) {
      let header = HeaderBlock(try folder.mailbox.header(of: index + 1))
      guard let id = header.unfolded(.messageID), !id.isEmpty else { continue }
      lines += id + [0x0a]
    }
    return lines
  }

  private func noteRead(_ ids: [UInt8]) {
    guard let idFile, !ids.isEmpty else { return }
    do throws(SystemError) { try FileDescriptor.openToAppend(idFile).write(ids) } catch { report(error) }
  }

  private func applyChanges() throws {
    guard let folder, !folder.isReadOnly, folder.count > 0 else { return }
    let (plan, isWorthwhile) = try quitPlan(for: folder)
    guard isWorthwhile else {
      if folder.isSystem { sayHeld(folder.states.count, in: folder) }
      return
    }
    // Who did not get what was to be read, or to be kept elsewhere by what reads us, still needs the messages.
    world.output.flush()
    guard world.output.isHealthy else {
      throw ShellError(
        "standard output could not be written; \(folder.name) is left as it was", exitStatus: .ioError)
    }
    let report = try waitingForLocks { (locks) throws(StoreError) in
      var plan = plan
      plan.locks = locks
      return try SignalGate.withoutInterruption { () throws(StoreError) in try folder.mailbox.commit(plan) }
    }
    tell(report, of: folder, secondary: plan.secondary)
  }

  /// What becomes of each message, by the rules of POSIX and the settings hold, keep, keepsave and append.
  ///
  /// - Returns: the plan, and whether carrying it out is worth the writing.
  func quitPlan(for folder: OpenFolder) throws -> (QuitPlan, isWorthwhile: Bool) {
    var plan = QuitPlan()
    let holds = settings.flag(.hold)
    let keepsSaved = settings.flag(.keepsave)
    if removesWhenEmpty(folder) { plan.whenEmpty = .remove }
    plan.appends = settings.flag(.append)
    var onlyAges = true
    var moves = false
    for (index, state) in folder.states.enumerated() where !state.contains(.gone) {
      let fate = Self.fate(of: state, isSystem: folder.isSystem, holds: holds, keepsSaved: keepsSaved)
      switch fate {
      case .keep:
        let flags = state.flagsWhenLeft
        guard state.contains(.statusChanged) || !state.contains(.old) else { continue }
        if state.contains(.statusChanged) { onlyAges = false }
        plan.set(index + 1, to: .keep(flags))
      case .drop:
        onlyAges = false
        plan.set(index + 1, to: .drop)
      case .move:
        onlyAges = false
        moves = true
        plan.set(index + 1, to: .move(state.flagsWhenLeft))
      }
    }
    if let edited = folder.mailbox as? EditedMailbox {
      for (number, content) in edited.changes {
        guard let state = folder.state(of: number), !state.contains(.deleted), !state.contains(.gone) else { continue }
        let fate = Self.fate(of: state, isSystem: folder.isSystem, holds: holds, keepsSaved: keepsSaved)
        // What would go to mbox stays, since mbox would get it as it was.
        guard fate != .drop else { continue }
        onlyAges = false
        plan.set(number, to: .replace(content, state.flagsWhenLeft))
      }
    }
    if moves {
      let target = try resolveFolder(.init([UInt8(ascii: "&")]))
      guard !target.isRemote else {
        throw ShellError("\(target.name): read messages can only be moved to a file", hint: "Set MBOX, or hold.")
      }
      plan.secondary = target.path
    }
    if plan.isEmpty { return (plan, false) }
    if onlyAges && !folder.isSystem, try totalSize(of: folder) > Self.ageingLimit { return (plan, false) }
    return (plan, true)
  }

  /// Whether a folder goes when nothing is left in it, as POSIX has it unless `keep` is set; a system mailbox, which not
  /// everybody can make again, only where `keep` is unset.
  private func removesWhenEmpty(_ folder: OpenFolder) -> Bool {
    guard settings.flag(.posix) else { return false }
    return !settings.flag(.keep) || !folder.isSystem && !settings.isAssigned(.keep)
  }

  /// A folder larger than this is not written anew just because its messages are not new any more.
  private static var ageingLimit: Int { 32 << 20 }

  private func totalSize(of folder: OpenFolder) throws -> Int {
    var total = 0
    for number in 1..<(folder.count + 1) where !folder.isGone(number) {
      total += try folder.mailbox.summary(of: number).size
      if total > Self.ageingLimit { break }
    }
    return total
  }

  /// What becomes of one message.
  enum Fate {
    case keep
    case drop
    case move
  }

  /// The rules, in their order.
  static func fate(of state: MessageState, isSystem: Bool, holds: Bool, keepsSaved: Bool) -> Fate {
    if state.contains(.deleted) { return .drop }
    guard isSystem else { return state.contains(.toMbox) ? .move : .keep }
    if state.contains(.toMbox) { return .move }
    if state.contains(.preserved) || !state.contains(.touched) { return .keep }
    if state.contains(.saved) && !keepsSaved { return .drop }
    return holds ? .keep : .move
  }

  private func tell(_ report: CommitReport, of folder: OpenFolder, secondary: String?) {
    if report.moved > 0 {
      let name = secondary ?? "mbox"
      say("Saved \(report.moved) \(report.moved == 1 ? "message" : "messages") in \(name)" as TerminalText)
    }
    if folder.isSystem {
      sayHeld(report.held, in: folder)
    } else if report.isRemoved {
      say("\"\(folder.name)\" removed." as TerminalText)
    } else if report.isChanged {
      say("\"\(folder.name)\" \(report.held == 0 ? "truncated" : "updated")." as TerminalText)
    }
    if report.missed > 0 {
      let what = report.missed == 1 ? "1 message was" : "\(report.missed) messages were"
      say("\(what) changed or removed by another program meanwhile, and left so." as TerminalText)
    }
    if report.arrived > 0 { say("New mail has arrived.") }
  }

  private func sayHeld(_ count: Int, in folder: OpenFolder) {
    guard count > 0 else { return }
    say("Held \(count) \(count == 1 ? "message" : "messages") in \(folder.name)" as TerminalText)
  }
}
