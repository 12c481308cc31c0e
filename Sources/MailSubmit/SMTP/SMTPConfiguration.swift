public import MailLink
public import MailSystem
public import MailWire

/// Where and how mail is handed to an SMTP or LMTP server: plain values, filled from the settings by the shell.
public struct SMTPConfiguration: Sendable {
  /// The server.
  public var endpoint: Endpoint
  /// TLS, and whether a password may travel without.
  public var security: SecurityPolicy
  /// Who signs in; nil for nobody.
  public var credentials: SASLCredentials?
  /// The one mechanism to use (`smtp-auth`), in any case; nil for the strongest that works.
  public var mechanism: String?
  /// The name given with EHLO.
  public var clientName: String
  /// LMTP (RFC 2033) instead of SMTP: LHLO, and a reply for each recipient at the end.
  public var isLMTP: Bool
  /// Whether nobody gets the message when one recipient is refused.
  public var allOrNone: Bool
  /// What is asked of delivery status notifications.
  public var notification: DeliveryNotification
  /// Who submitted the message, as `AUTH=` tells a server that trusts us; nil says nothing.
  public var submitter: String?
  /// How long each step may take.
  public var timeouts: LinkTimeouts

  /// A server with everything else as usual.
  public init(
    endpoint: Endpoint, security: SecurityPolicy = SecurityPolicy(), credentials: SASLCredentials? = nil,
    mechanism: String? = nil, clientName: String, isLMTP: Bool = false, allOrNone: Bool = false,
    notification: DeliveryNotification = DeliveryNotification(), timeouts: LinkTimeouts = LinkTimeouts()
  ) {
    self.endpoint = endpoint
    self.security = security
    self.credentials = credentials
    self.mechanism = mechanism
    self.clientName = clientName
    self.isLMTP = isLMTP
    self.allOrNone = allOrNone
    self.notification = notification
    self.timeouts = timeouts
  }
}
