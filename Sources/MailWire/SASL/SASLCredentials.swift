public import MailBytes

/// Who signs in, and with what.
public struct SASLCredentials: Sendable {
  /// The authentication identity.
  public var user: String
  /// The authorization identity; empty for the same.
  public var authorization: String
  /// The password or the OAuth token; nil when there is none (EXTERNAL, GSSAPI).
  public var secret: Secret?
  /// Whether the secret is an OAuth access token, which no password mechanism may carry.
  public var secretIsToken: Bool

  /// Whether they were found and not asked for, so that a server without authentication is spoken to without.
  public var isOptional = false

  /// Makes credentials from their parts.
  public init(user: String, authorization: String = "", secret: Secret?, secretIsToken: Bool = false) {
    self.user = user
    self.authorization = authorization
    self.secret = secret
    self.secretIsToken = secretIsToken
  }
}
