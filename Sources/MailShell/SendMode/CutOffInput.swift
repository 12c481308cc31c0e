import MailBytes
import MailSystem

/// A signal came before the end of what a message is made of: what was read of it is kept, and not sent.
struct CutOffInput: MailError {
  /// The signal.
  let signal: Signal

  /// What was being read.
  let subject: Subject

  /// What a signal can cut off.
  enum Subject: String {
    /// Standard input, or a pipe named as the text.
    case text = "the text"
    /// A pipe named as an attachment.
    case attachment = "an attachment"
  }

  /// Takes the signal.
  init(_ signal: Signal, in subject: Subject = .text) { (self.signal, self.subject) = (signal, subject) }

  /// Which signal it was.
  var summary: String { "\(signal.name) came before the end of \(subject.rawValue), so the message is not sent" }
  /// As of a program that the signal ended.
  var exitStatus: ExitStatus { ExitStatus(rawValue: 128 + signal.rawValue) }
}
