import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Reads mail as the command line asks.
  func runReading(_ options: ParsedOptions) throws -> ExitStatus {
    var request = ReadRequest()
    if options.has(.file) { request.folder = QuotedWord(options.file ?? [UInt8(ascii: "&")]) }
    request.user = options.last(.user).map { String(keeping: $0) }
    request.isReadOnly = options.has(.readOnly)
    request.onlyChecks = options.has(.exists)
    request.onlyLists = options.has(.summary) || (options.has(.search) && !request.onlyChecks)
    request.list = options.last(.search)
    // To a command no list is the current message; a script whose variable is empty meant no such thing.
    if let list = request.list, Blanks.trim(list).isEmpty {
      throw ShellError(
        "-L: the list of messages is empty: a variable without a value?",
        exitStatus: request.onlyChecks ? Self.checkFailed : .usage)
    }
    request.isQuiet = options.has(.noSummary)
    request.printsAll = options.has(.printAll)
    request.commands = options.all(.firstCommand)
    request.isBatch = options.has(.batch)
    obeysEscapes = options.has(.tildeEscapes) || options.has(.interactive) || options.has(.batch)
    if let name = options.last(.idFile) {
      let path = try expandFileName(String(keeping: name))
      // One that cannot be written is better found now than when everything is read.
      _ = try FileDescriptor.open(path, .write, options: [.create, .truncate, .nonBlocking])
      idFile = path
    }
    return read(request)
  }

  /// Reads mail: opens the folder, lists it, runs the commands, applies the changes.
  func read(_ request: ReadRequest) -> ExitStatus {
    let status: ExitStatus
    do {
      status = try readFolder(request)
    } catch {
      report(error)
      status = request.onlyChecks ? Self.checkFailed : (error as? any MailError)?.exitStatus ?? .failure
    }
    if let hook = settings.string(.onProgramExit), !hook.isEmpty { _ = run(line: Array("call \(hook)".utf8)) }
    world.output.flush()
    return status == .success && !world.output.isHealthy ? .ioError : status
  }

  private func readFolder(_ request: ReadRequest) throws -> ExitStatus {
    let target = try self.target(of: request)
    if request.folder != nil { firstFolder = target }
    let opened: OpenFolder
    do {
      opened = try open(target, isReadOnly: request.isReadOnly || request.onlyChecks || request.onlyLists)
    } catch let error as StoreError
      where request.folder == nil && (error.kind == .missing || target.path == "/dev/null")
    {
      guard settings.flag(.emptystart), !request.onlyChecks, !request.onlyLists, !request.printsAll else {
        return noMail(for: request)
      }
      if !settings.flag(.quiet) { tellOfNoMail("for", request.user ?? world.user.name) }
      return converse(request)
    } catch {
      if request.onlyChecks {
        // A mailbox that is not there has no mail, and that is all `-e` is asked.
        if try (error as? StoreError)?.kind == .missing && FileSystem.status(of: target.path, followLinks: true) == nil
        {
          return .failure
        }
        report(error)
        return Self.checkFailed
      }
      report(error)
      return .failure
    }
    folder = opened
    if request.onlyChecks { return try check(request) }
    if opened.count == 0 && (request.onlyLists || !settings.flag(.emptystart)) {
      if request.folder == nil { return noMail(for: request) }
      guard !request.onlyLists else {
        tellOfNoMail("in", opened.name)
        return .failure
      }
      showFolderLine()
      return .success
    }
    try prepareFolder()
    if request.onlyLists { return try list(request) }
    isInteractive = world.input.isTerminal && !request.isBatch
    isReading = true
    if isInteractive { tellOfUnfinished() }
    if !request.isQuiet && !request.printsAll && !printsJSON { try greet() }
    guard !request.printsAll else {
      for command in request.commands { if let status = run(line: command) { return status } }
      try printMessages(Array(1..<(opened.count + 1)), with: PrintStyle())
      return exitStatus
    }
    return converse(request)
  }

  /// Runs the commands of the command line, then those of the input.
  private func converse(_ request: ReadRequest) -> ExitStatus {
    isInteractive = world.input.isTerminal && !request.isBatch
    isReading = true
    for command in request.commands { if let status = run(line: command) { return status } }
    return loop()
  }

  private func target(of request: ReadRequest) throws -> FolderTarget {
    if let folder = request.folder { return try resolveFolder(folder) }
    if let user = request.user {
      let target = try resolveFolder(.init(Array(("%" + user).utf8)))
      guard FileSystem.exists(target.path) || User.named(user) != nil else {
        throw ShellError("no such user: \(TerminalQuote.quoted(user))", exitStatus: .failure)
      }
      return target
    }
    return try systemMailbox()
  }

  private func noMail(for request: ReadRequest) -> ExitStatus {
    guard !request.onlyChecks else { return .failure }
    tellOfNoMail("for", request.user ?? world.user.name)
    return .failure
  }

  /// What `-e` ends with where it cannot tell whether there is mail.
  private static var checkFailed: ExitStatus { ExitStatus(rawValue: 2) }

  /// `-e`: whether there is a message at all, or one of the list.
  private func check(_ request: ReadRequest) throws -> ExitStatus {
    guard let list = request.list else { return folder?.count ?? 0 > 0 ? .success : .failure }
    do {
      return try messages(named: list, .undeleted).isEmpty ? .failure : .success
    } catch let error as MessageListError {
      if error.isAnswer { return .failure }
      report(error)
      return Self.checkFailed
    }
  }

  /// `-H`: the header lines of all messages, or of the list.
  private func list(_ request: ReadRequest) throws -> ExitStatus {
    guard let folder else { return .failure }
    do {
      if let list = request.list {
        try showHeadlines(of: try messages(named: list, .any))
      } else {
        try showHeadlines(of: 1..<(folder.count + 1))
      }
      return .success
    } catch let error as MessageListError {
      report(error)
      if case .mailbox(let below) = error { return below.exitStatus }
      return error.isAnswer ? .failure : .usage
    }
  }

  /// The banner, the folder's line, and the first page of header lines.
  private func greet() throws {
    if !settings.flag(.quiet) {
      say("\(world.programName) version \(Version.number).  Type ? for help." as TerminalText)
    }
    guard settings.flag(.header) else { return }
    showFolderLine()
    if let folder, folder.count > 0 { try showHeaderPage(around: folder.dot) }
  }
}
