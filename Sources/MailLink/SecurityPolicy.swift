public import MailSystem

/// How a connection is protected, and when a password may travel over it.
public struct SecurityPolicy: Sendable {
  /// When TLS is put on the connection.
  public enum Protection: Sendable, Equatable {
    /// From the first byte (RFC 8314): smtps, imaps, pop3s.
    case implicitTLS
    /// By STARTTLS, and without it nothing is sent.
    case startTLSRequired
    /// By STARTTLS whenever it is offered.
    case startTLSWhenOffered
    /// Never, because a setting says so.
    case clear
  }

  /// When TLS is put on the connection.
  public var protection: Protection
  /// What is asked of the peer's certificate.
  public var tls: TLSPolicy
  /// Whether a password may travel without TLS to a peer that is not on this machine, because a setting named for it says so.
  public var allowsPasswordInClear: Bool

  /// Whether STARTTLS with a peer on this machine takes any certificate: where clear text would be good enough, a
  /// certificate that nobody vouches for is no reason to send nothing.
  public var takesAnyCertificateOnLoopback = false

  /// Makes a policy from its parts.
  public init(
    protection: Protection = .startTLSWhenOffered, tls: TLSPolicy = TLSPolicy(), allowsPasswordInClear: Bool = false
  ) {
    self.protection = protection
    self.tls = tls
    self.allowsPasswordInClear = allowsPasswordInClear
  }

  /// Whether a password may be sent over the connection as it is now.
  public func allowsPassword(on connection: Connection) -> Bool {
    connection.isSecure || connection.isLoopback || allowsPasswordInClear
  }
}
