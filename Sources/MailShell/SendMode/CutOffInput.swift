import MailBytes
import MailSystem

/// A signal came before the end of standard input: what was read of the text is kept, and not sent.
struct CutOffInput: MailError {
  /// The signal.
  let signal: Signal

  /// Takes the signal.
  init(_ signal: Signal) { self.signal = signal }

  /// Which signal it was.
  var summary: String { "\(signal.name) came before the end of the text, so it is not sent" }
  /// As of a program that the signal ended.
  var exitStatus: ExitStatus { ExitStatus(rawValue: 128 + signal.rawValue) }
}
