import MailBytes
import MailSystem

/// The reading of what a message is made of ended before its end: what was read of it is kept, and not sent.
struct CutOffInput: MailError {
  /// What ended it.
  let reason: SpooledInput.CutOff

  /// What was being read.
  let subject: Subject

  /// What can be cut off.
  enum Subject: String {
    /// Standard input, or a pipe named as the text.
    case text = "the text"
    /// A pipe named as an attachment.
    case attachment = "an attachment"
  }

  /// Takes what ended the reading.
  init(_ reason: SpooledInput.CutOff, in subject: Subject = .text) { (self.reason, self.subject) = (reason, subject) }

  /// The signal that ended the reading, and ends the run.
  var signal: Signal? { if case .signal(let signal) = reason { signal } else { nil } }

  /// What it was.
  var summary: String {
    switch reason {
    case .signal(let signal):
      "\(signal.name) came before the end of \(subject.rawValue), so the message is not sent"
    case .failure: "\(subject.rawValue) could not be read to its end, so the message is not sent"
    case .limit(let count):
      "\(subject.rawValue) is longer than \(ByteCount.words(count)), so only its beginning is kept"
    }
  }

  /// Why no more could be read or kept.
  var cause: (any MailError)? { if case .failure(let failure) = reason { failure } else { nil } }

  /// What to do where there was no room.
  var hint: String? {
    guard case .failure(let failure) = reason, failure.call == "write" || failure.isFull else { return nil }
    return "Make room there, or name a folder with more of it in TMPDIR, and send the whole again."
  }

  /// As of a program that the signal ended, or as of the failure.
  var exitStatus: ExitStatus {
    switch reason {
    case .signal(let signal): ExitStatus(rawValue: 128 + signal.rawValue)
    case .failure(let failure): failure.exitStatus
    case .limit: .failure
    }
  }
}
