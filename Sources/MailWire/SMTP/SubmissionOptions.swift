/// How a submission session is held: names, security, authentication.
public struct SubmissionOptions {
  /// What is done about TLS inside the session.
  public enum Protection: Sendable, Equatable {
    /// TLS is there already.
    case active
    /// STARTTLS or nothing.
    case required
    /// STARTTLS whenever it is offered.
    case whenOffered
    /// No STARTTLS, because a setting says so.
    case never
  }

  /// The server's name, for messages and for SASL.
  public var host: String
  /// The name given with EHLO.
  public var clientName: String
  /// LHLO and a reply for each recipient (RFC 2033).
  public var isLMTP: Bool
  /// What is done about TLS.
  public var protection: Protection
  /// Who signs in; nil for nobody.
  public var credentials: SASLCredentials?
  /// The one mechanism to use, in any case; nil for the strongest that works.
  public var mechanism: String?
  /// Mechanisms beyond the built-in ones.
  public var provider: (any SASLProvider)?
  /// Whether a client certificate speaks for us, so that EXTERNAL can be tried.
  public var hasClientCertificate: Bool
  /// Whether the message may go as a chunk where the server offers CHUNKING.
  public var allowsChunking = true
  /// Whether a password may travel without TLS: the peer is on this machine, or a setting says so.
  public var allowsPasswordInClear: Bool

  /// A session without authentication that uses TLS when it is offered.
  public init(
    host: String, clientName: String, isLMTP: Bool = false, protection: Protection = .whenOffered,
    credentials: SASLCredentials? = nil, mechanism: String? = nil, provider: (any SASLProvider)? = nil,
    hasClientCertificate: Bool = false, allowsPasswordInClear: Bool = false
  ) {
    self.host = host
    self.clientName = clientName
    self.isLMTP = isLMTP
    self.protection = protection
    self.credentials = credentials
    self.mechanism = mechanism
    self.provider = provider
    self.hasClientCertificate = hasClientCertificate
    self.allowsPasswordInClear = allowsPasswordInClear
  }
}
