/// Authentication mechanisms with arithmetic (CRAM-MD5, SCRAM, GSSAPI); MailSASL conforms, only `mail` knows it.
public protocol SASLProvider: AnyObject {
  /// The mechanisms among those offered that can be used, strongest first; empty without the library.
  func usable(of offered: [String]) -> [String]
  /// Begins one mechanism for the service (`smtp`, `imap`, `pop`) on the host.
  func begin(
    mechanism: String, service: String, host: String, credentials: SASLCredentials
  ) throws(WireError) -> any SASLSession
}

/// One run of one mechanism.
public protocol SASLSession: AnyObject {
  /// The initial response, or nil when the server speaks first.
  func initialResponse() throws(WireError) -> [UInt8]?
  /// The answer to a decoded challenge.
  func respond(to challenge: [UInt8]) throws(WireError) -> [UInt8]
}
