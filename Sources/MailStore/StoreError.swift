public import MailBytes
public import MailSystem

/// A mailbox could not be opened, read or changed.
public struct StoreError: MailError {
  /// What kind of failure it was.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// It is a folder, a device, or does not hold messages.
    case notMailbox
    /// Another program has it locked.
    case locked
    /// It changed under our hands in a way that cannot be merged.
    case changed
    /// It may only be read.
    case readOnly
    /// There is no message of that number.
    case noSuchMessage
    /// There is not memory enough to read a message as a whole.
    case tooLarge
    /// The system refused.
    case system
  }

  /// What kind of failure it was.
  public let kind: Kind
  /// What failed, with the mailbox.
  public let summary: String
  /// What the person can do.
  public let hint: String?
  /// The error of the system below.
  public let cause: (any MailError)?

  /// Makes an error from its parts.
  public init(_ kind: Kind, _ summary: String, hint: String? = nil, cause: (any MailError)? = nil) {
    self.kind = kind
    self.summary = summary
    self.hint = hint
    self.cause = cause
  }

  /// Wraps an error of the system; `verb` says what was tried, as in "cannot open".
  public init(_ error: SystemError, _ verb: String = "") {
    if error.call == "lock" {
      kind = .locked
      hint = "Try again in a moment; nothing was changed."
    } else if error.isMissing {
      kind = .missing
      hint = error.hint
    } else {
      kind = .system
      hint = error.hint
    }
    summary = verb.isEmpty ? error.summary : verb
    cause = verb.isEmpty ? nil : error
    status = error.exitStatus
  }

  private var status: ExitStatus?

  /// 66 for what is not there, 75 for a lock, 77 for lack of rights, else the cause's.
  public var exitStatus: ExitStatus {
    switch kind {
    case .missing, .notMailbox, .noSuchMessage: .noInput
    case .locked, .changed: .temporaryFailure
    case .tooLarge: .osError
    case .readOnly: .noPermission
    case .system: status ?? .ioError
    }
  }
}
