public import MailBytes

/// Puts TLS over a connection; MailTLS conforms, and only `mail` knows it.
public protocol TLSProvider: AnyObject {
  /// Shakes hands as a client, verifies the peer as the policy says, and returns the protected stream.
  func secure(
    _ stream: any ByteStream, host: String, policy: TLSPolicy, by deadline: Deadline
  ) throws(TLSFailure) -> any ByteStream
}

/// What is asked of the peer's certificate and of the protocol.
public struct TLSPolicy: Sendable {
  /// How strictly the certificate is checked.
  public enum Verification: Sendable {
    /// Chain and name must hold.
    case strict
    /// A person is asked about faults.
    case ask
    /// Faults are told on stderr and passed over, because a setting says so.
    case warn
    /// Nothing is checked, because a setting says so.
    case ignore
  }

  /// How strictly the certificate is checked.
  public var verification = Verification.strict
  /// A file of trusted certificates in PEM form, instead of the system's.
  public var caFile: String?
  /// A hashed directory of trusted certificates, instead of the system's.
  public var caDirectory: String?
  /// The certificate's SHA-256 (or named digest) fingerprint that alone is accepted.
  public var fingerprint: String?
  /// The server as `--trust` takes it, `host:port`, where a person can pin it so; nil where the fingerprint is a setting's.
  public var trustName: String?
  /// The client certificate chain in PEM form.
  public var clientCertificate: String?
  /// The key of the client certificate in PEM form.
  public var clientKey: String?
  /// Pairs of SSL_CONF names and values, as in `tls-config-pairs`.
  public var configuration: [(name: String, value: String)] = []

  /// A strict policy with the system's trust.
  public init() {}
}

/// Why TLS did not come about.
public struct TLSFailure: MailError {
  /// What kind of failure it was.
  public enum Kind: Sendable, Equatable {
    /// The TLS library is not installed.
    case libraryMissing
    /// The peer's certificate was not accepted.
    case untrusted
    /// The peer ended or spoke nonsense during the handshake.
    case handshake
    /// A local certificate, key or setting is unusable.
    case configuration
    /// The connection ended or broke during the handshake.
    case broken
    /// The deadline passed.
    case timedOut
    /// A signal ended the wait.
    case interrupted
  }

  /// What kind of failure it was.
  public let kind: Kind
  /// What failed, with the host.
  public let summary: String
  /// The setting or package that helps.
  public let hint: String?

  /// Makes a failure from its parts.
  public init(kind: Kind, summary: String, hint: String? = nil) {
    self.kind = kind
    self.summary = summary
    self.hint = hint
  }

  /// 77 for distrust, 75 for time, 78 for settings, 69 without the library, 76 otherwise.
  public var exitStatus: ExitStatus {
    switch kind {
    case .untrusted: .noPermission
    case .broken, .timedOut, .interrupted: .temporaryFailure
    case .configuration: .configuration
    case .libraryMissing: .unavailable
    case .handshake: .protocolError
    }
  }
}
