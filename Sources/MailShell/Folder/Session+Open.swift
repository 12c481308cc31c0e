import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Opens the folder that the target names; nothing of the present one is touched.
  func open(_ target: FolderTarget, isReadOnly: Bool) throws -> OpenFolder {
    guard !target.isRemote else {
      throw ShellError(
        "\(target.name): mailboxes on servers cannot be opened", hint: "Fetch the mail into a file first.",
        exitStatus: .unavailable)
    }
    let mailbox: any Mailbox
    do {
      mailbox = try openMailbox(at: target.path, isReadOnly: isReadOnly || settings.flag(.readonly))
    } catch let error as StoreError
      where error.kind == .missing && target.name.utf8.first == UInt8(ascii: "+") && settings.string(.folder) == nil
    {
      throw StoreError(
        .missing, error.summary,
        hint:
          "The + stands for the directory that the setting folder names, and none is set: for example set folder=mail."
      )
    }
    if let mailbox = mailbox as? MboxMailbox, mailbox.isFinishedCopy {
      let reason =
        mailbox.obstacle.map { "; it cannot be finished before there is room (\(SystemError.words(for: $0.errno)))" }
        ?? ""
      warn(
        "\(target.name): was left half rewritten by a run that was cut short\(reason); it is shown as it was to become")
    }
    return try OpenFolder(mailbox, name: target.name, path: target.wholePath, isSystem: target.isSystem)
  }

  /// Leaves the present folder as `quit` does, then opens another and tells about it.
  func switchFolder(to word: QuotedWord, isReadOnly: Bool) throws {
    try refuseWhileComposing()
    let target = try resolveFolder(word)
    let isSame = folder.map { $0.path == target.wholePath } ?? false
    // The next folder is opened first, so that a wrong name leaves everything as it is; the present one cannot be.
    let next = isSame ? nil : try open(target, isReadOnly: isReadOnly)
    do { try leaveFolder() } catch let error as StoreError where isSame && error.kind == .changed {
      // To open it again is the way out of this.
      report(
        ShellError(error.summary, hint: "What was done to its messages is forgotten.", exitStatus: error.exitStatus))
    }
    if let folder { previousFolder = folder.target }
    // Messages may have moved from the present folder into the next one.
    let isSecondary = (try? resolveFolder(.init([UInt8(ascii: "&")])))?.path == target.path
    folder = try isSecondary ? open(target, isReadOnly: isReadOnly) : next ?? open(target, isReadOnly: isReadOnly)
    try announceFolder()
  }

  /// Opens the system mailbox of the settings in the place of a folder that was left; one that is not there is no mail.
  func openInbox() throws {
    let target = try systemMailbox()
    let next: OpenFolder?
    do { next = try open(target, isReadOnly: false) } catch let error as StoreError where error.kind == .missing {
      next = nil
    }
    if let folder { previousFolder = folder.target }
    folder = next
    if next == nil { return tellOfNoMail("for", world.user.name) }
    try announceFolder()
  }

  /// Says that there is no mail for somebody, or in a folder.
  func tellOfNoMail(_ preposition: StaticString, _ name: String) {
    world.output.flush()
    var line: TerminalText = "No mail "
    line.append(preposition)
    line += " \(name)\n"
    world.errors.write(line.bytes)
    world.errors.flush()
  }

  private func announceFolder() throws {
    try prepareFolder()
    showFolderLine()
    if let folder, folder.count > 0, settings.flag(.header), settings.flag(.bsdannounce) || isInteractive {
      try showHeaderPage(around: folder.dot)
    }
  }

  /// What the settings ask for when a folder was opened: another order, another current message, a hook.
  func prepareFolder() throws {
    guard let folder, folder.count > 0 else { return }
    if settings.flag(.showlast) { self.folder?.dot = folder.number(at: folder.count - 1) }
    let order = settings.string(.autosort) ?? (settings.flag(.autothread) ? "thread" : "")
    if !order.isEmpty, order != "none" {
      // A word that is no order must not keep anybody from the mail.
      do {
        try sort(by: ASCIIName.lowered(order))
        self.folder?.sortedBy = order
        if order == "thread" && settings.flag(.autocollapse) { try setCollapsed(true, below: topsOfThreads()) }
      } catch let error as ShellError {
        report(ShellError("\(placeOfAutosort)\(error.summary)", hint: error.hint))
      }
    }
    let named = try namesForHooks(of: folder).lazy.compactMap { self.settings.string(.folderHook, suffix: $0) }.first
    if let hook = named ?? settings.string(.folderHook), !hook.isEmpty {
      let wasInFolderHook = isInFolderHook
      isInFolderHook = true
      defer { isInFolderHook = wasInFolderHook }
      // A hook that fails must not keep anybody from the mail either.
      do { _ = try execute(Array("call \(hook)".utf8), in: .session) } catch let error as ShellError { report(error) }
    }
  }

  private var placeOfAutosort: String {
    guard case .file(let name, let line)? = settings.origin(of: .autosort) else { return "" }
    return "\(name), line \(line): "
  }

  /// What `folder-hook-NAME` may call a folder: its whole path, `+name` below the mail folder, the name as it was opened.
  private func namesForHooks(of folder: OpenFolder) throws -> [String] {
    var names = [folder.path]
    if let mail = try mailFolder(), folder.path.hasPrefix(mail + "/") {
      names.append("+" + folder.path.dropFirst(mail.count + 1))
    }
    return names + [folder.name]
  }

  private func topsOfThreads() -> [Int] {
    guard let folder, let depths = folder.threadDepths else { return [] }
    return depths.indices.filter { depths[$0] == 0 }.map { $0 + 1 }
  }

  /// Prints `"name": 3 messages 1 new 2 unread`.
  func showFolderLine() {
    guard let folder else {
      say("No folder is open")
      return
    }
    var new = 0
    var unread = 0
    var deleted = 0
    var saved = 0
    var gone = 0
    for state in folder.states {
      if state.contains(.gone) {
        gone += 1
        continue
      }
      if state.contains(.deleted) { deleted += 1 } else if state.contains(.saved) { saved += 1 }
      if state.isNew { new += 1 }
      if state.isUnread { unread += 1 }
    }
    let count = folder.count - gone
    var line: TerminalText = "\"\(folder.name)\": \(count) \(count == 1 ? "message" : "messages")"
    if new > 0 { line += " \(new) new" }
    if unread - new > 0 { line += " \(unread) unread" }
    if deleted > 0 { line += " \(deleted) deleted" }
    if saved > 0 { line += " \(saved) saved" }
    if folder.isReadOnly { line += " [Read only]" }
    say(line)
  }

  /// Looks for mail that has arrived and takes it in; lists it unless silent.
  ///
  /// - Returns: whether there was any.
  @discardableResult
  func incorporate(silently: Bool) throws -> Bool {
    guard var folder else { return false }
    let before = folder.count
    let hasCome = try folder.mailbox.refresh() > 0
    if hasCome { try folder.takeInArrivals() }
    let gone = folder.noteGone()
    guard hasCome || gone > 0 else { return false }
    try folder.renewStates()
    if folder.dot == 0 { folder.dot = folder.firstDot() }
    self.folder = folder
    guard !silently else { return hasCome }
    if gone > 0 {
      say("\(gone) \(gone == 1 ? "message was" : "messages were") removed by another program." as TerminalText)
    }
    guard hasCome else { return false }
    say("New mail has arrived.")
    try showHeadlines(of: (before + 1)..<(folder.count + 1))
    return true
  }

  /// Where indexes are kept between runs.
  var cacheDirectory: String? { stateFolder(variable: "XDG_CACHE_HOME", below: ".cache") }
  /// Where journals are kept.
  var stateDirectory: String? { stateFolder(variable: "XDG_STATE_HOME", below: ".local/state") }

  private func stateFolder(variable: String, below: String) -> String? {
    if let base = world.environment[variable], base.hasPrefix("/") { return base + "/mail" }
    return world.home.map { $0 + "/" + below + "/mail" }
  }
}
