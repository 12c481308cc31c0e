public import MailBytes
import MailLanguage
import MailSystem

/// One run from the command line to the exit status.
public enum Startup {
  /// The file for all users.
  static var systemFile: String { "/etc/mail.rc" }

  /// Runs the program in a world.
  public static func run(in world: World) -> ExitStatus {
    if isVersionQuestion(world.arguments) {
      world.output.write(Information.versionLine(in: world))
      return finishOutput(of: world, .success)
    }
    let session = Session(world: world)
    world.keptAlive = session
    return finishOutput(of: world, run(session))
  }

  /// Sends out the rest of the output: what could not be written was not done, whatever else went well.
  private static func finishOutput(of world: World, _ status: ExitStatus) -> ExitStatus {
    world.output.flush()
    // Who closed the pipe has seen enough and knows it.
    if let failure = world.output.failure, !failure.isBrokenPipe {
      world.errors.write("\(world.programName): \(failure.summary)\n")
    }
    world.errors.flush()
    return status == .success && !world.output.isHealthy ? .ioError : status
  }

  /// The one question that needs neither options nor settings.
  private static func isVersionQuestion(_ arguments: [[UInt8]]) -> Bool {
    guard arguments.count == 1 else { return false }
    return arguments[0].elementsEqual("--version".utf8) || arguments[0].elementsEqual("-V".utf8)
  }

  private static func run(_ session: Session) -> ExitStatus {
    let world = session.world
    var parser = OptionParser(
      world.arguments, programName: world.programName,
      probe: OptionProbe(
        fileExists: { session.existsAsNamed(String(keeping: $0)) },
        isCommand: { CommandTable.command(named: $0)?.name == $0 }))
    let options: ParsedOptions
    do throws(UsageError) { options = try parser.parse() } catch {
      session.report(error)
      if let options = parser.messageRefused {
        session.keepRefusedInput(options)
        if world.arguments.contains(where: { $0.elementsEqual("--json".utf8) }) {
          session.printsJSON = true
          session.writeSendResult(error.exitStatus)
        }
      }
      return error.exitStatus
    }
    let status = run(session, options)
    // What ended before there was a message to send is told as well.
    if options.mode == .send, session.sendResults == 0, !options.isInformation, !options.has(.explain) {
      if options.has(.json) { session.printsJSON = true }
      session.writeSendResult(status)
    }
    return status
  }

  private static func run(_ session: Session, _ options: ParsedOptions) -> ExitStatus {
    let world = session.world
    do {
      if options.isInformation { return Information.show(options, in: world) }
      for warning in options.warnings {
        world.errors.write("\(world.programName): ")
        world.errors.write(TerminalText(cleaning: warning).bytes)
        world.errors.write("\n")
      }
      session.isSending = options.mode == .send
      do {
        if let end = try StartupFiles(session: session, options: options).read() {
          return session.endUnsent(options, end)
        }
      } catch let error as any MailError {
        session.report(error)
        session.keepInput(options)
        return error.exitStatus
      }
      if options.mode == .read || world.input.isTerminal { session.adoptTerminalCharset() }
      if let status = try session.runUpkeep(options) { return status }
      if options.has(.explain), options.mode == .read { return try session.explainReading(options) }
      return try options.mode == .send ? session.runSending(options) : session.runReading(options)
    } catch let error as any MailError {
      session.report(error)
      return error.exitStatus
    } catch {
      session.report(ShellError("unexpected failure: \(error)", exitStatus: .software))
      return .software
    }
  }
}
