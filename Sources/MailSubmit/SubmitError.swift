public import MailBytes
public import MailSystem

/// The message was handed over for nobody.
public struct SubmitError: MailError {
  /// What failed, with the host or program.
  public let summary: String
  /// The setting that helps, if any.
  public let hint: String?
  /// The error below, if any.
  public let cause: (any MailError)?
  /// 64 to 78 of sysexits(3).
  public let exitStatus: ExitStatus
  /// Whether a later try may work, so that a queue may keep the message.
  public let isTemporary: Bool
  /// What was said about each recipient, where it came that far.
  public let receipt: Receipt?
  /// What kind of failure it was, for who could try another way.
  public let kind: Kind
  /// Whether somebody may have the message all the same: it was out, and no answer came.
  public let isDoubtful: Bool

  /// What kind of failure it was.
  public enum Kind: Sendable, Equatable {
    /// A session that was begun ended before the message went out.
    case session
    /// TLS did not come about.
    case encryption
    /// The message went out and no answer came: somebody may have it.
    case unknown
    /// A signal ended it.
    case interrupted
    /// Anything else.
    case other
  }

  /// Makes an error from its parts.
  public init(
    _ summary: String, hint: String? = nil, cause: (any MailError)? = nil, exitStatus: ExitStatus, isTemporary: Bool,
    receipt: Receipt? = nil, kind: Kind = .other, isDoubtful: Bool = false
  ) {
    self.summary = summary
    self.hint = hint
    self.cause = cause
    self.exitStatus = exitStatus
    self.isTemporary = isTemporary
    self.receipt = receipt
    self.kind = kind
    self.isDoubtful = isDoubtful
  }
}

extension SubmitError {
  /// A signal came before anything was handed over.
  public init(stoppedBeforehandBy signal: Signal) {
    self.init(
      "interrupted by \(signal.name) before the message was handed over; nobody got it", exitStatus: .temporaryFailure,
      isTemporary: false, kind: .interrupted)
  }
}
