import MailBytes

/// The mechanisms of a few lines that need no library: EXTERNAL, PLAIN, LOGIN, XOAUTH2, OAUTHBEARER.
public final class BuiltInSASL: SASLProvider {
  /// All of them, in capitals.
  public static let mechanisms = ["EXTERNAL", "OAUTHBEARER", "XOAUTH2", "PLAIN", "LOGIN"]

  /// Makes the provider; it keeps nothing.
  public init() {}

  /// Those of the offered mechanisms that are built in.
  public func usable(of offered: [String]) -> [String] { Self.mechanisms.filter(offered.contains) }

  /// Begins a built-in mechanism.
  public func begin(
    mechanism: String, service: String, host: String, credentials: SASLCredentials
  ) throws(WireError) -> any SASLSession {
    switch mechanism {
    case "EXTERNAL": return ExternalSession(credentials)
    case "PLAIN": return try PlainSession(credentials)
    case "LOGIN": return try LoginSession(credentials)
    case "XOAUTH2", "OAUTHBEARER": return try TokenSession(credentials, mechanism: mechanism)
    default:
      throw WireError("authentication mechanism \(mechanism) is not known", exitStatus: .configuration)
    }
  }
}
