import MailBytes
import MailLanguage
import MailSystem

/// Brings the settings together: environment, `-S`, start-up files, account, options that are settings in short.
struct StartupFiles {
  let session: Session
  let options: ParsedOptions

  /// Reads everything; a status when a file or command ended the program.
  func read() throws -> ExitStatus? {
    importEnvironment()
    if options.has(.batch) { try prepareBatch() }
    for word in options.all(.set) { try session.assign(word: word, from: .commandLine) }
    for path in files() { if let end = run(path) { return end } }
    // The files before it may have named it.
    if readsUserFiles, let extra = session.settings.string(.mailxExtraRc), !extra.isEmpty,
      let path = try? session.expandFileName(extra), let end = run(path)
    {
      return end
    }
    takeOptions()
    for item in options.items {
      switch item.key {
      case .account: try session.activateAccount(item.string)
      case .accountOrFile where session.hasAccount(item.string): try session.activateAccount(item.string)
      default: continue
      }
    }
    // From -X on everything can be changed, what -S set too.
    session.settings.finishStartUp()
    for command in options.all(.command) {
      if let end = obey({ try session.execute(command, in: .session) }) { return end }
    }
    return nil
  }

  /// What `-#` stands for, as if -S had set it: a script that names no mailbox has an empty one, and touches nobody's.
  private func prepareBatch() throws {
    var words = ["emptystart", "noerrexit", "noheader", "noposix", "quiet", "sendwait", "typescript-mode"]
    if options.mode == .read, !options.has(.file), !options.has(.user) {
      words += ["MAIL=/dev/null", "MBOX=/dev/null", "inbox=/dev/null"]
    }
    for word in words { try session.settings.assign(word: Array(word.utf8), from: .commandLine) }
  }

  /// Runs one start-up file; a status when it ended the program.
  private func run(_ path: String) -> ExitStatus? {
    obey { try session.runFile(path, isStartup: true, mayBeMissing: true) }
  }

  /// Does what a start-up file or a command of -X asks for; a status when that ended the program.
  private func obey(_ order: () throws -> Outcome) -> ExitStatus? {
    do {
      let outcome = try order()
      session.noteStatus(of: outcome)
      switch outcome {
      case .quit(let status), .exit(let status): return status
      case .failed: return failure
      case .done: return nil
      }
    } catch {
      // A file that cannot be read and a command that fails are told and passed over, as every dialect does.
      session.report(error)
      return failure
    }
  }

  /// The status with which an error ends the program, where `errexit` or POSIX wants that.
  private var failure: ExitStatus? {
    let settings = session.settings
    return settings.flag(.errexit) || settings.flag(.posix) ? session.lastStatus : nil
  }

  /// Takes in the documented variables; a run that only pipes a message asks for the few that can matter to it.
  private func importEnvironment() {
    if options.mode == .send, !session.world.input.isTerminal {
      takeVariable("DEAD")
      takeVariable("MAIL_FROM")
      takeVariable("MAIL_URL")
      takeVariable("NETRC")
      takeVariable("ORGANIZATION")
      takeVariable("REPLYTO")
      takeVariable("ALL_PROXY")
      takeVariable("SOCKS5_PROXY")
      takeVariable("POSIXLY_CORRECT")
      takeVariable("MAILX_NO_SYSTEM_RC")
      takeVariable("NAIL_NO_SYSTEM_RC")
      takeVariable("NAIL_EXTRA_RC")
      takeVariable("EDITOR")
      takeVariable("VISUAL")
      takeVariable("SHELL")
      return
    }
    for entry in session.world.environment.entries { session.settings.importEnvironment(Array(entry.utf8)) }
  }

  private func takeVariable(_ name: StaticString) {
    guard let value = session.world.environment[name.description] else { return }
    session.settings.importEnvironment(Array((name.description + "=" + value).utf8))
  }

  private func files() -> [String] {
    var readsSystem = !options.has(.noSystemFile) && !session.settings.flag(.mailxNoSystemRc)
    if let letters = options.last(.startupFiles) { readsSystem = letters.contains(UInt8(ascii: "s")) }
    var result: [String] = []
    if readsSystem { result.append(Startup.systemFile) }
    if readsUserFiles, let name = userFile() { result.append(name) }
    return result
  }

  /// Whether the person's own files are read.
  private var readsUserFiles: Bool {
    options.last(.startupFiles)?.contains(UInt8(ascii: "u")) ?? !options.has(.noUserFile)
  }

  /// MAILRC, else Heirloom's NAILRC, else ~/.mailrc; nil without a home folder.
  private func userFile() -> String? {
    let environment = session.world.environment
    if let name = environment["MAILRC"] ?? environment["NAILRC"], !name.isEmpty {
      return try? session.expandFileName(name)
    }
    return session.world.home.map { $0 + "/.mailrc" }
  }

  /// Options that only stand for settings; they win over the files.
  private func takeOptions() {
    func turnOn(_ key: OptionKey, _ setting: Setting) {
      if options.has(key) { session.settings.set(setting, to: []) }
    }
    turnOn(.verbose, .verbose)
    turnOn(.debug, .debug)
    turnOn(.ignoreInterrupts, .ignore)
    turnOn(.skipEmpty, .skipemptybody)
    turnOn(.disconnected, .disconnected)
    turnOn(.quitOnInterrupt, .quit)
    // It holds for the folders that are opened later too, as in s-nail.
    turnOn(.readOnly, .readonly)
    if options.has(.noSummary) { session.settings.set(.header, to: nil) }
    if options.has(.json) { session.printsJSON = true }
    if options.has(.interactive) { session.isInteractive = true }
  }
}
