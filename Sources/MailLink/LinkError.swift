public import MailBytes
public import MailWire

/// A conversation could not be begun or went wrong.
public struct LinkError: MailError {
  /// What kind of failure it was.
  public enum Kind: Sendable, Equatable {
    /// No connection came about.
    case unreachable
    /// The host's name is unknown, for good.
    case unknownHost
    /// TLS did not come about or the peer is not trusted.
    case insecure
    /// A step took too long.
    case timedOut
    /// The peer closed or the connection broke.
    case broken
    /// A signal ended the wait.
    case interrupted
    /// The server refused, broke the protocol or lacks what is needed.
    case refused
    /// The message itself could not be read while it was sent.
    case content
  }

  /// What kind of failure it was.
  public let kind: Kind
  /// What failed, with the host.
  public let summary: String
  /// The setting that helps, if any.
  public let hint: String?
  /// The error below, if any.
  public let cause: (any MailError)?
  /// 65 to 78 of sysexits(3).
  public let exitStatus: ExitStatus
  /// The step that was waited for when it happened, where a dialog was running.
  public var step: WireStep?

  /// Makes an error from its parts.
  public init(
    kind: Kind, _ summary: String, hint: String? = nil, cause: (any MailError)? = nil, exitStatus: ExitStatus,
    step: WireStep? = nil
  ) {
    self.kind = kind
    self.summary = summary
    self.hint = hint
    self.cause = cause
    self.exitStatus = exitStatus
    self.step = step
  }

  /// The same without the secrets that the server repeated.
  func masked(by mask: SecretMask) -> LinkError {
    LinkError(kind: kind, mask.cleaned(summary), hint: hint, cause: cause, exitStatus: exitStatus, step: step)
  }

  /// Whether a later try may work and is wanted: who interrupts has the message back.
  public var isTemporary: Bool { exitStatus == .temporaryFailure && kind != .interrupted }
}
