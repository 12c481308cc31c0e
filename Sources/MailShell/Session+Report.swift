public import MailBytes
import MailLanguage

extension Session {
  /// Prints whatever a command threw.
  public func report(_ error: any Error) {
    report((error as? any MailError) ?? ShellError("unexpected error"))
  }

  /// Prints an error, the only place that does: `mail: summary: cause`, then the hint on a line of its own.
  public func report(_ error: any MailError) {
    let prefix = settings.isAssigned(.logPrefix) ? settings.string(.logPrefix) : nil
    let line = (prefix ?? world.programName + ": ") + error.wholeSummary
    world.output.flush()
    world.errors.write((TerminalText(cleaning: line) + "\n").bytes)
    if let hint = error.hint { world.errors.write((TerminalText(cleaning: hint) + "\n").bytes) }
    world.errors.flush()
    lastStatus = error.exitStatus
    sendResult.error = error.wholeSummary
  }

  /// Says on standard error what people would not expect of a command that did its work; its status stays as it is.
  func warn(_ words: String) {
    world.output.flush()
    world.errors.write((TerminalText(cleaning: "\(world.programName): \(words)") + "\n").bytes)
    world.errors.flush()
  }

  /// Tells the person at the terminal what a command may not have meant; scripts are not told.
  func advise(_ words: String) { if isInteractive { warn(words) } }
}
