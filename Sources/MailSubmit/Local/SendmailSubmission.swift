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
    let feeding: Feeding
    let outcome: ChildOutcome
    let gate = makeGate()
    do throws(SystemError) {
      var child = try Launcher.start(arguments, program: program, input: .pipe)
      feeding = Self.feed(message, to: child, gate)
      // One that did not get the whole message is ending already.
      if case .whole = feeding { outcome = try child.waitOrEnd(by: gate) } else { outcome = try child.wait() }
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
    return try receipt(for: recipients, program, outcome, feeding)
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

  /// Why the program did not get the whole message.
  private enum Feeding {
    case whole
    case content(ContentError)
    case pipe(SystemError)
  }

  private static func feed(
    _ message: OutgoingMessage, to child: borrowing ChildProcess, _ gate: SignalGate?
  ) -> Feeding {
    do throws(MessageWriter.Failure<SystemError>) {
      try MessageWriter.write(message, style: .local) { (block: Span<UInt8>) throws(SystemError) in
        try child.write(block, gate: gate)
      }
      return .whole
    } catch {
      switch error {
      case .content(let error):
        // Half a message must not go out as a whole one.
        child.send(.kill)
        return .content(error)
      case .sink(let error):
        if error.isInterruption { child.send(.kill) }
        return .pipe(error)
      }
    }
  }

  // MARK: What came of it

  private func receipt(
    for recipients: [Address], _ program: String, _ outcome: ChildOutcome, _ feeding: Feeding
  ) throws(SubmitError) -> Receipt {
    if case .content(let error) = feeding {
      throw SubmitError(error.summary, exitStatus: error.exitStatus, isTemporary: false)
    }
    if case .pipe(let error) = feeding, error.isInterruption {
      throw SubmitError(
        "\(program): \(error.detail ?? "interrupted") while the message was handed over; nobody got it",
        exitStatus: .temporaryFailure, isTemporary: false)
    }
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
    // A program that says 0 has taken the message, however much of it it wanted to read: a short one would have gone
    // into the pipe unread all the same, and the status must not depend on the length.
    if case .pipe(let error) = feeding, !error.isBrokenPipe {
      throw SubmitError(
        "the message could not be handed to \(program)", cause: error, exitStatus: .ioError,
        isTemporary: false)
    }
    return Receipt(recipients.map { Receipt.Entry($0, .accepted("handed to \(program)")) })
  }
}
