import MailBytes
import MailFormat
import MailSystem

/// What `-t` reads: a message whose head names its recipients, or a file of dead letters.
extension Session {
  /// `-t`: one message, or each of those that a dead letter file holds.
  func sendTemplates(_ given: Composition) throws -> ExitStatus {
    let texts = MboxInput.messages(in: try given.text())
    if texts.isEmpty {
      var composition = given
      do {
        try takeTemplate(&composition)
        try refuseNamedFiles(composition)
      } catch let error as any MailError {
        return notSent(composition, because: error)
      }
      return try finish(&composition)
    }
    guard texts.count == 1 || isReadingDeadLetters else {
      // Who writes a text that is quoted in the input must not choose the recipients of a message.
      return notSent(
        given,
        because: ShellError(
          "-t: the input holds several messages",
          hint: "Only the dead letter file itself may; in a text a line that begins with From needs a > before it.",
          exitStatus: .dataError))
    }
    var status = ExitStatus.success
    for text in texts {
      if let stopped = statusOfSignal { return stopped }
      keepsDeadLetters = keepsDeadLetters || isReadingDeadLetters
      var composition = given
      composition.body = .memory(text)
      composition.isRepeated = true
      messageSeed = []
      do {
        try takeTemplate(&composition)
        try refuseNamedFiles(composition)
        let result = try finish(&composition)
        if result != .success { status = result }
      } catch let error as any MailError {
        // The next message is not to blame.
        report(error)
        status = error.exitStatus
      }
    }
    return status
  }

  /// Refuses a head that names files as our dead letters do: sent, or kept and resumed, it would get files of whoever sends
  /// it again to whom somebody else's text says.
  private func refuseNamedFiles(_ composition: Composition) throws(ShellError) {
    let name = UncheckedMessage.attachmentField
    guard composition.fields.contains(where: { ASCIIName.equal($0.name, name) }) else { return }
    throw ShellError(
      "-t: the head names files that are not in it (\(name))",
      hint: "mail --resume attaches those of a dead letter; -a attaches others.", exitStatus: .dataError)
  }

  /// Whether standard input is the file that unsent messages are kept in.
  private var isReadingDeadLetters: Bool {
    guard let path = try? deadLetterPath(), let file = try? FileSystem.status(of: path),
      let input = try? FileDescriptor(borrowing: 0, name: "standard input").status()
    else { return false }
    return input.isSameFile(as: file)
  }

  /// The message of `-t` with the fields of its head in their places.
  func templated(_ given: Composition) throws -> Composition {
    var composition = given
    try takeTemplate(&composition)
    return composition
  }
}
