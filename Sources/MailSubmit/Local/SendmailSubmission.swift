import MailBytes
public import MailFormat
public import MailSystem
import MailWire

/// Hands a message to a local sendmail program, without a shell, and believes its exit status.
public final class SendmailSubmission: Submission {
  private let configuration: SendmailConfiguration
  /// Where sendmail lies although it is in few people's PATH.
  private static let folders = ["/usr/sbin", "/usr/lib", "/sbin", "/usr/local/sbin"]
  /// Arguments longer than this make the kernel refuse the program (one page is left for the rest).
  private static let maximumArguments = 1 << 20

  private let makeGate: () -> SignalGate?

  /// Makes a submission from its configuration; a signal of the gate ends the waits for the program.
  public init(_ configuration: SendmailConfiguration, makeGate: @escaping () -> SignalGate? = { nil }) {
    self.configuration = configuration
    self.makeGate = makeGate
  }

  /// The local sendmail's path, when there is one in its usual places.
  public static func installedProgram() -> String? {
    for folder in folders where FileSystem.isExecutable(folder + "/sendmail") { return folder + "/sendmail" }
    return nil
  }

  /// Hands the message over for all recipients; the program answers for them together.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    let arguments = try self.arguments(from: reversePath, to: recipients)
    let program = try self.program()
    let file = try self.file(of: message, for: program)
    let outcome: ChildOutcome
    let gate = makeGate()
    // A program that is started only to be ended may have taken the message all the same.
    if let signal = gate?.peek() { throw SubmitError(stoppedBeforehandBy: signal) }
    do throws(SystemError) {
      var child = try Launcher.start(arguments, program: program, input: .descriptor(file.raw))
      outcome = try child.waitOrEnd(by: gate)
    } catch {
      if error.isInterruption {
        throw SubmitError(
          "\(program): \(error.detail ?? "interrupted") while it had the message: it is not known whether it was taken",
          exitStatus: .temporaryFailure, isTemporary: false, isDoubtful: true)
      }
      throw SubmitError(
        "cannot run \(program)", hint: "Set mta to a mail transport agent, or smtp to a server.", cause: error,
        exitStatus: error.isPermission ? .noPermission : .unavailable, isTemporary: false)
    }
    return try receipt(for: recipients, program, outcome)
  }

  // MARK: The call

  private func arguments(from reversePath: Address?, to recipients: [Address]) throws(SubmitError) -> [String] {
    var arguments = [configuration.name]
    if !configuration.omitsDefaultArguments { arguments.append("-i") }
    if configuration.namesSender {
      arguments.append("-f")
      // The null reverse-path is `<>` for sendmail.
      arguments.append(try reversePath.map { (address) throws(SubmitError) in try Self.path(address) } ?? "<>")
    }
    arguments += configuration.arguments
    if !configuration.omitsRecipients {
      // Nothing behind it is taken for an option, whatever it looks like.
      arguments.append("--")
      var length = 0
      for recipient in recipients {
        let path = try Self.path(recipient)
        length += path.utf8.count + 1
        arguments.append(path)
      }
      guard length < Self.maximumArguments else {
        throw SubmitError(
          "too many recipients for one call of \(configuration.program)", hint: "Send to fewer recipients at a time.",
          exitStatus: .dataError, isTemporary: false)
      }
    }
    return arguments
  }

  private static func path(_ address: Address) throws(SubmitError) -> String {
    do throws(WireError) {
      return try EnvelopePath(address).text
    } catch {
      throw SubmitError(error.summary, hint: error.hint, exitStatus: error.exitStatus, isTemporary: false)
    }
  }

  private func program() throws(SubmitError) -> String {
    let name = configuration.program
    if let found = Launcher.find(name) { return found }
    if !name.utf8.contains(UInt8(ascii: "/")) {
      for folder in Self.folders where FileSystem.isExecutable(folder + "/" + name) { return folder + "/" + name }
    }
    let isThere = FileSystem.exists(name)
    throw SubmitError(
      "cannot run \(name): \(isThere ? "it is not executable" : "there is no such program")",
      hint: "Set mta to a mail transport agent, or smtp to a server.",
      exitStatus: isThere ? .noPermission : .unavailable,
      isTemporary: false)
  }

  private func file(of message: OutgoingMessage, for program: String) throws(SubmitError) -> FileDescriptor {
    do throws(MessageWriter.Failure<SystemError>) {
      return try MessageFile.make(about: MessageWriter.wireSize(of: message)) {
        (hand) throws(MessageWriter.Failure<SystemError>) in
        try MessageWriter.write(message, style: .local, to: hand)
      }
    } catch {
      switch error {
      case .content(let error): throw SubmitError(error.summary, exitStatus: error.exitStatus, isTemporary: false)
      case .sink(let error):
        throw SubmitError(
          "the message could not be handed to \(program)", cause: error, exitStatus: .ioError, isTemporary: false)
      }
    }
  }

  // MARK: What came of it

  private func receipt(
    for recipients: [Address], _ program: String, _ outcome: ChildOutcome
  ) throws(SubmitError) -> Receipt {
    guard outcome.isSuccess else {
      let status: ExitStatus =
        switch outcome {
        case .exited(let number) where (64...78).contains(number): ExitStatus(rawValue: number)
        case .exited(127), .exited(126): .unavailable
        case .exited: .unavailable
        case .signalled: .osError
        }
      throw SubmitError(
        "\(program) did not take the message: \(outcome.words)", exitStatus: status,
        isTemporary: status == .temporaryFailure)
    }
    // A program that says 0 has taken the message, however much of it it wanted to read.
    return Receipt(recipients.map { Receipt.Entry($0, .accepted("handed to \(program)")) })
  }
}
